"""Version numbers of what is public: a publishing action bumps one, the page cache compares it."""

from sqlalchemy import Integer, String, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Mapped, mapped_column

from collab import db

PUBLIC = "public"


class Version(db.Base):
    """The number that a scope has reached."""

    __tablename__ = "version"
    scope: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, default=1)


def bump(scope: str = PUBLIC) -> None:
    """Raise the scope's number, in the transaction that changes what is public."""
    table = Version.__table__
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(Version).values(scope=scope, number=1)
    db.session.execute(
        statement.on_conflict_do_update(index_elements=["scope"], set_={"number": table.c.number + 1})
    )


def read(engine: Engine, scope: str = PUBLIC) -> int:
    """The scope's number, read on a connection of its own; 0 before the first bump."""
    with engine.connect() as connection:
        return read_on(connection, scope)


def read_on(connection: Connection, scope: str = PUBLIC) -> int:
    """The scope's number, read on a connection that reads something else as well."""
    return connection.scalar(select(Version.number).where(Version.scope == scope)) or 0
