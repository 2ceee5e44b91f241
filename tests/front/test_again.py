"""Pages made again while nothing public has changed are put together from memory, and say what is so."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from collab import clock, db, versions
from collab.programmes.models import Programme
from tests.conference import day
from tests.conftest import Browsers
from tests.showcases import stage
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.statements import statements_of


@pytest.fixture
def public(cast: Cast) -> Cast:
    """A site with a conference and a public page."""
    day.plan(cast)
    stage.published(cast)
    return cast


def anew(visitor: Browser, path: str) -> str:
    """The page, when its finished bytes are forgotten and its parts are not."""
    visitor.app.extensions["collab-pages"].forget()
    return visitor.get(path).get_data(as_text=True)


PATHS = ["/", "/conference", "/showcases/oppna-dorrar", "/showcases", "/municipalities/kristianstad"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_is_the_same_when_it_is_made_again(
    public: Cast, browsers: Browsers, path: str, language: str
) -> None:
    visitor = browsers(language=language)
    first = anew(visitor, path)
    assert anew(visitor, path) == first
    with db.transaction():
        versions.bump()
    assert visitor.get(path).get_data(as_text=True) == first


@pytest.mark.parametrize(
    ("path", "asked"), [("/", 2), ("/conference", 2), ("/showcases/oppna-dorrar", 2), ("/showcases", 2)]
)
def test_little_is_asked_of_the_database_again(
    public: Cast, browsers: Browsers, path: str, asked: int
) -> None:
    visitor = browsers()
    for _ in range(2):
        anew(visitor, path)
    assert statements_of(lambda: anew(visitor, path)) == asked


@pytest.mark.parametrize("path", PATHS[:4])
def test_no_page_has_anything_of_whoever_looked_before(public: Cast, browsers: Browsers, path: str) -> None:
    visitor, member = browsers(), browsers(public.culture)
    before = anew(visitor, path)
    member.get(path)
    assert anew(visitor, path) == before
    assert "Your work" in member.get(path).get_data(as_text=True)
    assert "Your work" not in before


def test_each_language_has_its_own_parts(public: Cast, browsers: Browsers) -> None:
    swedish, english = browsers(language="sv"), browsers()
    for path, words in (
        ("/", ("Linjerna på kartan", "The lines on the map")),
        ("/conference", ("Rum:", "Room:")),
    ):
        for browser, said, unsaid in ((swedish, *words), (english, *reversed(words))):
            page = anew(browser, path)
            assert (said in page, unsaid in page) == (True, False)


def test_what_is_published_is_on_the_landing_page_and_the_timetable_at_once(
    cast: Cast, browsers: Browsers
) -> None:
    day.plan(cast)
    visitor = browsers()
    assert ["Open doors" in anew(visitor, path) for path in ("/", "/conference")] == [False, False]
    stage.published(cast)
    landing, timetable = (visitor.get(path).get_data(as_text=True) for path in ("/", "/conference"))
    assert landing.count('class="lines__row') == landing.count('class="map__line') == 1
    assert "1 project<" in landing
    assert timetable.count('class="session__art no-print"') == 1


def test_registration_closes_at_midnight_also_when_nothing_is_published(
    public: Cast, browsers: Browsers, wait_until: Callable[[datetime], None]
) -> None:
    public.programme.enrolment_closes_on = date(2017, 5, 15)
    db.session.commit()
    visitor = browsers()
    assert "Registration is open until Monday 15 May 2017." in visitor.text("/")
    wait_until(clock.in_stockholm(datetime(2017, 5, 16, 0, 1)))
    assert "Registration closed on Monday 15 May 2017." in visitor.text("/")


def test_the_day_goes_on_around_sessions_that_stay_as_they_are(
    public: Cast, browsers: Browsers, wait_until: Callable[[datetime], None]
) -> None:
    visitor = browsers()
    for hour, minute, phases in ((9, 10, ["is-now", "is-next"]), (10, 5, ["is-past", "is-now"])):
        wait_until(day.at(hour, minute))
        page = visitor.get("/conference").get_data(as_text=True)
        assert [f'class="slot {phase}"' in page for phase in phases] == [True, True]
        assert page.count("data-star-item=") == 3


def test_the_foot_of_each_programmes_pages_leads_to_its_own(public: Cast, browsers: Browsers) -> None:
    columns = [c.name for c in Programme.__table__.columns if c.name not in ("id", "slug", "first_year")]
    values = {name: getattr(public.programme, name) for name in columns}
    db.session.add(Programme(**values, slug="foregangaren", first_year=2014))
    db.session.commit()
    visitor = browsers()
    for _ in range(2):
        feeds = ["/feed.atom", "/programmes/foregangaren/feed.atom"]
        for path, feed in zip(("/", "/programmes/foregangaren/"), feeds, strict=True):
            foot = anew(visitor, path).partition('<footer class="footer">')[2]
            assert [f'href="{other}"' in foot for other in feeds] == [other == feed for other in feeds]
