"""What is missing before a project is handed in or approved, and the points that wait for an answer."""

from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, case, func, select

from collab import clock, db
from collab.accounts.models import Anybody, Person
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.queries import StageLine
from collab.projects import policy as projects_policy
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.projects.readiness import Missing as ProjectMissing
from collab.reviews.models import Answer, Point, Release, Review, ReviewRound, Severity, Submission
from collab.reviews.queries.standing import RoundLine, owed, rounds_of
from collab.statements import at_most, built_once, rows_of
from collab.teams.models import Team
from collab.text import Localised
from collab.together import Reading, askable, asked, side_by_side


class Matter(StrEnum):
    """What a round asks for beside what every project owes."""

    STAGE = "stage"
    """The project must first be approved for the stage that the round is for."""
    MUST = "must"
    """A must of an earlier round is unanswered."""


class Missing(Struct, frozen=True):
    """One thing that the round asks for. Templates word it and link to where it can be put right."""

    matter: Matter
    code: str = ""
    """Of a must the point's key."""
    name: Localised | str = ""
    """Of a must its text, of a stage its name."""
    round: Localised | None = None
    """Of a must the round it was said in."""


class Lacking(StrEnum):
    """What stands between a project and its approval."""

    REVIEW = "review"
    """No review has been released to the team."""
    RELEASE = "release"
    """The project is handed in to a round whose reviews the team has not got yet."""
    ANSWERS = "answers"
    """Musts are unanswered."""


class OpenPoint(Struct, frozen=True):
    """A released point that the team has not answered."""

    key: str
    number: int | None
    text: str
    round: Localised
    due_on: date


class WaitingPoints(Struct, frozen=True):
    """The points of one project and round that wait for the team, for its home page."""

    slug: str
    title: Localised
    round: Localised
    due_on: date
    musts: int
    shoulds: int

    @property
    def is_late(self) -> bool:
        """Whether the day for answers has passed."""
        return clock.today() > self.due_on


@askable
def missing_for_submission(
    project: Project, round_: ReviewRound | RoundLine
) -> Reading[list[ProjectMissing | Missing]]:
    """What the team still owes before the project can be handed in: button and gate ask here."""
    said_before, owed = yield from side_by_side(
        open_musts.part(project, before=round_), projects.missing_for_review.part(project)
    )
    musts = [Missing(Matter.MUST, point.key, point.text, point.round) for point in said_before]
    return [*_stage(project, round_), *owed, *musts]


@askable
def owed_to(round_: RoundLine, project: Project) -> Reading[list[ProjectMissing | Missing] | None]:
    """What is missing before the project is handed in; None when the round does not wait for it."""
    waits, missing = yield from side_by_side(
        asked(_waits(project_id=project.id, round_id=round_.id)),
        missing_for_submission.part(project, round_),
    )
    return missing if waits else None


@built_once
def _waits(*, project_id: Any, round_id: Any) -> Select[int]:
    return select(Project.id).where(Project.id == project_id, owed(project_id, round_id))


def entry_stage(round_: ReviewRound | RoundLine) -> StageLine | None:
    """The earliest of the stages that the round is for, or None when it is for all."""
    stages = programmes.stages(round_.programme_id)
    return next((stage for stage in stages if stage.code in round_.for_stages), None)


def missing_for_approval(project: Project) -> list[Lacking]:
    """What stands between the project and its approval: button and gate ask here."""
    released = db.session.scalar(
        select(func.count())
        .select_from(Review)
        .join(Release, _is_released())
        .where(Review.project_id == project.id, Review.submitted_at.is_not(None))
    )
    under_review = _is_under_review(project)
    lacking = {
        Lacking.REVIEW: not released and not under_review,
        Lacking.RELEASE: under_review,
        Lacking.ANSWERS: bool(open_musts(project)),
    }
    return [what for what, lacks in lacking.items() if lacks]


def _is_under_review(project: Project) -> bool:
    same = (Release.round_id == Submission.round_id) & (Release.project_id == Submission.project_id)
    waiting = select(Submission.id).outerjoin(Release, same)
    return (
        db.session.scalar(
            waiting.where(Submission.project_id == project.id, Release.id.is_(None)).limit(at_most(1))
        )
        is not None
    )


