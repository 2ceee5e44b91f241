"""What visitors find, by which filters, in how many statements."""

import pytest
from sqlalchemy import event

from collab import db
from collab.showcases import queries
from collab.showcases.models import Edition
from tests.conftest import Browsers
from tests.showcases import stage
from tests.support.cast import Cast


@pytest.fixture
def public(cast: Cast) -> Edition:
    return stage.published(cast)


def _slugs(cast: Cast, filters: dict[str, str], query: str = "") -> list[str]:
    return [card.slug for card in queries.cards(cast.programme, filters, query)]


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


@pytest.mark.parametrize("query", ["dörr", "dörrarna", "löften", "station", "train", "Höganäs", "konst"])
def test_search_finds_a_showcase_by_any_form_of_its_words(cast: Cast, public: Edition, query: str) -> None:
    assert _slugs(cast, {}, query) == ["oppna-dorrar"]


def test_counts_say_what_each_choice_would_leave(cast: Cast, public: Edition) -> None:
    found = queries.counts(cast.programme, {"sector": "culture"})
    assert found["sector"] == {"business": 1, "culture": 1, "tourism": 1}
    assert found["state"] == {"ongoing": 1, "seeks": 1}


def test_a_page_that_is_taken_down_is_no_longer_found(cast: Cast, public: Edition) -> None:
    public.is_current = False
    db.session.commit()
    assert _slugs(cast, {}) == []


@pytest.mark.parametrize("copies", [1, 3])
def test_the_gallery_reads_the_cards_in_one_statement(cast: Cast, public: Edition, copies: int) -> None:
    for number in range(2, copies + 1):
        values = {c.name: getattr(public, c.name) for c in Edition.__table__.columns if c.name != "id"}
        db.session.add(Edition(**{**values, "number": number}))
    db.session.commit()
    programme = db.session.merge(cast.programme)
    assert programme.id
    statements: list[str] = []
    event.listen(db.engine(), "before_cursor_execute", lambda *a: statements.append(a[2]))
    assert len(queries.cards(programme, {})) == copies
    assert len([s for s in statements if s.startswith("SELECT")]) == 1


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
