"""What the index needs beyond its table.

What there are few of stands by itself: a word that is written everywhere is found in two thousand things at
once, and not behind a hundred thousand updates.

SQLite: FTS5, kept by triggers: an index over everything, and one over the few.

PostgreSQL: GIN indexes over the document that a row's stems make, one over the few, one for each kind there
are many of, with functions that ask them. By itself the planner would rather read every row when many match,
and make each one's document anew: a row looks short to it, since long stems lie apart.
"""

from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.sql.schema import Table

from collab.search.models import FEW, MANY, WHOLE, SearchEntry

_TRIGGERS = {"inserted": "INSERT", "deleted": "DELETE", "updated": "UPDATE"}


def _kept(index: str, prefix: str, only: str = "") -> tuple[str, ...]:
    """What makes an index, and its triggers, which fire where `only` holds of the `{row}`."""
    into = f"INSERT INTO {index}"
    adds = f"{into}(rowid, stems) VALUES (new.id, new.stems); "
    takes = f"{into}({index}, rowid, stems) VALUES ('delete', old.id, old.stems); "
    does = {"inserted": ("new", adds), "deleted": ("old", takes), "updated": ("old", takes + adds)}
    return (
        f"CREATE VIRTUAL TABLE {index} USING fts5(stems, content='search_entry', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
        *(
            f"CREATE TRIGGER {prefix}_{name} AFTER {_TRIGGERS[name]} ON search_entry "
            f"{only.format(row=row)}BEGIN {deeds}END"
            for name, (row, deeds) in does.items()
        ),
    )


_ARE_MANY = ", ".join(f"'{kind}'" for kind in MANY)
OF_FEW = _kept(FEW, FEW, only=f"WHEN {{row}}.kind NOT IN ({_ARE_MANY}) ")
NO_FEW = (*(f"DROP TRIGGER {FEW}_{name}" for name in _TRIGGERS), f"DROP TABLE {FEW}")
THE_FEW_THERE_ARE = (
    f"INSERT INTO {FEW}(rowid, stems) SELECT id, stems FROM search_entry WHERE kind NOT IN ({_ARE_MANY})"  # noqa: S608 - constants
)
SQLITE = (*_kept(WHOLE, "search_entry"), *OF_FEW)


def _partial(name: str, only: str) -> tuple[str, str]:
    """What makes a part of PostgreSQL's index, and the function that asks it."""
    document = "to_tsvector('simple', stems)"
    return (
        f"CREATE INDEX {PART}{name} ON search_entry USING gin ({document}) WHERE {only}",
        f"CREATE FUNCTION search_{name}(asked text) "  # noqa: S608 - constants
        "RETURNS TABLE (kind varchar, subject_id integer) "
        "LANGUAGE sql STABLE SET enable_seqscan = off AS $$ "
        f"SELECT e.kind, e.subject_id FROM search_entry AS e WHERE e.{only} "
        "AND to_tsvector('simple', e.stems) @@ to_tsquery('simple', $1) $$",
    )


PART = "ix_search_entry_of_"
_PARTS = {"few": f"kind NOT IN ({_ARE_MANY})", **{kind: f"kind = '{kind}'" for kind in MANY}}
PARTS = tuple(statement for name, only in _PARTS.items() for statement in _partial(name, only))
NO_PARTS = tuple(
    statement
    for name in _PARTS
    for statement in (f"DROP FUNCTION search_{name}(text)", f"DROP INDEX {PART}{name}")
)


def create(connection: Connection) -> None:
    """Make what follows the table, which takes it along when it goes."""
    for statement in SQLITE if connection.dialect.name == "sqlite" else PARTS:
        connection.exec_driver_sql(statement)


@event.listens_for(SearchEntry.__table__, "after_create")
def _after_create(_table: Table, connection: Connection, **_options: object) -> None:
    create(connection)
