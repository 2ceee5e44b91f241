"""Several questions to the database, asked in one statement.

A page is made of parts that do not know of each other, and each would ask for itself. A query that is
`askable` can also be a part: `together` runs parts side by side, and what they ask in the same round goes
out as one statement, however many parts there are. A page takes as many statements as its deepest part.
"""

from collections import namedtuple
from collections.abc import Callable, Generator, Sequence
from functools import cache, update_wrapper, wraps
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    String,
    Subquery,
    Text,
    cast,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.types import NullType, TypeEngine

from collab.memory import of_transaction
from collab.statements import known_by_itself, rows_of

P = ParamSpec("P")
T = TypeVar("T")
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
Question = tuple[Statement, dict[str, Any]]
"""What a function that is `built_once` answers: a statement and its values."""
Rows = Sequence[Any]
Reading = Generator[Sequence[Question], Sequence[Rows], T]
"""A query under way: it yields what it asks next, is sent the rows of each, and returns what it has read."""


class Askable(Generic[P, T]):
    """A query that asks alone when it is called; its `part` can be asked together with other parts."""

    def __init__(self, part: Callable[P, Reading[T]]) -> None:
        self.part = part
        update_wrapper(self, part)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask alone: one statement for each round."""
        return _answered(self.part(*args, **kwargs))


askable = Askable


def kept(part: Callable[P, Reading[T]]) -> Callable[P, Reading[T]]:
    """Let a part answer from memory, as a query that is `remembered` does."""

    @wraps(part)
    def remembering(*args: P.args, **kwargs: P.kwargs) -> Reading[T]:
        memory: dict[Any, T] = of_transaction()
        key = (part, args, tuple(sorted(kwargs.items())))
        if key not in memory:
            memory[key] = yield from part(*args, **kwargs)
        return memory[key]

    return remembering


def asked(question: Question) -> Reading[Rows]:
    """One question: `rows = yield from asked(_newest(project_id=7))`."""
    (rows,) = yield [question]
    return rows


def ready(value: T) -> Reading[T]:
    """A part that has nothing to ask."""
    yield from ()
    return value


def side_by_side(*parts: Reading[Any]) -> Reading[list[Any]]:
    """Parts of a part: what they ask in the same round, it asks at once. What each has read, in order."""
    read: list[Any] = [None] * len(parts)
    rows: dict[int, Sequence[Rows] | None] = dict.fromkeys(range(len(parts)))
    while True:
        questions: dict[int, Sequence[Question]] = {}
        for number, answer in rows.items():
            try:
                questions[number] = parts[number].send(answer)  # type: ignore[arg-type] # None begins it
            except StopIteration as end:
                read[number] = end.value
        if not questions:
            return read
        answers = iter((yield [question for several in questions.values() for question in several]))
        rows = {number: [next(answers) for _ in several] for number, several in questions.items()}


def together(**parts: Reading[Any]) -> dict[str, Any]:
    """What each of the parts has read, by its name: `together(weeks=updates.weeks.part(programme), …)`."""
    return dict(zip(parts, _answered(side_by_side(*parts.values())), strict=True))


def _answered(reading: Reading[T]) -> T:
    answers: Sequence[Rows] | None = None
    while True:
        try:
            answers = _ask(reading.send(answers))  # type: ignore[arg-type] # None begins it
        except StopIteration as end:
            read: T = end.value
            return read


def _ask(questions: Sequence[Question]) -> list[Rows]:
    """The rows of each, in one statement; in one more where two give the same name different values."""
    answers: dict[int, Rows] = {}
    while waiting := [number for number in range(len(questions)) if number not in answers]:
        values: dict[str, Any] = {}
        same: dict[Statement, list[int]] = {}
        for number in waiting:
            statement, own = questions[number]
            if all(values.get(name, value) == value for name, value in own.items()):
                values |= own
                same.setdefault(statement, []).append(number)
        for rows, numbers in zip(_rows(tuple(same), values), same.values(), strict=True):
            answers |= dict.fromkeys(numbers, rows)
    return [answers[number] for number in range(len(questions))]


def _rows(statements: tuple[Statement, ...], values: dict[str, Any]) -> list[Rows]:
    if len(statements) == 1:
        return [rows_of(statements[0], values)]
    united, shapes = _united(statements)
    found: list[list[Any]] = [[] for _ in statements]
    for row in rows_of(united, values):
        shape = shapes[row[0]]
        found[row[0]].append(shape.row(*(row[place] for place in shape.places)))
    return list(found)


class _Shape(NamedTuple):
    """How the rows of one statement lie among the columns of several."""

    row: Callable[..., Any]
    places: tuple[int, ...]


@cache
def _united(statements: tuple[Statement, ...]) -> tuple[Statement, list[_Shape]]:
    """One statement whose rows say which of these they answer: columns alike in type share a place.

    Each answer keeps its order: both databases answer one part of a UNION ALL after the other.
    """
    parts = [statement.subquery() for statement in statements]
    kinds: list[TypeEngine[Any]] = []
    places = [_placed(part, kinds) for part in parts]
    shapes = [
        _Shape(namedtuple("Row", part.c.keys(), rename=True), tuple(place + 1 for place in taken))
        for part, taken in zip(parts, places, strict=True)
    ]
    selects = []
    for number, (part, taken) in enumerate(zip(parts, places, strict=True)):
        filled: dict[int, ColumnElement[Any]] = dict(zip(taken, part.c, strict=True))
        columns = [
            filled.get(place, cast(null(), kind)).label(f"c{place}") for place, kind in enumerate(kinds)
        ]
        selects.append(select(literal_column(str(number), Integer).label("part"), *columns))
    return known_by_itself(union_all(*selects)), shapes


def _placed(part: Subquery, kinds: list[TypeEngine[Any]]) -> list[int]:
    """A place for each column; `kinds` grows where none of its kind is free.

    Raises ValueError for a column without a name, which in a statement around it cannot be told from another,
    and for one without a type: nothing can stand in its place beside other statements.
    """
    taken: list[int] = []
    for name, column in part.c.items():
        if name.startswith("_no_label") or isinstance(column.type, NullType):
            raise ValueError(f"give each column a name and a type: {part.element}")
        free = (
            place
            for place, kind in enumerate(kinds)
            if place not in taken and _likeness(kind) == _likeness(column.type)
        )
        place = next(free, len(kinds))
        if place == len(kinds):
            kinds.append(column.type)
        taken.append(place)
    return taken


def _likeness(kind: TypeEngine[Any]) -> str:
    """The same for types whose values read the same."""
    return "text" if type(kind) in (String, Text) else repr(kind)
