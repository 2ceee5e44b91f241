"""From rows to what files say, one module for each kind of file."""

from collab.archive.readers import (
    conference,
    history,
    ideas,
    people,
    programme,
    projects,
    reviews,
    showcases,
    teams,
    updates,
)
from collab.archive.scribe import Reader

READERS: dict[str, tuple[Reader, str]] = {
    "programme": (programme.read, programme.REMARK),
    "people": (people.read, people.REMARK),
    "ideas": (ideas.read, ideas.REMARK),
    "teams": (teams.read, teams.REMARK),
    "projects": (projects.read, projects.REMARK),
    "updates": (updates.read, updates.REMARK),
    "reviews": (reviews.read, reviews.REMARK),
    "showcases": (showcases.read, showcases.REMARK),
    "conference": (conference.read, conference.REMARK),
    "history": (history.read, history.REMARK),
}
"""By the name of the file: who reads it from the site, and the remark at its head."""
