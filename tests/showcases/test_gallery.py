"""What visitors find, by which filters, in how many statements."""

import pytest
from msgspec.structs import replace
from sqlalchemy import event

from collab import db, versions
from collab.programmes.models import Programme
from collab.showcases import queries
from collab.showcases.models import Edition
from collab.web import cache
from tests.conftest import Browsers
from tests.showcases import stage
from tests.support.cast import Cast


@pytest.fixture
def public(cast: Cast) -> Edition:
    return stage.published(cast)


def _slugs(cast: Cast, filters: dict[str, str], query: str = "") -> list[str]:
    return [card.slug for card in queries.find(cast.programme, filters, query).cards()]


def test_nothing_is_found_before_publication(cast: Cast) -> None:
    stage.composed(cast)
    assert _slugs(cast, {}) == []


@pytest.mark.parametrize(
    "filters",
    [{}, {"sector": "tourism"}, {"municipality": "hoganas"}, {"branch": "art"}, {"state": "ongoing"},
     {"state": "seeks"}, {"sector": "culture", "municipality": "karlskrona"}],
)  # fmt: skip
def test_filters_find_what_they_say(cast: Cast, public: Edition, filters: dict[str, str]) -> None:
    assert _slugs(cast, filters) == ["oppna-dorrar"]


@pytest.mark.parametrize(
    "filters", [{"sector": "sport"}, {"municipality": "osby"}, {"state": "finished"}, {"branch": "' OR 1=1"}]
)
def test_other_filters_find_nothing(cast: Cast, public: Edition, filters: dict[str, str]) -> None:
    assert _slugs(cast, filters) == []


@pytest.mark.parametrize(
    "query",
    ["dörr", "dörrarna", "löften", "station", "train", "Höganäs", "konst", "banarbeten", "18 000 kronor",
     "öppettiderna"],
)  # fmt: skip
def test_search_finds_a_showcase_by_any_form_of_its_words(cast: Cast, public: Edition, query: str) -> None:
    assert _slugs(cast, {}, query) == ["oppna-dorrar"]


def test_search_does_not_find_a_showcase_by_its_markup(cast: Cast) -> None:
    stage.published(cast, replace(stage.WHOLE, story=stage.STORY + "[plan](https://example.org)"))
    assert _slugs(cast, {}, "href") == []


@pytest.mark.parametrize(
    ("address", "is_kept"),
    [
        ("/showcases?sector=culture&state=ongoing", True),
        ("/showcases?state=ongoing&sector=culture&goal=", True),
        ("/programmes/kultur-pa-resande-fot/showcases?sector=culture", True),
        ("/showcases?sector=x1", False),
        ("/showcases?sector=culture&branch=x1", False),
        ("/showcases?page=1", True),
        ("/showcases?fbclid=x1", True),
        ("/showcases?q=train", False),
    ],
)
def test_a_gallery_is_kept_only_under_filters_that_find_something(
    public: Edition, browsers: Browsers, address: str, is_kept: bool
) -> None:
    assert browsers().get(address).status_code == 200
    with browsers.app.app_context():
        assert len(cache.pages()) == is_kept


def test_the_order_and_emptiness_of_filters_make_no_other_page(public: Edition, browsers: Browsers) -> None:
    for query in ("sector=culture&state=ongoing", "state=ongoing&branch=&sector=culture"):
        browsers().get(f"/showcases?{query}")
    with browsers.app.app_context():
        assert len(cache.pages()) == 1


def test_tags_lead_to_the_gallery_of_the_showcases_own_programme(
    cast: Cast, public: Edition, browsers: Browsers
) -> None:
    assert 'href="/showcases?branch=art"' in _public_page(browsers)
    _succeed(cast.programme)
    later = _public_page(browsers)
    assert 'href="/programmes/kultur-pa-resande-fot/showcases?branch=art"' in later


def _public_page(browsers: Browsers) -> str:
    return browsers().get("/showcases/oppna-dorrar").get_data(as_text=True)


