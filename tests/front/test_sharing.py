"""How public pages are known elsewhere: Open Graph where they are shared, JSON-LD where they are searched."""

import struct
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from collab import db
from collab.showcases import jobs, queries
from collab.text import Localised
from collab.updates.models import Visibility
from tests.conference import day
from tests.conftest import Browsers
from tests.formats import linked_data
from tests.showcases import stage
from tests.support.cast import Cast
from tests.updates import written

REQUIRED = ("og:title", "og:type", "og:image", "og:url")
"""What the Open Graph protocol asks of every page."""
PUBLIC = (
    "/", "/programmes/kultur-pa-resande-fot/", "/showcases", "/showcases/oppna-dorrar", "/conference",
    "/conference/doors", "/municipalities/kristianstad", "/accessibility", "/privacy", "/security",
    "/contact",
)  # fmt: skip


@pytest.fixture
def site_in_full(cast: Cast) -> Cast:
    """A conference, and a public page for which everything is drawn."""
    day.plan(cast)
    stage.published(cast)
    jobs.draw_next_poster()
    return cast


def _head(browsers: Browsers, path: str, language: str = "en") -> Element:
    html = browsers(language=language).get(path).get_data(as_text=True)
    head = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html).find("head")
    assert head is not None
    return head


def _shared(head: Element) -> dict[str, str]:
    """What the page says to those who show shared pages; the same thing said twice fails the test."""
    found = [(m.get("property") or m.get("name"), m.get("content")) for m in head.iter("meta")]
    said = [(str(name), str(said)) for name, said in found if str(name).startswith(("og:", "twitter:"))]
    assert len(said) == len(dict(said))
    return dict(said)


def _told(browsers: Browsers, path: str, language: str = "en") -> dict[str, dict[str, Any]]:
    """The things that the page tells of, by their type; a document with a fault fails the test."""
    (document,) = linked_data.documents(browsers(language=language).get(path).get_data(as_text=True))
    assert linked_data.faults_of(document) == []
    return {thing["@type"]: thing for thing in document["@graph"]}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_public_page_says_what_it_is_where_it_is_shared(
    site_in_full: Cast, browsers: Browsers, language: str
) -> None:
    for path in PUBLIC:
        head = _head(browsers, path, language)
        said = _shared(head)
        assert [name for name in REQUIRED if not said.get(name)] == [], path
        (canonical,) = [link.get("href") for link in head.iter("link") if link.get("rel") == "canonical"]
        assert said["og:url"] == canonical
        assert canonical.startswith("http://localhost/")
        assert head.findtext("title") == f"{said['og:title']} – Collab"
        assert said["og:locale"] == {"sv": "sv_SE", "en": "en_GB"}[language]
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert min(len(said[name]) for name in ("og:description", "og:image:alt")) > 5, path
        assert said["twitter:card"] == "summary_large_image"


def test_the_picture_of_a_shared_page_is_there_and_as_large_as_said(
    site_in_full: Cast, browsers: Browsers
) -> None:
    for path in PUBLIC:
        address = _shared(_head(browsers, path))["og:image"]
        assert address.startswith("http://localhost/")
        with browsers().get(address.removeprefix("http://localhost")) as answer:
            assert answer.content_type == "image/png"
            assert struct.unpack(">II", answer.get_data()[16:24]) == (1200, 630)
            assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_a_showcase_is_shared_with_its_own_picture_and_other_pages_with_the_sites(
    site_in_full: Cast, browsers: Browsers
) -> None:
    said = _shared(_head(browsers, "/showcases/oppna-dorrar"))
    assert said["og:image"].startswith("http://localhost/showcases/oppna-dorrar/posters/")
    assert said["og:image:alt"].startswith("Open doors: a line on the map through ")
    picture = _shared(_head(browsers, "/"))["og:image"]
    assert picture.startswith("http://localhost/static/")
    assert picture.endswith("/img/share.png")


