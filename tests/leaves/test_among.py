"""Whether a column is one of many values, as the databases are asked it."""

from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from collab.accounts.models import Person
from collab.columns import among


def test_sqlite_is_asked_in_a_way_that_an_index_can_answer() -> None:
    asked = str(select(Person.id).where(among(Person.id, [1, 2])).compile(dialect=sqlite.dialect()))
    assert asked.endswith("WHERE person.id IN (SELECT value FROM json_each(?))")
