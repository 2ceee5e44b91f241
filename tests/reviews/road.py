"""Steps of a project's way through its rounds, for tests that begin somewhere along it."""

from datetime import date, datetime

from sqlalchemy import select

from collab import clock, db, markdown
from collab.accounts.models import Person
from collab.programmes.models import Membership, Organisation, PlanSection
from collab.projects.models import Milestone, PlanText, Project
from collab.reviews import actions, queries
from collab.reviews.actions import Draft, PointDraft, Reply
from collab.reviews.models import AnswerState, Point, Review, ReviewRound, Severity, Submission
from collab.teams import queries as teams
from tests.support.cast import Cast

MUST = PointDraft("need", Severity.MUST, "Say where the number comes from.", "need")
SHOULD = PointDraft("effect", Severity.SHOULD, "Measure something simpler.")
IDEA = PointDraft("need", Severity.IDEA, "Ask Osby.")
POINTS = (IDEA, SHOULD, MUST)


def on(month: int, day: int, hour: int = 9) -> datetime:
    return clock.in_stockholm(datetime(2017, month, day, hour))


def the_round(code: str = "final") -> ReviewRound:
    return db.session.scalars(select(ReviewRound).where(ReviewRound.code == code)).one()


def write_plan(project: Project, text: str = "Nobody passes the library.") -> None:
    """Every section written, one milestone with an owner: nothing is missing."""
    for section in db.session.scalars(select(PlanSection)):
        words = markdown.plain_words(text)
        db.session.add(
            PlanText(
                project=project, section=section, source=text, html=str(markdown.render(text)), words=words
            )
        )
    owner = next(iter(teams.coordinators(project.team)), None)
    db.session.add(Milestone(project=project, title="Keys", due_on=date(2017, 5, 20), owner=owner))
    db.session.flush()


def hand_in(project: Project, by: Person, code: str = "final", at: datetime | None = None) -> Submission:
    write_plan(project)
    submission = actions.record_submission(project, the_round(code), by=by, at=at or on(5, 8))
    db.session.flush()
    return submission


def hand_in_again(project: Project, by: Person, code: str) -> Submission:
    """To another round, the plan as it is."""
    submission = actions.record_submission(project, the_round(code), by=by, at=on(5, 9))
    db.session.flush()
    return submission


def whole(recommendation: str = "ready", points: tuple[PointDraft, ...] = POINTS) -> Draft:
    """A draft that lacks nothing."""
    return Draft(
        levels={"need": 3, "effect": 2},
        comments={"need": "Clear.", "effect": "Thin."},
        points=points,
        recommendation=recommendation,
        summary="Show it.",
    )


def review(
    project: Project,
    by: Person,
    code: str = "final",
    points: tuple[PointDraft, ...] = POINTS,
    at: datetime | None = None,
) -> Review:
    """A review that is handed in (the project must be)."""
    found = actions.assign(project, the_round(code), reviewer=by, at=at)
    recommendation = {"final": "ready", "midway": "continue"}[code]
    actions.save_draft(found, whole(recommendation, points), by=by, at=at)
    actions.submit_review(found, by=by, at=at)
    db.session.flush()
    return found


def released(cast: Cast, code: str = "final", at: datetime | None = None) -> tuple[Review, Review]:
    """The cast's project, handed in and reviewed by both facilitators."""
    hand_in(cast.project, cast.culture, code, at)
    return review(cast.project, cast.facilitator, code, at=at), review(
        cast.project, cast.colleague, code, (), at=at
    )


def answer_all(cast: Cast, code: str = "final", at: datetime | None = None) -> None:
    for point in queries.points_of(cast.project, the_round(code)):
        actions.answer(point, Reply(AnswerState.DONE, "Done so."), by=cast.culture, at=at)
    db.session.flush()


def points(review_: Review) -> list[Point]:
    return list(
        db.session.scalars(select(Point).where(Point.review_id == review_.id).order_by(Point.position))
    )


def draft(project: Project, by: Person, code: str = "final") -> Review:
    """A seat taken, nothing written."""
    found = actions.assign(project, the_round(code), reviewer=by)
    db.session.flush()
    return found


def moved(person: Person, to: str) -> None:
    """Employ the person somewhere else."""
    place = db.session.scalars(select(Membership).where(Membership.person_id == person.id)).one()
    place.organisation = db.session.scalars(select(Organisation).where(Organisation.slug == to)).one()
    db.session.flush()
