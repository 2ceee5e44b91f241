"""The page where a review is written: each criterion beside the part of the frozen plan that it judges."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from collab import db
from collab.reviews import rubric
from collab.reviews.models import Criterion, Judgement, Level, Point, Recommendation, Review, Severity
from collab.reviews.queries.standing import submission_of
from collab.text import Localised

MILESTONES, ANCHORING = "milestones", "anchoring"
"""Codes that a criterion may name beside those of the plan's sections."""


class Choice(Struct, frozen=True):
    """Something to choose from: a value, its words and what it means."""

    value: str
    label: Localised
    description: Localised


class FrozenSection(Struct, frozen=True):
    """A section of the plan as it was handed in; its HTML was made safe when the plan was written."""

    code: str
    name: Localised
    html: str


class FrozenMilestone(Struct, frozen=True):
    """A milestone as it was handed in."""

    title: str
    due_on: date
    owner: Localised | None
    done_on: date | None


class FrozenAnchoring(Struct, frozen=True):
    """How far the project was anchored in a municipality when it was handed in."""

    municipality: str
    mandate: str
    reference: str
    hours: int
    money_sek: int


class Edition(Struct, frozen=True):
    """The frozen plan."""

    sections: tuple[FrozenSection, ...]
    milestones: tuple[FrozenMilestone, ...]
    anchoring: tuple[FrozenAnchoring, ...]


class WrittenPoint(Struct, frozen=True):
    """A point of the draft."""

    key: str
    severity: Severity
    text: str
    section: str


class DeskCriterion(Struct, frozen=True):
    """A criterion with what it judges and what is written so far."""

    code: str
    name: Localised
    question: Localised
    levels: tuple[Choice, ...]
    sections: tuple[FrozenSection, ...]
    shows_milestones: bool
    shows_anchoring: bool
    level: int | None
    comment: str
    points: tuple[WrittenPoint, ...]

    @property
    def own_section(self) -> str:
        """The section that a new point speaks of, when the criterion judges only one."""
        return self.sections[0].code if len(self.sections) == 1 else ""


class Desk(Struct, frozen=True):
    """Everything on the page."""

    criteria: tuple[DeskCriterion, ...]
    rest: tuple[FrozenSection, ...]
    """Sections that no criterion judges."""
    edition: Edition
    handed_in_at: datetime | None
    recommendations: tuple[Choice, ...]
    recommendation: str
    summary: str
    version: int

    @property
    def leaves_milestones(self) -> bool:
        """Whether no criterion shows the milestones."""
        return not any(criterion.shows_milestones for criterion in self.criteria)

    @property
    def leaves_anchoring(self) -> bool:
        """Whether no criterion shows the anchoring."""
        return not any(criterion.shows_anchoring for criterion in self.criteria)

    @property
    def gaps(self) -> list[rubric.Gap]:
        """What is still missing in what was saved."""
        levels = {c.code: c.level for c in self.criteria}
        return rubric.missing(levels, levels, self.recommendation, self.summary)


def desk_of(review: Review) -> Desk:
    """The page of a review, in a constant number of statements."""
    submission = submission_of(review.project, review.round)
    edition = read_edition(submission.edition if submission else {})
    criteria = _criteria(review, edition)
    judged = {section.code for criterion in criteria for section in criterion.sections}
    return Desk(
        criteria=criteria,
        rest=tuple(section for section in edition.sections if section.code not in judged),
        edition=edition,
        handed_in_at=submission.at if submission else None,
        recommendations=_recommendations(review),
        recommendation=review.recommendation.code if review.recommendation else "",
        summary=review.summary,
        version=review.version,
    )


def read_edition(values: dict[str, Any]) -> Edition:
    """The stored values of `Submission.edition` as a page reads them."""
    return Edition(
        sections=tuple(
            FrozenSection(part["code"], Localised(**part["name"]), part["html"])
            for part in values.get("sections", ())
        ),
        milestones=tuple(
            FrozenMilestone(
                title=step["title"],
                due_on=date.fromisoformat(step["due_on"]),
                owner=Localised(**step["owner"]) if step["owner"] else None,
                done_on=date.fromisoformat(step["done_on"]) if step["done_on"] else None,
            )
            for step in values.get("milestones", ())
        ),
        anchoring=tuple(
            FrozenAnchoring(
                row["municipality"], row["mandate"], row["reference"], row["hours"], row["money_sek"]
            )
            for row in values.get("anchoring", ())
        ),
    )


def levels_of(programme_id: int) -> list[Level]:
    """The levels of the programme's rubric, lowest first."""
    return list(
        db.session.scalars(select(Level).where(Level.programme_id == programme_id).order_by(Level.value))
    )


def _criteria(review: Review, edition: Edition) -> tuple[DeskCriterion, ...]:
    programme_id = review.round.programme_id
    levels = levels_of(programme_id)
    points = _points(review)
    rows = db.session.execute(
        select(Criterion, Judgement)
        .outerjoin(Judgement, (Judgement.criterion_id == Criterion.id) & (Judgement.review_id == review.id))
        .where(Criterion.programme_id == programme_id)
        .order_by(Criterion.position)
    )
    return tuple(
        DeskCriterion(
            code=criterion.code,
            name=criterion.name,
            question=criterion.question,
            levels=_choices(criterion, levels),
            sections=tuple(s for s in edition.sections if s.code in criterion.section_codes),
            shows_milestones=MILESTONES in criterion.section_codes,
            shows_anchoring=ANCHORING in criterion.section_codes,
            level=judgement.level if judgement else None,
            comment=judgement.comment if judgement else "",
            points=tuple(points[criterion.id]),
        )
        for criterion, judgement in rows
    )


def _choices(criterion: Criterion, levels: Sequence[Level]) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(level.value), level.label, Localised(**criterion.level_texts[str(level.value)]))
        for level in levels
    )


def _points(review: Review) -> dict[int, list[WrittenPoint]]:
    rows = db.session.scalars(
        select(Point)
        .options(joinedload(Point.section))
        .where(Point.review_id == review.id)
        .order_by(Point.position)
    )
    found: dict[int, list[WrittenPoint]] = defaultdict(list)
    for point in rows:
        section = point.section.code if point.section else ""
        found[point.criterion_id].append(WrittenPoint(point.key, point.severity, point.text, section))
    return found


def _recommendations(review: Review) -> tuple[Choice, ...]:
    rows = db.session.scalars(
        select(Recommendation)
        .where(Recommendation.programme_id == review.round.programme_id)
        .order_by(Recommendation.position)
    )
    return tuple(
        Choice(row.code, row.label, Localised("")) for row in rows if review.round.code in row.round_codes
    )
