"""Whether search knows what the site holds: what is older than the index stands in it once it is rebuilt."""

from sqlalchemy import Connection, Select, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from collab.cli.examination.finding import Finding, ok, warning
from collab.programmes.models import Membership
from collab.projects.models import Project
from collab.search.models import SearchEntry
from collab.teams.models import Team

NAMED = (("project", Project.id), ("team", Team.id), ("membership", Membership.id))
"""Kinds whose things have a name, all of them, and so stand in the index."""


def of_index(connection: Connection) -> list[Finding]:
    """How many projects, teams and people are not found by their names."""
    unknown = sum(connection.execute(_unknown(kind, number)).scalar_one() for kind, number in NAMED)
    if unknown:
        return [
            warning(
                "search", f"it does not find {unknown} projects, teams or people. Run: collab search rebuild"
            )
        ]
    return [ok("search", "it finds every project, team and person by name")]


def _unknown(kind: str, number: InstrumentedAttribute[int]) -> Select[int]:
    known = exists().where(SearchEntry.kind == kind, SearchEntry.subject_id == number)
    return select(func.count(number)).where(~known)
