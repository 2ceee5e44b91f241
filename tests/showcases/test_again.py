"""A gallery that was made before is made again from memory, and never from before a change."""

import pytest
from msgspec.structs import replace

from collab import db
from collab.search import stems
from collab.showcases import actions, catalogue, queries
from collab.showcases.models import Edition
from collab.showcases.queries import gallery
from collab.text import Localised
from collab.web import parts
from tests.conftest import Browsers
from tests.showcases import stage
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.statements import statements_of


@pytest.fixture
def public(cast: Cast) -> Edition:
    return stage.published(cast)


def found(cast: Cast, query: str) -> list[str]:
    db.session.rollback()
    return [card.slug for card in queries.find(cast.programme, {"sector": "culture"}, query).cards()]


def published_again(cast: Cast, promise: str, headline: str) -> None:
    """The next edition, with other words."""
    with db.transaction():
        project, by = db.session.merge(cast.project), db.session.merge(cast.culture)
        project.promise = Localised(promise, promise)
        showcase = queries.showcase_of(project)
        assert showcase is not None
        actions.save(showcase, replace(stage.WHOLE, headline=Localised(headline, headline)), by=by)
        actions.publish(showcase, by=by)


def test_the_same_words_under_other_filters_ask_for_nothing_but_the_version(
    cast: Cast, public: Edition
) -> None:
    programme = cast.programme
    assert programme.id

    def page(filters: dict[str, str], query: str) -> int:
        return statements_of(lambda: queries.find(programme, filters, query).cards())

    assert page({}, "dörr") == 5
    assert page({"sector": "culture"}, "dörr") == 1
    assert page({}, "station") == 2


def test_words_are_searched_again_once_something_else_is_public(cast: Cast, public: Edition) -> None:
    assert [found(cast, "klockan"), found(cast, "luftskepp")] == [["oppna-dorrar"], []]
    published_again(cast, "En dörr", "Vi kom med luftskeppet")
    assert [found(cast, "klockan"), found(cast, "luftskepp")] == [[], ["oppna-dorrar"]]
    with db.transaction():
        showcase = queries.showcase_of(db.session.merge(cast.project))
        assert showcase is not None
        actions.unpublish(showcase, by=db.session.merge(cast.facilitator), reason="Wrong figures")
    assert found(cast, "luftskepp") == []


def test_words_beyond_what_a_search_reads_are_no_other_search(cast: Cast, public: Edition) -> None:
    start = ("dörr " * stems.LONGEST_QUERY)[: stems.LONGEST_QUERY]
    for end in ("", "x", "xy"):
        assert queries.find(cast.programme, {}, start + end).total == 1
    assert set(queries.catalogue_of(cast.programme.id).asked) == {start}


def test_no_more_searches_and_cards_are_remembered_than_find_room(
    cast: Cast, public: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "SEARCHES", 2)
    monkeypatch.setattr(gallery, "AT_HAND", 1)
    stage.copied(public, 2)
    for query in ("dörr", "station", "konst", "dörr"):
        assert queries.find(cast.programme, {}, query).total == 1
        assert len(queries.find(cast.programme, {}).cards()) == 3
    assert len(queries.catalogue_of(cast.programme.id).asked) <= 2


def test_a_card_says_the_newest_edition_in_the_readers_language(
    cast: Cast, public: Edition, browsers: Browsers
) -> None:
    swedish, english = browsers(language="sv"), browsers()
    for _ in range(2):
        assert "Pågår" in swedish.text("/showcases?q=station")
        assert "Ongoing" in english.text("/showcases?q=station")
    published_again(cast, "Ett luftskepp till jul", "Vi kom med luftskeppet")
    assert "Ett luftskepp till jul" in swedish.text("/showcases?q=station")
    assert "Ett luftskepp till jul" in english.text("/showcases?q=station")


def made_anew(browsers: Browsers, visitor: Browser) -> str:
    """The gallery, when its finished page is forgotten and its parts are not."""
    browsers.app.extensions["collab-pages"].forget()
    return visitor.get("/showcases").text


def test_a_card_from_memory_is_the_card_that_was_made_for_its_place(
    cast: Cast, public: Edition, browsers: Browsers
) -> None:
    stage.copied(public, 6)
    visitor = browsers()
    first, again = (made_anew(browsers, visitor) for _ in range(2))
    assert first == again
    assert first.count('loading="lazy"') == 4
    assert visitor.get("/showcases?q=station").text.count('loading="lazy"') == 0


def test_no_more_parts_are_remembered_than_find_room(
    cast: Cast, public: Edition, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST", 2)
    stage.copied(public, 6)
    visitor = browsers()
    first, again = (made_anew(browsers, visitor) for _ in range(2))
    assert first == again
    assert len(parts._parts(cast.programme.id)) == 2
