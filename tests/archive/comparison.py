"""What a site holds, by meaning: rows without the numbers that a database gives them.

Every table and every column is compared but those that are named here, each with its reason.
"""

from functools import cache
from typing import Any

from sqlalchemy import Row, Table

from collab import db
from collab.search.models import OF_TITLE

Named = tuple[Any, ...]
Tables = dict[str, list[str]]

TABLES_APART = {
    "sign_in": "sessions are this site's",
    "sign_in_link": "secret links are this site's",
    "security_event": "the security log is this site's",
    "mail": "letters are sent once, by the site that wrote them",
    "attempt": "counters of limits",
    "version": "counts what was published here",
    "site_day": "the demonstration's clock",
    "view": "letters from visitors to this site's organisers",
    "plan_writing": "what somebody has typed and not saved is theirs alone",
    "subscription": "a secret address for a calendar is this site's",
    "division_search": "proposals for teams are drafts of those who lead; the teams that come of them travel",
    "division": "a draft",
    "search_word": "words gathered from whatever has been written here, to know misspellings by",
    "document_order": "what somebody asked for here; the plan travels and can be asked for anew",
    "plan_document": "made of the plan, which travels",
    "message": "letters are written and sent once, by those who lead this site",
    "message_copy": "a letter",
    "stall_snooze": "what those who lead here leave alone for now, and why",
    "update_new_file": "what came with a draft",
    "update_opening": "who has opened which page of this site",
    "notice": "what somebody was told here",
    "notice_choices": "how somebody wants to be told by this site",
    "reminder": "whom this site has reminded to write",
    "project_pace": "how somebody wants to be told of a project by this site",
    "muted_project": "what somebody does not want to be told by this site",
    "division_applied": "how a draft can be undone here",
}
COLUMNS_APART = {
    "person.password_hash": "a secret",
    "person.created_at": "when the account was made here",
    "person.last_visit_at": "when somebody was here",
    "person.is_site_organiser": "a right on this site",
    "activity.recorded_at": "when it was written down here",
    "activity.noticed_at": "when this site told of it",
    "picture.loose_since": "housekeeping",
    "project_update.form_key": "tells a form sent twice",
    "project_update.created_at": "when a draft was begun, which only its writer knew",
    "project_update.goes_out_at": "a draft's, which only its writer knows of",
    "project_update.reopened_at": "a draft's",
    "project_update.version": "counts saves, for windows left open here",
    "comment.form_key": "tells a form sent twice",
    "project.version": "counts saves",
    "plan_text.version": "counts saves",
    "milestone.version": "counts saves",
    "project_file.version": "counts saves",
    "milestone.changed_at": "when it was saved last, for calendars that fetch from here",
    "work_strand.version": "counts saves",
    "anchoring.version": "counts saves",
    "showcase.version": "counts saves",
    "review.version": "counts saves",
    "review.saved_at": "when the draft was last saved; once handed in nobody asks",
    "answer.version": "counts saves",
}
ROWS_APART = {
    "companion.is_apart": "whom somebody would rather be apart from never leaves the site where it was said",
}
"""Columns whose rows are not compared where they are true."""
KINDS = ("activity", "search_entry")
"""Tables that name what they speak of by kind and id."""
SCOPES = {"programme_id": "programme", "team_id": "team", "project_id": "project"}
"""What activity names without a foreign key."""
HOUSEKEEPING = {"programme-imported", "day-changed"}


def content() -> Tables:
    """Every row that means something, by table, as sorted text."""
    tables = {name: table for name, table in db.Base.metadata.tables.items() if name not in TABLES_APART}
    with db.engine().connect() as connection:
        rows = {name: list(connection.execute(table.select())) for name, table in tables.items()}
    names = _Names(tables, rows)
    return {
        name: sorted(str(names.meaning(name, row)) for row in rows[name] if _counts(name, row))
        for name in sorted(tables)
    }


def _counts(name: str, row: Row[Any]) -> bool:
    is_apart = any(getattr(row, column) for table, column in _rows_apart() if table == name)
    return not is_apart and (name != "activity" or row.verb not in HOUSEKEEPING)


def _rows_apart() -> list[tuple[str, str]]:
    return [(table, column) for table, _, column in (place.partition(".") for place in ROWS_APART)]


class _Names:
    """Names rows by what is unique in them instead of their ids."""

    def __init__(self, tables: dict[str, Table], rows: dict[str, list[Row[Any]]]) -> None:
        self.tables = tables
        self.by_id = {
            name: {row.id: row for row in rows[name]} for name, table in tables.items() if "id" in table.c
        }

    def meaning(self, name: str, row: Row[Any]) -> dict[str, Any]:
        return {
            column.name: self._value(name, column.name, row)
            for column in self.tables[name].columns
            if column.name != "id" and f"{name}.{column.name}" not in COLUMNS_APART
        }

    def _value(self, name: str, column: str, row: Row[Any]) -> Any:
        value = getattr(row, column)
        if name in KINDS and column == "subject_id":
            return self._named(getattr(row, _kind(name)).removesuffix(OF_TITLE), value)
        if name == "activity" and column in SCOPES:
            return self._named(SCOPES[column], value)
        for key in self.tables[name].c[column].foreign_keys:
            return self._named(key.column.table.name, value)
        return _sorted(value)

    def _named(self, name: str, number: int | None) -> Any:
        row = self.by_id.get(name, {}).get(number)
        if row is None:
            return number
        return (name, *(self._value(name, column, row) for column in _identity(self.tables[name])))


def _sorted(value: Any) -> Any:
    """The same with the keys of JSON in one order, which means nothing."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _kind(name: str) -> str:
    return "subject_kind" if name == "activity" else "kind"


@cache
def _identity(table: Table) -> tuple[str, ...]:
    """The columns that tell a row from all others."""
    for column in ("key", "slug", "email"):
        if column in table.c and table.c[column].unique:
            return (column,)
    unique = [
        tuple(column.name for column in constraint.columns)
        for constraint in table.constraints
        if type(constraint).__name__ == "UniqueConstraint"
    ]
    return min(unique)
