"""Whether search knows what the site holds: what is older than the index stands in it once it is rebuilt."""

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from collab import app
from collab.cli.examination.finding import Finding, ok, warning
from collab.search.missing import missing


def of_index(connection: Connection) -> list[Finding]:
    """How many things of each kind are not found by their words."""
    app.register_kinds()
    with Session(connection) as held:
        counted = missing(held)
    if counted:
        kinds = ", ".join(f"{kind}: {number}" for kind, number in sorted(counted.items()))
        return [warning("search", f"things are not found ({kinds}). Run: collab search rebuild")]
    return [ok("search", "it finds everything that has words")]
