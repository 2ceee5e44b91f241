"""What Alembic runs: the steps on a connection that was handed in, or on COLLAB_DATABASE_URL."""

import os
from typing import Any

from alembic import context
from sqlalchemy import Connection, create_engine

from collab import app, config, db

SEARCH_TABLES = "search_"
assert app.FEATURES, "importing the application has registered every model"  # noqa: S101 - says why the import stands here


def is_ours(item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Leave out what the search index makes for itself: virtual tables and their shadows."""
    return not (kind == "table" and (name or "").startswith(SEARCH_TABLES))


def migrate(connection: Connection) -> None:
    """Run the steps in one transaction each."""
    context.configure(
        connection=connection,
        target_metadata=db.Base.metadata,
        include_object=is_ours,
        render_as_batch=True,
        transactional_ddl=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    url = config.sqlalchemy_url(os.environ["COLLAB_DATABASE_URL"])
    with create_engine(url, **db.engine_options(url)).connect() as own:
        migrate(own)
        own.commit()
