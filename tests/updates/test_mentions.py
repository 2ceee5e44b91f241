"""@handles become names."""

from dataclasses import replace

import pytest
from flask import Flask, url_for

from collab import db
from collab.updates import actions
from collab.updates.mentions import TEAMS, Mentioned, handles_in, with_names, without_links
from collab.updates.models import Visibility
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_post

NAMES = Mentioned({"kulturchef.osby": "Kulturchef, Osby", "star": "A *star*"}, {"sparet": "Spår_et"})
LINK = '<a href="/teams/sparet" rel="noopener nofollow ugc"><strong>Spåret</strong></a>'


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@kulturchef.osby Kan vi?", {"kulturchef.osby"}),
        ("Fråga @a och @b-c.", {"a", "b-c"}),
        ("(@a)", {"a"}),
        ("skriv till info@osby.se", set()),
        ("https://example.org/@a", set()),
        ("@ ensam", set()),
    ],
)
def test_handles_are_found_and_addresses_are_not(text: str, handles: set[str]) -> None:
    assert handles_in(text) == handles


def test_a_known_handle_is_said_as_a_name_in_bold_and_an_unknown_one_stays() -> None:
    assert with_names("@kulturchef.osby, @nobody", NAMES) == r"**Kulturchef\, Osby**, @nobody"


def test_a_name_is_never_read_as_markdown() -> None:
    assert with_names("@star", NAMES) == r"**A \*star\***"


def test_a_team_is_linked_by_its_name() -> None:
    assert with_names("Hej @sparet!", NAMES) == r"Hej [**Spår\_et**](/teams/sparet)!"


def test_the_link_leads_to_the_page_of_the_team(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("workspace.team", slug="sparet") == f"{TEAMS}sparet"


def test_without_links_the_names_stay_and_other_links_too() -> None:
    other = '<a href="https://example.org">x</a>'
    assert without_links(f"<p>{LINK}, {other}</p>") == f"<p><strong>Spåret</strong>, {other}</p>"


def test_a_handle_that_a_person_and_a_team_have_is_the_persons(cast: Cast) -> None:
    cast.outsider.handle = cast.team.slug
    cast.business.handle = "ensam"
    answer = actions.comment(a_post(cast.project, cast.culture), "@sparet och @ensam", by=cast.culture)
    assert answer.html == f"<p>{LINK} och <strong>Näringslivschef, Karlskrona</strong></p>\n"


def test_a_public_update_links_teams_for_those_in_the_programme_alone(cast: Cast, browsers: Browsers) -> None:
    text = replace(WHOLE, text="Tack @sparet!")
    update = a_post(cast.project, cast.culture, text, Visibility.PUBLIC)
    db.session.commit()
    shown = [
        LINK in browser.get(f"/updates/{update.key}").get_data(as_text=True)
        for browser in (browsers(), browsers(cast.outsider), browsers(cast.other))
    ]
    assert shown == [False, False, True]
