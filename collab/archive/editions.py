"""The plan as a team handed it in, where files say it in short: as it is now, without what was empty then."""

from collections.abc import Collection
from typing import Any

from collab.projects.models import Project
from collab.reviews.actions import frozen_edition


def edition_without(project: Project, empty: Collection[str]) -> dict[str, Any]:
    """What would be handed in now, the sections of those codes empty. Shapes: see `Submission.edition`."""
    edition = frozen_edition(project)
    for part in edition["sections"]:
        if part["code"] in empty:
            part["html"] = ""
    return edition