def test_what_is_not_public_has_nothing_to_share(site_in_full: Cast, browsers: Browsers) -> None:
    cast = site_in_full
    hidden = written.a_post(cast.project, cast.culture)
    public = written.a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
    db.session.commit()
    assert (
        _shared(_head(browsers, f"/updates/{public.key}"))["og:url"]
        == f"http://localhost/updates/{public.key}"
    )
    for path in (f"/updates/{hidden.key}", "/projects/oppna-dorrar/showcase/preview", "/home"):
        html = browsers(cast.culture).get(path).get_data(as_text=True)
        assert ("og:" in html, "ld+json" in html) == (False, False)
    assert "og:" not in browsers().get("/no-such-page").get_data(as_text=True)


def test_the_conference_is_an_event_with_its_sessions(site_in_full: Cast, browsers: Browsers) -> None:
    event = _told(browsers, "/conference")["Event"]
    assert event["startDate"] == "2017-06-13T09:00:00+02:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"]["address"]["addressCountry"] == "SE"
    assert [o["name"] for o in event["organizer"]] == ["Region"]
    assert [s["url"] for s in event["subEvent"]] == [
        f"http://localhost/conference/{slug}" for slug in ("welcome", "doors", "lonely")
    ]


def test_a_session_belongs_to_the_conference(site_in_full: Cast, browsers: Browsers) -> None:
    told = _told(browsers, "/conference/doors")
    assert told["Event"]["superEvent"]["url"] == "http://localhost/conference"
    assert [step["item"]["@id"] for step in told["BreadcrumbList"]["itemListElement"]] == [
        "http://localhost/", "http://localhost/conference", "http://localhost/conference/doors",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "name"), [("sv", "Öppna dörrar"), ("en", "Open doors")])
def test_a_showcase_is_a_work_by_municipalities_about_their_project(
    site_in_full: Cast, browsers: Browsers, language: str, name: str
) -> None:
    work = _told(browsers, "/showcases/oppna-dorrar", language)["CreativeWork"]
    assert (work["name"], work["about"]["name"], work["about"]["@type"]) == (name, name, "Project")
    assert {author["name"] for author in work["author"]} == {
        "Kristianstad",
        "Karlskrona",
        "Höganäs",
        "Simrishamn",
    }
    assert work["author"][0]["@type"] == "GovernmentOrganization"
    assert work["datePublished"][:10] == work["dateModified"][:10] == "2017-05-15"
    assert work["isPartOf"]["url"] == "http://localhost/"


def test_the_landing_page_tells_of_the_site_and_the_programme(site_in_full: Cast, browsers: Browsers) -> None:
    told = _told(browsers, "/")
    assert told["WebSite"]["url"] == "http://localhost/"
    assert told["Organization"]["parentOrganization"][0]["name"] == "Region"


def test_nothing_that_people_write_ends_the_element_it_stands_in(
    site_in_full: Cast, browsers: Browsers
) -> None:
    evil = "</script><script>alert(1)</script><!-- <script> & ' \""
    edition = queries.get_public("oppna-dorrar")
    edition.title = Localised(evil, evil)
    edition.content = {**edition.content, "title": {"sv": evil, "en": evil}}
    db.session.commit()
    html = browsers().get("/showcases/oppna-dorrar").get_data(as_text=True)
    assert "<script>alert" not in html
    assert _told(browsers, "/showcases/oppna-dorrar")["CreativeWork"]["name"] == evil
    assert _shared(_head(browsers, "/showcases/oppna-dorrar"))["og:title"] == evil


@pytest.mark.parametrize(
    ("thing", "fault"),
    [
        ({"@type": "Evnt", "name": "A"}, "Evnt is no class"),
        ({"@type": "Event", "nome": "A"}, "nome is not in the vocabulary"),
        ({"@type": "Event", "isbn": "A"}, "a Event has no isbn"),
        ({"@type": "Event", "startDate": "tomorrow"}, "Event.startDate cannot be"),
        ({"@type": "Event", "location": {"@type": "Person", "name": "A"}}, "Event.location cannot be"),
        (
            {"@type": "Event", "eventStatus": "https://schema.org/OnlineEventAttendanceMode"},
            "Event.eventStatus",
        ),
    ],
)
def test_the_judge_of_linked_data_sees_mistakes(thing: dict[str, Any], fault: str) -> None:
    found = linked_data.faults_of({"@context": "https://schema.org", "@graph": [thing]})
    assert [f for f in found if f.startswith(fault)]
