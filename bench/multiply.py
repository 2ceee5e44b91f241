"""Makes a large site of a small one: every team, project and showcase many times, by the database itself.

Copy k of a row has the row's number + k × STRIDE, so that copies point to each other as the rows do; what is
unique has `-k` at its end.
"""

from sqlalchemy import Column, Connection, Integer, String, Table, UniqueConstraint, text

from collab import db

STRIDE = 1_000_000

COPIED = (
    "person", "membership", "team", "team_member", "project", "anchoring", "work_strand", "hill_move",
    "milestone", "slip", "plan_text",
    "project_branch", "project_goal", "project_municipality", "project_update", "update_mention", "comment",
    "contribution", "update_goal", "update_picture", "showcase", "showcase_picture", "edition", "facet",
    "activity", "search_entry",
)  # fmt: skip
UNIQUE_BESIDE = {("edition", "slug"), ("membership", "code"), ("update_mention", "handle")}
"""Unique among other rows of the programme, or by a partial index; or naming what is."""
MOVED_BESIDE = {
    ("activity", "project_id"),
    ("activity", "team_id"),
    ("activity", "subject_id"),
    ("search_entry", "subject_id"),
}
"""Numbers of copied rows without a foreign key."""
KINDS = "('project', 'team', 'update', 'showcase')"
PARTICIPANTS = "SELECT person_id FROM membership WHERE role = 'participant' AND person_id < :stride"
ONLY = {
    "person": f"id IN ({PARTICIPANTS})",
    "membership": "role = 'participant'",
    "activity": f"project_id IS NOT NULL AND subject_kind IN {KINDS}",
}
"""Of these only some rows are copied: facilitators stay who they are."""


def multiply(connection: Connection, copies: int) -> None:
    """Add so many copies of each team with its people, project, updates and showcase."""
    tables = db.Base.metadata.tables
    for name in COPIED:
        connection.execute(text(_copying(tables[name])), {"copies": copies, "stride": STRIDE})
    if connection.dialect.name == "postgresql":
        for name in COPIED:
            if "id" in tables[name].columns:
                connection.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"
                    )
                )


def _copying(table: Table) -> str:
    columns = [column.name for column in table.columns]
    values = ", ".join(_value(table, column) for column in table.columns)
    condition = ONLY.get(table.name, "1 = 1")
    key = next(column for column in table.primary_key if isinstance(column.type, Integer))
    return (
        "WITH RECURSIVE copy(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copy WHERE k < :copies) "
        f"INSERT INTO {table.name} ({', '.join(columns)}) "
        f"SELECT {values} FROM {table.name} AS original, copy "
        f"WHERE original.{key.name} < :stride AND {condition} ORDER BY copy.k, original.{key.name}"
    )


def _value(table: Table, column: Column[object]) -> str:
    named = f"original.{column.name}"
    moved = f"{named} + copy.k * :stride"
    target = next((key.column.table.name for key in column.foreign_keys), "")
    if column.name == "id" or (table.name, column.name) in MOVED_BESIDE:
        return moved
    if target == "person":
        return f"CASE WHEN {named} IN ({PARTICIPANTS}) THEN {moved} ELSE {named} END"
    if target in COPIED:
        return moved
    if (table.name, column.name) in UNIQUE_BESIDE | _unique_words(table):
        return f"substr({named}, 1, {column.type.length - 8}) || '-' || copy.k"  # type: ignore[attr-defined]
    return named


def _unique_words(table: Table) -> set[tuple[str, str]]:
    unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    single = [next(iter(c.columns)) for c in unique if len(c.columns) == 1]
    words = [column for column in single if isinstance(column.type, String) and column.type.length]
    return {(table.name, column.name) for column in words if not column.foreign_keys}
