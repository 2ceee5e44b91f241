"""The first page that anybody sees, and the municipalities' own."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, select

from collab import clock, db
from collab.programmes.models import Organisation, Part, Participation, Programme, ProgrammeState
from collab.text import Localised
from tests.conference import day
from tests.conftest import Browsers
from tests.showcases import stage
from tests.support.cast import Cast


def test_the_landing_page_says_what_this_is_and_when_the_conference_is(
    cast: Cast, browsers: Browsers
) -> None:
    day.plan(cast)
    page = browsers().text("/")
    assert "Culture on the move" in page
    assert "Next: Arrived" in page


def test_the_landing_page_shows_public_projects_and_no_others(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast)
    page = browsers().text("/")
    assert "Open doors" in page
    assert "Lonely idea" not in page


def test_the_next_date_follows_the_sites_day(cast: Cast, browsers: Browsers) -> None:
    day.plan(cast)
    with clock.at(day.at(9).replace(day=14)):
        assert "Next:" not in browsers().text("/")


@pytest.mark.parametrize(
    ("month", "said"),
    [
        (5, "Registration is open until Friday 17 June 2016."),
        (7, "Registration closed on Friday 17 June 2016."),
    ],
)
def test_registration_is_open_or_closed_by_the_sites_day(
    cast: Cast, browsers: Browsers, month: int, said: str
) -> None:
    cast.programme.enrolment_closes_on = date(2016, 6, 17)
    db.session.commit()
    with clock.at(datetime(2016, month, 20, 10, tzinfo=UTC)):
        assert said in browsers().text("/")


def test_another_programmes_page_leads_to_its_own_overviews(cast: Cast, browsers: Browsers) -> None:
    columns = Programme.__table__.columns
    values = {
        c.name: getattr(cast.programme, c.name) for c in columns if c.name not in ("id", "slug", "first_year")
    }
    db.session.add(Programme(**values, slug="foregangaren", first_year=2014))
    db.session.commit()
    html = browsers().get("/programmes/foregangaren/").get_data(as_text=True)
    assert 'href="/programmes/foregangaren/showcases"' in html
    assert 'href="/showcases"' not in html
    assert '<link rel="canonical" href="http://localhost/programmes/foregangaren/">' in html


def test_every_municipality_of_the_area_has_its_page_and_is_linked(cast: Cast, browsers: Browsers) -> None:
    html = browsers().get("/").get_data(as_text=True)
    for slug in ("kristianstad", "karlskrona", "hoganas", "simrishamn", "osby"):
        assert f'href="/municipalities/{slug}"' in html
        assert browsers().get(f"/municipalities/{slug}").status_code == 200


def test_a_municipality_shows_the_public_projects_that_it_is_in(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast)
    assert "Open doors" in browsers().text("/municipalities/kristianstad")
    assert "No project here yet" in browsers().text("/municipalities/osby")


@pytest.mark.parametrize("path", ["/municipalities/stockholm", "/municipalities/region", "/programmes/none/"])
def test_what_is_not_there_is_not_found(cast: Cast, browsers: Browsers, path: str) -> None:
    assert browsers().get(path).status_code == 404


def test_the_map_has_a_shape_for_every_municipality(cast: Cast, browsers: Browsers) -> None:
    answer = browsers().get(f"/programmes/{cast.programme.slug}/map.svg")
    assert answer.content_type == "image/svg+xml; charset=utf-8"
    drawing = answer.get_data(as_text=True)
    assert [code for code in ("1290", "1080", "1284", "1291", "1273") if f'id="k{code}"' not in drawing] == []


@pytest.mark.parametrize("path", ["/accessibility", "/privacy"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_statements_are_there_in_both_languages(
    cast: Cast, browsers: Browsers, path: str, language: str
) -> None:
    answer = browsers(language=language).get(path)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.get_data(as_text=True)


def test_the_root_is_the_canonical_address_of_the_current_programme(cast: Cast, browsers: Browsers) -> None:
    html = browsers().get(f"/programmes/{cast.programme.slug}/").get_data(as_text=True)
    assert '<link rel="canonical" href="http://localhost/">' in html


@pytest.fixture
def emptied(cast: Cast) -> None:
    """A site on which nothing has been imported."""
    for table in reversed(db.Base.metadata.sorted_tables):
        db.session.execute(delete(table))
    db.session.commit()
    assert db.session.query(Programme).count() == 0


def test_a_site_without_a_programme_says_what_to_do(emptied: None, browsers: Browsers) -> None:
    assert "This site has no programme yet" in browsers().text("/")


def test_a_site_without_a_programme_says_its_name_once_in_its_title(
    emptied: None, browsers: Browsers
) -> None:
    assert "<title>Collab</title>" in browsers().get("/").get_data(as_text=True)


def earlier(cast: Cast) -> Programme:
    """A programme that is over, two years before the cast's."""
    said = Localised("Före resan", "Before the journey")
    names = ("name", "tagline", "kind", "summary", "how_content_is_made", "academic_home", "admission_rule")
    programme = Programme(
        slug="fore-resan", state=ProgrammeState.ARCHIVED, first_year=2014, last_year=2015, seats=0,
        offered_to=Localised(""), demonstration_note=Localised(""), **dict.fromkeys(names, said),
    )  # fmt: skip
    db.session.add(programme)
    db.session.flush()
    place = db.session.scalars(select(Organisation).where(Organisation.code == "1290")).one()
    db.session.add(Participation(programme=programme, organisation=place, part=Part.PARTICIPANT))
    db.session.commit()
    return programme


