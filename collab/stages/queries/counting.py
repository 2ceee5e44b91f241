"""The statement that counts what gates ask for beside the plan: one for a project or for a programme's."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from collab import db
from collab.accounts.models import Person
from collab.conference.models import Conference, ConferenceSession
from collab.projects.models import Agreement, Project
from collab.reviews import queries as reviews
from collab.reviews.models import (
    Approval,
    Exemption,
    Point,
    Recommendation,
    Release,
    Review,
    ReviewRound,
    Submission,
)
from collab.showcases.models import Edition, Showcase
from collab.statements import built_once
from collab.updates import policy as updates
from collab.updates.models import Update

Rows = Select[*tuple[Any, ...]]
Mine = Callable[[Any], ColumnElement[bool]]
NO_SPEAKER = "[]"
"""How a session without presenters keeps them."""
NOBODY = 0
"""An id that no person has."""


@built_once
def tallied(scope: str, *, of: Any) -> CompoundSelect[*tuple[Any, ...]]:
    """(project, what, code, word, number, who, when), for the `scope` project or programme of that id."""

    def mine(column: Any) -> ColumnElement[bool]:
        if scope == "project":
            found: ColumnElement[bool] = column == of
        else:
            found = column.in_(select(Project.id).where(Project.programme_id == of))
        return found

    return union_all(*_posted(mine), *_in_rounds(mine), *_reviewed(mine), *_shown(mine), _agreed(mine))


def _columns(kind: str, *, code: Any = "", word: Any = "", number: Any = 1, at: Any = None) -> list[Any]:
    """What every row has after its project."""
    values = {
        "what": literal(kind, String),
        "code": literal(code, String) if isinstance(code, str) else code,
        "word": literal(word, String) if isinstance(word, str) else type_coerce(word, String),
        "number": literal(number) if isinstance(number, int) else number,
        "who": cast(null(), String),
        "at": cast(null(), db.UTCDateTime()) if at is None else at,
    }
    return [value.label(name) for name, value in values.items()]


def _posted(mine: Mine) -> Iterable[Rows]:
    counted = select(Update.project_id, *_columns("update", word=Update.kind, number=func.count()))
    yield counted.where(mine(Update.project_id), updates.posted()).group_by(Update.project_id, Update.kind)


def _in_rounds(mine: Mine) -> Iterable[Rows]:
    for kind, model in (("submission", Submission), ("release", Release)):
        yield _in_round(kind, model, mine, model.at)
    yield _in_round("exemption", Exemption, mine)
    yield _in_round("approval", Approval, mine, Approval.at).where(Approval.withdrawn_at.is_(None))


def _in_round(kind: str, model: Any, mine: Mine, at: Any = None) -> Rows:
    found = select(model.project_id, *_columns(kind, code=ReviewRound.code, at=at)).select_from(model)
    return found.join(ReviewRound, ReviewRound.id == model.round_id).where(mine(model.project_id))


def _reviewed(mine: Mine) -> Iterable[Rows]:
    by = Review.project_id, ReviewRound.code
    counted = {"code": ReviewRound.code, "number": func.count()}
    opened = reviews.unanswered(Review.project_id, *_columns("open", word=Point.severity, **counted))
    yield opened.where(mine(Review.project_id)).group_by(*by, Point.severity)
    released = (Release.round_id == Review.round_id) & (Release.project_id == Review.project_id)
    yield (
        select(Review.project_id, *_columns("recommended", word=Recommendation.code, **counted))
        .select_from(Review)
        .join(ReviewRound, ReviewRound.id == Review.round_id)
        .join(Release, released)
        .join(Recommendation, Recommendation.id == Review.recommendation_id)
        .where(mine(Review.project_id), Review.submitted_at.is_not(None))
        .group_by(*by, Recommendation.code)
    )


def _shown(mine: Mine) -> Iterable[Rows]:
    public = select(Showcase.project_id, *_columns("public", at=Edition.published_at))
    yield (
        public.join(Edition, Edition.showcase_id == Showcase.id)
        .where(mine(Showcase.project_id), Edition.is_current)
        .select_from(Showcase)
    )
    of_project = ConferenceSession.project_id
    speaks = case((cast(ConferenceSession.presenters, String) != NO_SPEAKER, 1), else_=0)
    yield select(of_project, *_columns("session", number=speaks)).where(mine(of_project))
    planned = select(Project.id, *_columns("conference")).where(mine(Project.id))
    yield planned.join(Conference, Conference.programme_id == Project.programme_id)


def _agreed(mine: Mine) -> Rows:
    """What is agreed to at the stage where the project is; the number is the person's id."""
    by = func.coalesce(Agreement.by_id, NOBODY)
    *columns, _who, at = _columns(
        "agreed", code=Agreement.code, word=Agreement.words, number=by, at=Agreement.at
    )
    return (
        select(Agreement.project_id, *columns, type_coerce(Person.name, String), at)
        .select_from(Agreement)
        .join(Project, (Project.id == Agreement.project_id) & (Project.stage_id == Agreement.stage_id))
        .outerjoin(Person, Person.id == Agreement.by_id)
        .where(mine(Agreement.project_id), Agreement.passage_id.is_(None))
    )
