"""Reading ideas and wishes."""

import pytest

from collab import clock, db
from collab.ideas import queries
from collab.ideas.queries import Wishes
from collab.programmes.models import Role
from tests.ideas.wishing import a_companion, a_wish, an_idea, place
from tests.support.cast import Cast
from tests.support.statements import statements_of


def test_a_programmes_ideas_are_listed_in_swedish_order_without_those_that_were_withdrawn(cast: Cast) -> None:
    for title in ("Ögonblick", "Ånga", "Zon"):
        an_idea(cast.programme, title, cast.culture)
    an_idea(cast.programme, "Borta", withdrawn=True)
    assert [idea.title for idea in queries.of_programme(cast.programme.id)] == ["Zon", "Ånga", "Ögonblick"]
    assert queries.of_programme(cast.programme.id + 1) == []


def test_wishes_are_read_in_the_order_of_their_ranks_with_the_people_named(cast: Cast) -> None:
    first, second = an_idea(cast.programme, "A"), an_idea(cast.programme, "B")
    a_wish(cast.culture, second, first)
    a_companion(cast.culture, cast.business)
    a_companion(cast.culture, cast.other, is_apart=True)
    a_companion(cast.tourism, cast.culture)
    assert queries.wishes_of(cast.programme.id) == {
        place(cast.culture).id: Wishes(
            (second.id, first.id), frozenset({place(cast.business).id}), frozenset({place(cast.other).id})
        ),
        place(cast.tourism).id: Wishes((), frozenset({place(cast.culture).id}), frozenset()),
    }
    assert queries.wishes_of(cast.programme.id + 1) == {}


def test_a_wish_for_an_idea_that_was_withdrawn_falls_out_and_the_next_moves_up(cast: Cast) -> None:
    first, second = an_idea(cast.programme, "A"), an_idea(cast.programme, "B")
    a_wish(cast.culture, first, second)
    first.withdrawn_at = clock.now()
    assert queries.wishes_of(cast.programme.id)[place(cast.culture).id].ideas == (second.id,)


def test_who_takes_no_part_any_more_wishes_for_nothing(cast: Cast) -> None:
    a_wish(cast.culture, an_idea(cast.programme, "A"))
    place(cast.culture).role = Role.OBSERVER
    assert queries.wishes_of(cast.programme.id) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_all_is_read_in_three_statements_however_many_there_are(cast: Cast, number: int) -> None:
    ideas = [an_idea(cast.programme, str(n), cast.culture) for n in range(number)]
    for person in (cast.culture, cast.business, cast.tourism)[:number]:
        a_wish(person, *ideas)
        a_companion(person, cast.other)
    db.session.commit()
    programme_id = cast.programme.id

    def read() -> None:
        found = queries.of_programme(programme_id)
        assert [i.proposed_by.person.handle for i in found if i.proposed_by] == ["culture"] * number
        assert len(queries.wishes_of(programme_id)) == number

    assert statements_of(read) == 3
