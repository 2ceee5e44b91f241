"""What history speaks of: each kind of thing by the name that files use for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from collab import db
from collab.ideas.models import Idea
from collab.programmes.models import Enrolment, Membership, Organisation, PlanSection, Programme
from collab.project_files.models import ProjectFile
from collab.projects.models import Milestone, NamedPlan, PlanText, Project, WorkStrand
from collab.reviews.models import Point, Release, Review, ReviewRound, Submission
from collab.showcases.models import Showcase
from collab.teams.models import Invitation, JoinRequest, Team
from collab.updates.models import Comment, Update

Find = Callable[[str, int], Any]
"""(name, programme's id) → the row or None."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing: its model, what files call a row, and the row that files call so."""

    model: type[Any]
    name: Callable[[Any], str]
    find: Find


def _first(model: type[Any], **by: Any) -> Any:
    return db.session.scalars(select(model).filter_by(**by)).first()


def _keyed(model: type[Any]) -> Thing:
    return Thing(model, lambda row: str(row.key), lambda name, _programme: _first(model, key=name))


def _in_round(model: type[Any]) -> Thing:
    def find(name: str, programme_id: int) -> Any:
        code, _, slug = name.partition("/")
        round_ = _first(ReviewRound, code=code, programme_id=programme_id)
        project = _first(Project, slug=slug)
        return _first(model, round=round_, project=project) if round_ and project else None

    return Thing(model, lambda row: f"{row.round.code}/{row.project.slug}", find)


def _section(name: str, programme_id: int) -> Any:
    slug, _, code = name.partition("/")
    section = _first(PlanSection, code=code, programme_id=programme_id)
    project = _first(Project, slug=slug)
    return _first(PlanText, section=section, project=project) if section and project else None


def _enrolment(name: str, programme_id: int) -> Any:
    place = _first(Organisation, slug=name)
    return _first(Enrolment, organisation=place, programme_id=programme_id) if place else None


def _showcase(name: str, _programme_id: int) -> Any:
    project = _first(Project, slug=name)
    return _first(Showcase, project=project) if project else None


THINGS: dict[str, Thing] = {
    "programme": Thing(Programme, lambda row: str(row.slug), lambda name, _: _first(Programme, slug=name)),
    "enrolment": Thing(Enrolment, lambda row: str(row.organisation.slug), _enrolment),
    "membership": Thing(
        Membership,
        lambda row: str(row.code),
        lambda name, programme_id: _first(Membership, code=name, programme_id=programme_id),
    ),
    "idea": _keyed(Idea),
    "team": Thing(Team, lambda row: str(row.slug), lambda name, _: _first(Team, slug=name)),
    "join_request": _keyed(JoinRequest),
    "team_invitation": _keyed(Invitation),
    "project": Thing(Project, lambda row: str(row.slug), lambda name, _: _first(Project, slug=name)),
    "plan_text": Thing(PlanText, lambda row: f"{row.project.slug}/{row.section.code}", _section),
    "named_plan": _keyed(NamedPlan),
    "project_file": _keyed(ProjectFile),
    "milestone": _keyed(Milestone),
    "work_strand": _keyed(WorkStrand),
    "project_update": _keyed(Update),
    "comment": _keyed(Comment),
    "submission": _in_round(Submission),
    "review": _keyed(Review),
    "review_release": _in_round(Release),
    "point": _keyed(Point),
    "showcase": Thing(Showcase, lambda row: str(row.project.slug), _showcase),
}
"""By the kind that the record of what happened uses. Views are not here: they do not travel."""
