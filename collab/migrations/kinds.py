"""What a step does to the release before it: a database says it, so that older code knows whether it may go on.

An expanding step only adds, and code that does not know it works as before. A contracting step takes away
what the release before it no longer uses; code older than that would break. Each step says its `kind`.
"""

from enum import StrEnum
from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, MetaData, String, Table, delete, insert, inspect, select


class Kind(StrEnum):
    """What a step does."""

    EXPAND = "expand"
    CONTRACT = "contract"


NAME = "schema_step"
STEPS = Table(
    NAME,
    MetaData(),
    Column("revision", String(32), primary_key=True),
    Column("kind", String(20), nullable=False),
)
"""Beside Alembic's own table and like it no model: which steps were taken, and of which kind each is."""


def kind_of(module: Any) -> Kind:
    """The kind that a step's module says. Raises ValueError when it says none."""
    said = getattr(module, "kind", None)
    if said not in set(Kind):
        raise ValueError(
            f'{module.__name__} must say kind = "expand" or kind = "contract". See CONTRIBUTING.md'
        )
    return Kind(said)


def note(*, ctx: MigrationContext, step: Any, **_: Any) -> None:
    """Write down a step that was taken, or forget one that was taken back. Alembic calls it after each."""
    connection = ctx.connection
    if connection is None:
        raise LookupError("a step needs a database")
    STEPS.create(connection, checkfirst=True)
    for revision in step.up_revisions:
        connection.execute(delete(STEPS).where(STEPS.c.revision == str(revision.revision)))
        if step.is_upgrade or step.is_stamp:
            values = {"revision": revision.revision, "kind": kind_of(revision.module)}
            connection.execute(insert(STEPS).values(values))


def beyond(connection: Connection, script: ScriptDirectory) -> dict[str, str]:
    """The steps of a database that this release does not know, with their kinds."""
    if not inspect(connection).has_table(NAME):
        return {}
    known = {step.revision for step in script.walk_revisions()}
    taken = connection.execute(select(STEPS.c.revision, STEPS.c.kind)).all()
    return {revision: kind for revision, kind in taken if revision not in known}