def test_an_archived_programme_says_that_it_is_over_and_when_it_was(cast: Cast, browsers: Browsers) -> None:
    earlier(cast)
    page = browsers().text("/programmes/fore-resan/")
    assert "This programme is over. It ran from 2014 to 2015 and is kept here as an archive" in page
    assert "1 municipality is named" in page
    assert (
        browsers(language="sv").text("/programmes/fore-resan/").count("Det pågick från 2014 till 2015") == 1
    )


def test_the_programmes_lead_to_each_other(cast: Cast, browsers: Browsers) -> None:
    earlier(cast)
    landing = browsers().get("/").get_data(as_text=True)
    assert '<a href="/programmes/fore-resan/">Before the journey</a>' in landing
    page = browsers().text("/programmes/fore-resan/")
    assert "What came after Culture on the move, 2016–2017." in page


def test_without_an_earlier_programme_nothing_is_said_of_one(cast: Cast, browsers: Browsers) -> None:
    assert "Earlier programmes" not in browsers().text("/")


def test_an_archived_programme_without_projects_shows_no_empty_section(
    cast: Cast, browsers: Browsers
) -> None:
    earlier(cast)
    page = browsers().get("/programmes/fore-resan/").get_data(as_text=True)
    for absent in (
        "/programmes/fore-resan/showcases",
        "/programmes/fore-resan/conference",
        "The lines on the map",
    ):
        assert absent not in page
    assert "No project of this programme is public" in browsers().text("/programmes/fore-resan/showcases")


def test_an_earlier_programme_changes_nothing_of_the_current_one(cast: Cast, browsers: Browsers) -> None:
    before = browsers().text("/showcases")
    earlier(cast)
    assert browsers().text("/showcases") == before
    assert "Culture on the move" in browsers().text("/")


def test_what_is_kept_of_wishes_says_who_reads_them_and_how_they_are_taken_back(
    cast: Cast, browsers: Browsers
) -> None:
    page = browsers().text("/privacy")
    assert "Whom somebody would rather not be with, only the facilitators of the programme read" in page
    assert "Each can be changed or taken back on the page “My wishes” until the programme is over" in page
    wishes = browsers(cast.culture).get("/programmes/kultur-pa-resande-fot/ideas/wishes")
    assert 'href="/privacy#wishes"' in wishes.get_data(as_text=True)