def _succeed(programme: Programme) -> None:
    """A later programme is the current one."""
    kept = {c.name: getattr(programme, c.name) for c in Programme.__table__.columns if c.name != "id"}
    years = {"first_year": programme.first_year + 1, "last_year": programme.last_year + 1}
    db.session.add(Programme(**{**kept, "slug": "nasta", **years}))
    versions.bump()
    db.session.commit()


def test_counts_say_what_each_choice_would_leave(cast: Cast, public: Edition) -> None:
    found = queries.find(cast.programme, {"sector": "culture"}).counts()
    assert found["sector"] == {"business": 1, "culture": 1, "tourism": 1}
    assert found["state"] == {"ongoing": 1, "seeks": 1}


def test_a_page_that_is_taken_down_is_no_longer_found(cast: Cast, public: Edition) -> None:
    assert _slugs(cast, {}) == ["oppna-dorrar"]
    public.is_current = False
    versions.bump()
    db.session.commit()
    assert _slugs(cast, {}) == []


@pytest.mark.parametrize("copies", [1, 3])
def test_the_gallery_reads_the_cards_in_one_statement(cast: Cast, public: Edition, copies: int) -> None:
    stage.copied(public, copies - 1)
    programme = db.session.merge(cast.programme)
    assert programme.id
    statements: list[str] = []
    event.listen(db.engine(), "before_cursor_execute", lambda *a: statements.append(a[2]))
    found = queries.find(programme, {})
    statements.clear()
    assert len(found.cards()) == copies
    assert len([s for s in statements if s.startswith("SELECT")]) == 1


def test_a_long_gallery_has_pages(
    cast: Cast, public: Edition, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries.gallery, "ON_A_PAGE", 2)
    stage.copied(public, 4)
    visitor = browsers()
    pages = [visitor.text(f"/showcases?sector=culture&page={number}") for number in (1, 2, 3)]
    assert ["Showing 1–2 of 5" in pages[0], "Showing 3–4 of 5" in pages[1], "Showing 5–5 of 5" in pages[2]]
    slugs = [card.slug for page in (1, 2, 3) for card in queries.find(cast.programme, {}).cards(page)]
    assert (len(slugs), len(set(slugs))) == (5, 5)
    html = visitor.get("/showcases?page=2&sector=culture").text
    assert 'href="/showcases?sector=culture" rel="prev"' in html
    assert 'href="/showcases?sector=culture&amp;page=3" rel="next"' in html


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "999999999999999999999", "٢"])
def test_a_page_that_is_not_there_is_not_found(public: Edition, browsers: Browsers, page: str) -> None:
    assert browsers().get(f"/showcases?page={page}").status_code == 404


def test_the_gallery_page_has_a_way_on_when_nothing_matches(
    cast: Cast, public: Edition, browsers: Browsers
) -> None:
    page = browsers().text("/showcases?q=kyrkorgel")
    assert "Nothing matches" in page
    assert "Show all projects" in page


def test_a_visitor_reads_the_whole_public_page_in_both_languages(
    cast: Cast, public: Edition, browsers: Browsers
) -> None:
    english, swedish = browsers(), browsers(language="sv")
    assert "We set our clocks by the train" in english.text("/showcases/oppna-dorrar")
    assert "Vi ställde klockan efter tåget" in swedish.text("/showcases/oppna-dorrar")


def test_a_page_that_is_not_public_does_not_exist_for_visitors(cast: Cast, browsers: Browsers) -> None:
    stage.composed(cast)
    db.session.commit()
    assert browsers().get("/showcases/oppna-dorrar").status_code == 404


def test_overviews_exist_under_every_programme_with_one_canonical_address(
    cast: Cast, public: Edition, browsers: Browsers
) -> None:
    html = browsers().get(f"/programmes/{cast.programme.slug}/showcases").get_data(as_text=True)
    assert '<link rel="canonical" href="http://localhost/showcases">' in html
