"""Parts of a page that do not know of each other ask in one statement, and each gets its own answer."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Select, func, literal, select, union_all

from collab import db
from collab.accounts.models import Person
from collab.programmes.models import Membership, Role
from collab.statements import built_once
from collab.text import Localised
from collab.together import Reading, askable, asked, kept, ready, side_by_side, together
from tests.support.cast import Cast
from tests.support.statements import statements_of


@built_once
def _people(*, role: Any) -> Select[*tuple[Any, ...]]:
    member = select(Person.handle, Person.name, Membership.role, Person.created_at)
    return member.join(Membership).where(Membership.role == role).order_by(Person.handle.desc())


@built_once
def _handles(*, handle: Any) -> Select[*tuple[Any, ...]]:
    first = select(literal(1).label("place"), Person.handle).where(Person.handle == handle)
    return union_all(first, select(literal(2), Person.handle).where(Person.handle != handle))  # type: ignore[return-value]


@askable
def people(role: Role) -> Reading[list[Any]]:
    rows = yield from asked(_people(role=role))
    return list(rows)


@askable
def handles(first: str) -> Reading[list[str]]:
    rows = yield from asked(_handles(handle=first))
    return [row.handle for row in sorted(rows)]


@askable
def last_participant_first() -> Reading[list[str]]:
    found = yield from people.part(Role.PARTICIPANT)
    ordered = yield from handles.part(found[0].handle)
    return ordered


def test_parts_ask_in_one_statement_and_each_has_what_it_would_have_alone(cast: Cast) -> None:
    db.session.commit()
    alone = {"those": people(Role.PARTICIPANT), "first": handles("other")}
    read: dict[str, Any] = {}

    def ask() -> None:
        read.update(together(those=people.part(Role.PARTICIPANT), first=handles.part("other")))

    assert statements_of(ask) == 1
    assert [tuple(row) for row in read["those"]] == [tuple(row) for row in alone["those"]]
    assert read["first"] == alone["first"]


def test_values_come_as_their_columns_say_and_in_the_order_that_was_asked_for(cast: Cast) -> None:
    db.session.commit()
    read = together(those=people.part(Role.FACILITATOR), first=handles.part("other"))["those"]
    assert [row.handle for row in read] == ["facilitator", "colleague"]
    assert [row.role for row in read] == [Role.FACILITATOR] * 2
    assert isinstance(read[0].name, Localised)
    assert isinstance(read[0].created_at, datetime)
    assert read[0].created_at.tzinfo is not None


def test_as_many_statements_are_sent_as_the_deepest_part_has_rounds(cast: Cast) -> None:
    db.session.commit()
    read: dict[str, Any] = {}

    def ask() -> None:
        read.update(
            together(
                deep=last_participant_first.part(),
                flat=people.part(Role.PARTICIPANT),
                nothing=ready("at hand"),
            )
        )

    assert statements_of(ask) == 2
    assert read["deep"][0] == "tourism"
    assert next(row.handle for row in read["flat"]) == "tourism"
    assert read["nothing"] == "at hand"


def test_the_same_name_with_two_values_is_asked_in_two_statements(cast: Cast) -> None:
    db.session.commit()
    read: dict[str, Any] = {}

    def ask() -> None:
        read.update(
            together(
                these=people.part(Role.FACILITATOR),
                same=people.part(Role.FACILITATOR),
                those=people.part(Role.ORGANISER),
            )
        )

    assert statements_of(ask) == 2
    assert [row.handle for row in read["these"]] == ["facilitator", "colleague"]
    assert read["same"] == read["these"]
    assert [row.handle for row in read["those"]] == ["organiser"]


def test_parts_of_a_part_are_asked_along_with_the_others(cast: Cast) -> None:
    db.session.commit()

    def both() -> Reading[list[Any]]:
        pair = yield from side_by_side(people.part(Role.FACILITATOR), handles.part("other"))
        return pair

    read: dict[str, Any] = {}
    assert statements_of(lambda: read.update(together(pair=both(), one=people.part(Role.FACILITATOR)))) == 1
    assert [len(part) for part in read["pair"]] == [2, 9]


def test_what_a_part_keeps_is_not_asked_again_until_something_is_written(cast: Cast) -> None:
    @askable
    @kept
    def languages(role: Role) -> Reading[list[str]]:
        rows = yield from asked(_languages(role=role))
        return [row.language for row in rows]

    db.session.commit()
    assert languages(Role.ORGANISER) == ["sv"]
    assert statements_of(lambda: (languages(Role.ORGANISER), languages(Role.ORGANISER))) == 1
    cast.organiser.language = "en"
    assert languages(Role.ORGANISER) == ["en"]


@built_once
def _languages(*, role: Any) -> Select[*tuple[Any, ...]]:
    return select(Person.language).join(Membership).where(Membership.role == role)


def test_a_column_without_a_name_is_refused(cast: Cast) -> None:
    @built_once
    def nameless(*, role: Any) -> Select[*tuple[Any, ...]]:
        newest = select(func.max(Membership.id)).where(Membership.role == role).scalar_subquery()
        return select(newest)

    @askable
    def newest(role: Role) -> Reading[Any]:
        rows = yield from asked(nameless(role=role))
        return rows

    assert len(newest(Role.ORGANISER)) == 1
    with pytest.raises(ValueError, match="give each column a name"):
        together(one=newest.part(Role.ORGANISER), other=people.part(Role.ORGANISER))


def test_a_part_that_fails_fails_for_whoever_asked(cast: Cast) -> None:
    def failing() -> Reading[None]:
        yield from asked(_people(role=Role.ORGANISER))
        raise LookupError("nothing")

    with pytest.raises(LookupError):
        together(one=failing(), other=people.part(Role.FACILITATOR))
