"""The page of a project's reviews: per round what was said, levels in words, points with their answers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from collab import clock, db
from collab.accounts.models import Person
from collab.projects.models import Project
from collab.reviews import policy, rubric
from collab.reviews.models import (
    Answer,
    Criterion,
    Exemption,
    Judgement,
    Point,
    Release,
    Review,
    ReviewRound,
    Submission,
)
from collab.reviews.queries.desk import levels_of
from collab.reviews.queries.shown import (
    RoundState,
    ShownAnswer,
    ShownCriterion,
    ShownPoint,
    ShownReview,
    ShownRound,
    Verdict,
)
from collab.text import Localised

R = TypeVar("R", Submission, Release, Exemption)


class _Known(Struct, frozen=True):
    """What the database says of the project, by round."""

    submissions: dict[int, Submission]
    releases: dict[int, Release]
    exemptions: dict[int, Exemption]
    reviews: dict[int, list[Review]]
    criteria: dict[int, tuple[ShownCriterion, ...]]
    points: dict[int, list[ShownPoint]]


def list_rounds(project: Project, *, viewer: Person) -> list[ShownRound]:
    """The programme's rounds as the viewer may know of them, latest first; constantly many statements.

    Reviews are those that `policy.visible_to` lets through and that are handed in: the team reads nothing,
    not even how many there are, before the release.
    """
    known = _known(project, viewer)
    rounds = db.session.scalars(
        select(ReviewRound)
        .where(ReviewRound.programme_id == project.programme_id)
        .order_by(ReviewRound.position.desc())
    )
    return [_round(found, known, viewer) for found in rounds]


def _known(project: Project, viewer: Person) -> _Known:
    reviews = _reviews(project, viewer)
    return _Known(
        submissions=_by_round(Submission, project),
        releases=_by_round(Release, project),
        exemptions=_by_round(Exemption, project),
        reviews=_grouped(reviews),
        criteria=_criteria(project, reviews),
        points=_points(reviews),
    )


def _round(found: ReviewRound, known: _Known, viewer: Person) -> ShownRound:
    submission, release = known.submissions.get(found.id), known.releases.get(found.id)
    exemption = None if submission else known.exemptions.get(found.id)
    return ShownRound(
        code=found.code,
        name=found.name,
        purpose=found.purpose,
        opens_on=found.opens_on,
        closes_on=found.closes_on,
        answers_due_on=found.answers_due_on,
        state=_state(found, submission, release, exemption),
        reason=exemption.reason if exemption else "",
        moved_to=exemption.moved_to if exemption else None,
        handed_in_at=submission.at if submission else None,
        released_at=release.at if release else None,
        reviews=tuple(_shown(review, viewer) for review in known.reviews.get(found.id, ())),
        criteria=known.criteria.get(found.id, ()),
        points=tuple(known.points.get(found.id, ())),
    )


def _state(
    found: ReviewRound, submission: Submission | None, release: Release | None, exemption: Exemption | None
) -> RoundState:
    if release:
        return RoundState.RELEASED
    if submission:
        return RoundState.UNDER_REVIEW
    if exemption:
        return RoundState.EXEMPT
    today = clock.today()
    if found.is_open(today):
        return RoundState.OPEN
    return RoundState.COMING if today < found.opens_on else RoundState.MISSED


def _by_round(model: type[R], project: Project) -> dict[int, R]:
    rows = db.session.scalars(select(model).where(model.project_id == project.id))
    return {row.round_id: row for row in rows}


def _grouped(reviews: Iterable[Review]) -> dict[int, list[Review]]:
    found: dict[int, list[Review]] = defaultdict(list)
    for review in reviews:
        found[review.round_id].append(review)
    return found


def _reviews(project: Project, viewer: Person) -> list[Review]:
    return list(
        db.session.scalars(
            select(Review)
            .options(joinedload(Review.reviewer), joinedload(Review.recommendation))
            .where(
                Review.project_id == project.id,
                Review.submitted_at.is_not(None),
                policy.visible_to(viewer),
            )
            .order_by(Review.submitted_at, Review.id)
        )
    )


def _shown(review: Review, viewer: Person) -> ShownReview:
    return ShownReview(
        key=review.key,
        reviewer=review.reviewer.name,
        recommendation=review.recommendation.label if review.recommendation else None,
        summary=review.summary,
        submitted_at=review.submitted_at or review.started_at,
        is_own=review.reviewer_id == viewer.id,
    )


def _criteria(project: Project, reviews: Sequence[Review]) -> dict[int, tuple[ShownCriterion, ...]]:
    labels = {level.value: level.label for level in levels_of(project.programme_id)}
    judged: dict[int, dict[Criterion, list[Verdict]]] = defaultdict(lambda: defaultdict(list))
    by_id = {review.id: review for review in reviews}
    rows = db.session.scalars(
        select(Judgement)
        .join(Judgement.criterion)
        .join(Judgement.review)
        .options(contains_eager(Judgement.criterion))
        .where(Judgement.review_id.in_(by_id))
        .order_by(Criterion.position, Review.submitted_at, Review.id)
    )
    for row in rows:
        review = by_id[row.review_id]
        judged[review.round_id][row.criterion].append(_verdict(row, review, labels))
    return {
        round_id: tuple(ShownCriterion(c.code, c.name, c.question, tuple(v)) for c, v in found.items())
        for round_id, found in judged.items()
    }


def _verdict(row: Judgement, review: Review, labels: dict[int, Localised]) -> Verdict:
    level = row.level or 0
    described = row.criterion.level_texts.get(str(level), {"sv": ""})
    return Verdict(
        reviewer=review.reviewer.name,
        level=labels.get(level, Localised("")),
        description=Localised(**described),
        comment=row.comment,
    )


def _points(reviews: Sequence[Review]) -> dict[int, list[ShownPoint]]:
    by_id = {review.id: review for review in reviews}
    rows = db.session.execute(
        select(Point, Answer)
        .join(Point.criterion)
        .outerjoin(Answer, Answer.point_id == Point.id)
        .options(contains_eager(Point.criterion), joinedload(Point.section), joinedload(Answer.by))
        .where(Point.review_id.in_(by_id))
        .order_by(Point.number, Point.review_id, Criterion.position, Point.position)
    )
    found: dict[int, list[ShownPoint]] = defaultdict(list)
    for point, answer in rows:
        review = by_id[point.review_id]
        found[review.round_id].append(_shown_point(point, answer, review))
    return {round_id: rubric.heaviest_first(points) for round_id, points in found.items()}


def _shown_point(point: Point, answer: Answer | None, review: Review) -> ShownPoint:
    return ShownPoint(
        key=point.key,
        number=point.number,
        severity=point.severity,
        text=point.text,
        criterion=point.criterion.name,
        section=point.section.name if point.section else None,
        section_code=point.section.code if point.section else "",
        reviewer=review.reviewer.name,
        answer=_shown_answer(answer) if answer else None,
    )


def _shown_answer(answer: Answer) -> ShownAnswer:
    by = answer.by.name if answer.by else None
    return ShownAnswer(answer.state, answer.text, answer.at, by, answer.version)
