"""Feeds: what the public has been told, for programs that read it to people."""

from datetime import timedelta

import pytest
from lxml import etree
from msgspec.structs import replace

from collab import clock, db
from collab.showcases import actions
from collab.updates.models import Kind, Visibility
from tests.conftest import Browsers
from tests.formats.validators import ATOM, atom_faults
from tests.showcases import stage
from tests.support.cast import THE_DAY, Cast
from tests.updates import written

LATER = timedelta(hours=3)


def _entries(browsers: Browsers, path: str, language: str = "en") -> dict[str, etree._Element]:
    """The feed's entries by id; a feed with a fault fails the test."""
    answer = browsers(language=language).get(path)
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    assert atom_faults(answer.data) == []
    return {str(e.findtext(f"{ATOM}id")): e for e in etree.fromstring(answer.data).iter(f"{ATOM}entry")}


def _said(entry: etree._Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


def test_a_feed_without_news_is_valid_and_begins_with_its_programme(cast: Cast, browsers: Browsers) -> None:
    answer = browsers().get("/feed.atom")
    assert atom_faults(answer.data) == []
    assert etree.fromstring(answer.data).findtext(f"{ATOM}updated") == "2016-01-01T00:00:00Z"


def test_showcases_and_public_updates_are_told_newest_first(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast).published_at = THE_DAY
    with clock.at(THE_DAY + LATER):
        update = written.a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
        db.session.commit()
        entries = _entries(browsers, "/feed.atom")
    showcase, told = "tag:localhost,2016:showcases/oppna-dorrar", f"tag:localhost,2016:updates/{update.key}"
    assert list(entries) == [told, showcase]
    assert _said(entries[showcase], "title") == "Open doors"
    assert _said(entries[showcase], "updated") == "2017-05-15T07:00:00Z"
    assert entries[told].find(f"{ATOM}link").get("href") == f"http://localhost/updates/{update.key}"  # type: ignore[union-attr]
    assert [_said(a, "name") for e in entries.values() for a in e.iter(f"{ATOM}author")] == ["Spåret"] * 2


def test_a_report_is_titled_by_its_day_and_a_question_by_what_it_asks(cast: Cast, browsers: Browsers) -> None:
    asked = "Who has lent a drill across the border? We have been looking for one since March."
    with clock.at(THE_DAY):
        for kind in (Kind.PROGRESS, Kind.QUESTION):
            said = replace(written.WHOLE, kind=kind, text=asked)
            written.a_post(cast.project, cast.culture, said, Visibility.PUBLIC)
        db.session.commit()
        titles = [_said(entry, "title") for entry in _entries(browsers, "/feed.atom").values()]
    assert sorted(title.replace("\N{NO-BREAK SPACE}", " ") for title in titles) == [
        "A question to the others: Who has lent a drill across the border? We have been… (Open doors)",
        "Open doors: update of 15 May",
    ]


def test_what_is_invented_is_told_as_a_demonstration(cast: Cast, browsers: Browsers) -> None:
    with clock.at(THE_DAY):
        plain = written.a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
        invented = written.a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
        invented.is_demonstration = True
        db.session.commit()
        entries = _entries(browsers, "/feed.atom")
    marked = {key.rpartition("/")[2]: entry.find(f"{ATOM}category") for key, entry in entries.items()}
    assert marked[plain.key] is None
    assert marked[invented.key].get("term") == "demonstration"  # type: ignore[union-attr]
    words = {key.rpartition("/")[2]: _said(entry, "content") for key, entry in entries.items()}
    assert words[invented.key].startswith("<p>Demonstration: the content is invented.</p>")
    assert "Demonstration" not in words[plain.key]


def test_a_mentioned_team_is_named_and_nothing_leads_to_its_page(cast: Cast, browsers: Browsers) -> None:
    text = replace(written.WHOLE, text="Thanks @sparet, see [there](https://a.se)")
    written.a_post(cast.project, cast.culture, text, Visibility.PUBLIC)
    db.session.commit()
    (entry,) = _entries(browsers, "/feed.atom").values()
    there = '<a href="https://a.se" rel="noopener nofollow ugc">there</a>'
    told = f'<p>Thanks <strong class="named">Spåret</strong>, see {there}</p>\n'
    assert _said(entry, "content") == f'<div lang="sv">{told}</div>'


def test_a_new_edition_keeps_its_id_and_its_first_day(cast: Cast, browsers: Browsers) -> None:
    edition = stage.published(cast)
    edition.published_at = THE_DAY
    actions.publish(edition.showcase, by=cast.culture, at=THE_DAY + LATER)
    db.session.commit()
    (entry,) = _entries(browsers, "/feed.atom").values()
    assert (_said(entry, "published"), _said(entry, "updated")) == (
        "2017-05-15T07:00:00Z",
        "2017-05-15T10:00:00Z",
    )


@pytest.mark.parametrize("visibility", [Visibility.TEAM, Visibility.PROGRAMME])
def test_what_is_not_public_is_not_told(cast: Cast, browsers: Browsers, visibility: Visibility) -> None:
    written.a_post(cast.project, cast.culture, visibility=visibility)
    db.session.commit()
    assert _entries(browsers, "/feed.atom") == {}


def test_an_update_dated_ahead_is_told_when_its_moment_has_come(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = written.a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
    update.posted_at = THE_DAY + LATER
    db.session.commit()
    assert _entries(browsers, "/feed.atom") == {}
    later = clock.real() + LATER
    monkeypatch.setattr(clock, "real", lambda: later)
    assert len(_entries(browsers, "/feed.atom")) == 1


def test_a_withdrawn_page_is_told_no_more(cast: Cast, browsers: Browsers) -> None:
    showcase = stage.published(cast).showcase
    assert len(_entries(browsers, "/feed.atom")) == 1
    actions.unpublish(showcase, by=cast.culture, reason="A mistake")
    db.session.commit()
    assert _entries(browsers, "/feed.atom") == {}
    assert browsers().get("/showcases/oppna-dorrar/feed.atom").status_code == 404


def test_a_project_with_a_public_page_has_a_feed_of_its_own(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast)
    own = written.a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
    written.a_post(cast.other_project, cast.other, visibility=Visibility.PUBLIC)
    db.session.commit()
    assert set(_entries(browsers, "/showcases/oppna-dorrar/feed.atom")) == {
        "tag:localhost,2016:showcases/oppna-dorrar",
        f"tag:localhost,2016:updates/{own.key}",
    }
    assert browsers().get(f"/showcases/{cast.other_project.slug}/feed.atom").status_code == 404


def test_titles_follow_the_readers_language_and_ids_do_not(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast)
    swedish, english = (_entries(browsers, "/feed.atom", language) for language in ("sv", "en"))
    assert list(swedish) == list(english)
    assert [_said(e, "title") for e in (*swedish.values(), *english.values())] == [
        "Öppna dörrar",
        "Open doors",
    ]


def test_what_xml_cannot_hold_does_not_break_a_feed(cast: Cast, browsers: Browsers) -> None:
    update = written.a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
    update.html = "<p>A & B\x0b ]]> \ufffe</p>"
    db.session.commit()
    (entry,) = _entries(browsers, "/feed.atom").values()
    assert _said(entry, "content") == '<div lang="sv"><p>A & B ]]> </p></div>'


@pytest.mark.parametrize(
    ("page", "feeds"),
    [
        ("/", ["/feed.atom"]),
        ("/programmes/kultur-pa-resande-fot/", ["/feed.atom"]),
        ("/showcases", ["/feed.atom"]),
        ("/showcases/oppna-dorrar", ["/feed.atom", "/showcases/oppna-dorrar/feed.atom"]),
    ],
)
def test_pages_name_their_feeds_and_lead_to_them(
    cast: Cast, browsers: Browsers, page: str, feeds: list[str]
) -> None:
    stage.published(cast)
    html = browsers().get(page).get_data(as_text=True)
    head, _, body = html.partition("</head>")
    for feed in feeds:
        assert head.count(f'href="{feed}"') == 1
        assert f'href="{feed}"' in body
