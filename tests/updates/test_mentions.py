"""@handles become names."""

import pytest
from flask import Flask, url_for
from msgspec.structs import replace
from sqlalchemy import select

from collab import db
from collab.markdown import first_words, words_of
from collab.updates import actions
from collab.updates.mentions import TEAMS, Mentioned, handles_in, with_names, without_links
from collab.updates.models import Mention, Update, Visibility
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_post

NAMES = Mentioned({"kulturchef.osby": "Kulturchef, Osby", "star": "A *star*"}, {"sparet": "Spår_et"})
TEAM = '<strong class="named">Spåret</strong>'
LINK = f'<a href="/teams/sparet" rel="noopener nofollow ugc">{TEAM}</a>'


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@kulturchef.osby Kan vi?", {"kulturchef.osby"}),
        ("Fråga @a och @b-c.", {"a", "b-c"}),
        ("(@a)", {"a"}),
        ("skriv till info@osby.se", set()),
        ("https://example.org/@a", set()),
        ("@ ensam", set()),
        ("@Kulturchef.Osby kan", {"kulturchef.osby"}),
        ("`@a` men **@b**\n\n```\n@c\n```", {"b"}),
        ("[x](https://a.se/?u=@a) [@b](/c) ![@d](/e) <https://a.se/@f>", set()),
    ],
)
def test_handles_are_found_and_addresses_are_not(text: str, handles: set[str]) -> None:
    assert handles_in(text) == handles


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("@kulturchef.osby, @nobody", '<strong class="named">Kulturchef, Osby</strong>, @nobody'),
        ("@Kulturchef.Osby!", '<strong class="named">Kulturchef, Osby</strong>!'),
        ("@star", '<strong class="named">A *star*</strong>'),
        (
            "Hej @Sparet!",
            f"Hej {LINK.replace('Spåret', 'Spår_et')}!",
        ),
        ("Skriv `@star`", "Skriv <code>@star</code>"),
        ("[@star](/x?u=@star)", '<a href="/x?u=@star" rel="noopener nofollow ugc">@star</a>'),
    ],
    ids=["known", "capitals", "no Markdown in it", "team", "code", "link"],
)
def test_a_known_handle_is_said_as_a_name_where_words_stand(text: str, html: str) -> None:
    assert with_names(text, NAMES) == f"<p>{html}</p>\n"


def test_the_link_leads_to_the_page_of_the_team(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("workspace.team", slug="sparet") == f"{TEAMS}sparet"


def test_without_links_the_names_stay_and_other_links_too() -> None:
    other = '<a href="https://example.org">x</a>'
    assert without_links(f"<p>{LINK}, {other}</p>") == f"<p>{TEAM}, {other}</p>"


def test_a_handle_that_a_person_and_a_team_have_is_the_persons(cast: Cast) -> None:
    cast.outsider.handle = cast.team.slug
    cast.business.handle = "ensam"
    answer = actions.comment(a_post(cast.project, cast.culture), "@sparet och @ensam", by=cast.culture)
    assert answer.html == f'<p>{LINK} och <strong class="named">Näringslivschef, Karlskrona</strong></p>\n'


def test_a_public_update_links_teams_for_those_in_the_programme_alone(cast: Cast, browsers: Browsers) -> None:
    text = replace(WHOLE, text="Tack @sparet!")
    update = a_post(cast.project, cast.culture, text, Visibility.PUBLIC)
    db.session.commit()
    shown = [
        LINK in browser.get(f"/updates/{update.key}").get_data(as_text=True)
        for browser in (browsers(), browsers(cast.outsider), browsers(cast.other))
    ]
    assert shown == [False, False, True]


def test_whom_a_text_mentions_is_found_from_when_it_is_written_to_when_it_is_gone(cast: Cast) -> None:
    def found(update: Update) -> list[str]:
        db.session.flush()
        return list(db.session.scalars(select(Mention.handle).where(Mention.update_id == update.id)))

    long = "x" * 121
    update = a_post(cast.project, cast.culture, replace(WHOLE, text=f"@sparet @Sparet @nobody `@b` @{long}"))
    assert sorted(found(update)) == ["nobody", "sparet"]
    db.session.expire(update)
    update.text = "Thanks, @nobody and @somebody."
    assert sorted(found(update)) == ["nobody", "somebody"]
    update.next_step = "Write to @sparet."
    assert sorted(found(update)) == ["nobody", "somebody"]
    update.text = "Thanks."
    assert found(update) == []
    update.text = "Thanks, @nobody."
    assert found(update) == ["nobody"]
    db.session.delete(update)
    assert found(update) == []


def test_an_excerpt_tells_whom_a_text_mentions_from_its_other_words() -> None:
    html = str(with_names("Tack **alla**! @kulturchef.osby\n\n@sparet", NAMES))
    assert first_words(html) == "Tack alla! @Kulturchef, Osby @Spår_et"
    assert words_of(without_links(html)).split() == ["Tack", "alla!", "@Kulturchef,", "Osby", "@Spår_et"]


def test_nobody_makes_a_name_by_hand() -> None:
    assert with_names('<strong class="named">A</strong>', NAMES).startswith("<p>&lt;strong")
