"""The one place where a project comes to another stage."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import update

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.programmes.models import Stage
from collab.projects.models import Agreement, Passage, Project, Way


class Grounds(Struct, frozen=True):
    """On what grounds a project goes to another stage."""

    way: Way
    reason: str = ""
    checks: Sequence[dict[str, Any]] = ()
    """What the machine said. Shape: see `Passage.checks`."""


def move_to_stage(
    project: Project, stage: Stage, grounds: Grounds, *, by: Person | None, at: datetime | None = None
) -> Passage:
    """Let the project, which the caller holds, be at that stage; the passage keeps what was agreed to."""
    passage = Passage(
        project=project,
        from_stage=project.stage,
        to_stage=stage,
        way=grounds.way,
        reason=grounds.reason,
        checks=list(grounds.checks),
        by=by,
        at=at or clock.now(),
    )
    db.session.add(passage)
    db.session.flush()
    standing = Agreement.project_id == project.id, Agreement.passage_id.is_(None)
    db.session.execute(update(Agreement).where(*standing).values(passage_id=passage.id))
    project.stage = stage
    verb = Verb.STAGE_RETURNED if grounds.way is Way.BACK else Verb.STAGE_REACHED
    activity.record(verb, project, by=by, at=at, stage=stage.code, way=grounds.way.value)
    return passage
