"""Statements that are built once and asked with other values each time."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import reduce, wraps
from operator import sub
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Executable,
    Integer,
    Row,
    Select,
    bindparam,
    literal_column,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from collab import clock, db

P = ParamSpec("P")
S = TypeVar("S", bound=Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]])


def built_once(build: Callable[P, S]) -> Callable[P, tuple[S, dict[str, Any]]]:
    """Let a statement be built once: to build it and to find it among the compiled takes longer than to ask.

    Positional arguments (hashable) and the names of the others decide how the statement looks. The others are
    values, and `build` gets a placeholder for each. What comes of it, statement and values, goes to the
    session as it is: `db.session.scalars(*_newest(project_id=7))`. A value is never None, for NULL equals
    nothing, and `build` reads no clock: `site_time()` is the time when the statement is asked.
    """
    built: dict[Any, S] = {}

    @wraps(build)
    def filled(*looks: P.args, **values: P.kwargs) -> tuple[S, dict[str, Any]]:
        kind = (looks, *values)
        statement = built.get(kind)
        if statement is None:
            placeholders: Any = {name: bindparam(name) for name in values}
            statement = built[kind] = known_by_itself(build(*looks, **placeholders))
        return statement, values

    return filled


class _Itself:
    """What the key of a kept statement is made of: equal to nothing else, known at a glance."""


def known_by_itself(statement: S) -> S:
    """Let a statement that is kept be found among the compiled by what it is.

    SQLAlchemy finds it by all that is in it, some hundred names and types, which takes as long each time as
    SQLite needs to answer. What is made of the statement later has a key of its own.
    """
    key = statement._generate_cache_key()
    if key is not None:
        by_itself = key._replace(key=(_Itself(),))
        statement.__dict__["_generate_cache_key"] = lambda: by_itself
    return statement


@compiles(BindParameter)
def _spell_out(parameter: BindParameter[Any], compiler: SQLCompiler, **how: Any) -> str:
    """Write words and numbers that never change into a statement that is found by itself.

    A home page's has some two hundred, which would be bound anew each time; and the database plans by them.
    """
    is_kept = compiler.cache_key is not None and isinstance(compiler.cache_key.key[0], _Itself)
    never_changes = parameter.callable is None and isinstance(parameter.value, str | int)
    if is_kept and never_changes:
        how["literal_binds"] = True
    said: str = compiler.visit_bindparam(parameter, **how)  # type: ignore[no-untyped-call]
    return said


def rows_of(statement: Executable, values: dict[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
    """The rows of a statement that names columns: `rows_of(*_dated(project_id=7))`.

    `db.session.execute` answers the same. It prepares to make objects, though there are none to make, and
    that takes as long as all the rest.
    """
    session = db.session()
    if session.autoflush:
        session.flush()
    return session.connection().execute(statement, values).all()


def site_time() -> BindParameter[datetime]:
    """SQL: the site's time at which the statement is asked."""
    return bindparam("site_time", callable_=clock.now, type_=db.UTCDateTime())


def at_most(number: int, *taken: ColumnElement[int]) -> ColumnElement[int]:
    """SQL: a number for `limit` that is written into the statement, less what is `taken` of it already.

    For a number that is bound SQLite plans the statement anew each time that it is asked (3.46 and later
    look at its value), which takes a feed's ten times as long as answering it.
    """
    return reduce(sub, taken, literal_column(str(int(number)), type_=Integer))


def see_one_moment() -> None:
    """Let everything that is read from here be as it was at one moment; SQLite does so in any transaction."""
    db.session.rollback()
    if db.engine().dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