@askable
def open_musts(
    project: Project, *, before: ReviewRound | RoundLine | None = None
) -> Reading[list[OpenPoint]]:
    """The musts of released rounds (before that one) that the team has not answered, oldest round first."""
    earlier = {} if before is None else {"before": before.position}
    rows = yield from asked(_musts(project_id=project.id, **earlier))
    return [OpenPoint(*row) for row in rows]


@built_once
def _musts(*, project_id: Any, before: Any = None) -> Select[*tuple[Any, ...]]:
    wanted = (
        unanswered(Point.key, Point.number, Point.text, ReviewRound.name, ReviewRound.answers_due_on)
        .where(Review.project_id == project_id, Point.severity == Severity.MUST)
        .order_by(ReviewRound.position, Point.number, Point.id)
    )
    return wanted if before is None else wanted.where(ReviewRound.position < before)


@askable
def points_waiting(person: Person, programme: Programme) -> Reading[list[WaitingPoints]]:
    """Musts and shoulds that wait for the person's team, the earliest day first. Ideas may be left alone."""
    mine = _counted(person.is_site_organiser, person_id=person.id, programme_id=programme.id)
    rows = yield from asked(mine)
    return [WaitingPoints(*row) for row in rows]


def points_waiting_for(team: Team) -> list[WaitingPoints]:
    """The same for a team."""
    return [WaitingPoints(*row) for row in rows_of(*_counted(None, team_id=team.id))]


@built_once
def _counted(is_site_organiser: bool | None, **of: Any) -> Select[*tuple[Any, ...]]:
    """By project and round: those of the team `team_id`, or that `person_id` can answer in `programme_id`."""
    if is_site_organiser is None:
        which = Project.team_id == of["team_id"]
    else:
        person = Anybody(of["person_id"], is_site_organiser)
        which = (ReviewRound.programme_id == of["programme_id"]) & projects_policy.editable_by(person)
    return (
        unanswered(
            Project.slug,
            Project.title,
            ReviewRound.name,
            ReviewRound.answers_due_on,
            func.sum(case((Point.severity == Severity.MUST, 1), else_=0)),
            func.sum(case((Point.severity == Severity.SHOULD, 1), else_=0)),
        )
        .join(Project, Project.id == Review.project_id)
        .where(which, Point.severity != Severity.IDEA)
        .group_by(Project.id, ReviewRound.id)
        .order_by(ReviewRound.answers_due_on, Project.id)
    )


@askable
def open_points(programme: Programme) -> Reading[dict[int, int]]:
    """Project's id → how many musts and shoulds wait for its team's answer, for those who lead."""
    rows = yield from asked(_open(programme_id=programme.id))
    return {row.project_id: row.points for row in rows}


@built_once
def _open(*, programme_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        unanswered(Review.project_id, func.count(Point.id).label("points"))
        .where(ReviewRound.programme_id == programme_id, Point.severity != Severity.IDEA)
        .group_by(Review.project_id)
    )


def unanswered(*columns: Any) -> Select[*tuple[Any, ...]]:
    """SQL: of every released point that no team has answered, these columns."""
    return (
        select(*columns)
        .select_from(Point)
        .join(Review, Review.id == Point.review_id)
        .join(ReviewRound, ReviewRound.id == Review.round_id)
        .join(Release, _is_released())
        .outerjoin(Answer, Answer.point_id == Point.id)
        .where(Review.submitted_at.is_not(None), Answer.id.is_(None))
    )


def _is_released() -> ColumnElement[bool]:
    return (Release.round_id == Review.round_id) & (Release.project_id == Review.project_id)


def _stage(project: Project, round_: ReviewRound | RoundLine) -> list[Missing]:
    """A round after the first one takes what an approval has let in; into the first one handing in leads."""
    entry = entry_stage(round_)
    if entry is None or project.stage.position >= entry.position or _is_first(round_):
        return []
    return [Missing(Matter.STAGE, entry.code, entry.name)]


def _is_first(round_: ReviewRound | RoundLine) -> bool:
    return rounds_of(round_.programme_id)[0].position == round_.position
