"""What is in a database, row by row, so that two states can be compared."""

from collab import db


def rows() -> dict[str, list[str]]:
    """Every row of every table as text, sorted."""
    with db.engine().connect() as connection:
        return {
            name: sorted(str(tuple(row)) for row in connection.execute(table.select()))
            for name, table in sorted(db.Base.metadata.tables.items())
        }
