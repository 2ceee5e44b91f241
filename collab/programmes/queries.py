"""Reading programmes, what they define, and memberships."""

from collections.abc import Collection
from datetime import date
from itertools import product
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from collab import db
from collab.accounts.models import Person
from collab.columns import among
from collab.errors import NotFound
from collab.memory import foresee, remembered, remembered_while_public
from collab.programmes.models import (
    Branch,
    Goal,
    Indicator,
    Membership,
    Organisation,
    OrganisationKind,
    Part,
    Participation,
    PlanSection,
    Programme,
    ProgrammeState,
    Role,
    Sector,
    Stage,
    Strand,
    TeamRule,
)
from collab.statements import at_most, built_once
from collab.text import Localised

Definition = TypeVar("Definition", Branch, PlanSection, Sector, Stage, Strand, TeamRule)


class SectorName(Struct, frozen=True):
    """A sector: its code, and what the programme calls it."""

    code: str
    name: Localised


class StageLine(Struct, frozen=True):
    """A stage that projects go through, and the day by which they should have reached it."""

    id: int
    code: str
    name: Localised
    position: int
    due_on: date


class IndicatorName(Struct, frozen=True):
    """What is counted, and in which unit."""

    code: str
    name: Localised
    unit: Localised


@remembered
def current_programme() -> Programme | None:
    """The site's current programme: the newest active, else the newest archived; None on an empty site."""
    return db.session.scalars(*_current_first()).first()


@remembered_while_public
def current_id() -> int | None:
    """The id of the site's current programme, or None."""
    current = current_programme()
    return current.id if current else None


@built_once
def _current_first() -> Select[Programme]:
    is_over = Programme.state == ProgrammeState.ARCHIVED
    return (
        select(Programme)
        .order_by(is_over, Programme.first_year.desc(), Programme.id.desc())
        .limit(at_most(1))
    )


def get_programme(slug: str) -> Programme:
    """The programme of that slug. Raises NotFound. A programme's existence is public."""
    found = db.session.scalars(select(Programme).where(Programme.slug == slug)).first()
    if found is None:
        raise NotFound(slug)
    return found


@remembered_while_public
def codes_of_area(programme_id: int) -> list[str]:
    """SCB's codes of every municipality that has any part in the programme, ascending."""
    return [place.code for place in municipalities(programme_id) if place.code]


def is_past(programme: Programme) -> bool:
    """Whether the programme is archived and the site shows another one."""
    return programme.is_archived and programme != current_programme()


def earlier_than(programme: Programme) -> list[Programme]:
    """The archived programmes before this one, the latest first."""
    return list(db.session.scalars(*_archived_before(first_year=programme.first_year)))


@built_once
def _archived_before(*, first_year: Any) -> Select[Programme]:
    return (
        select(Programme)
        .where(Programme.state == ProgrammeState.ARCHIVED, Programme.first_year < first_year)
        .order_by(Programme.first_year.desc(), Programme.id.desc())
    )


def slugs() -> list[str]:
    """The slugs of all programmes, the newest first."""
    newest = Programme.first_year.desc(), Programme.id.desc()
    return list(db.session.scalars(select(Programme.slug).order_by(*newest)))


@remembered
def membership_of(person: Person, programme_id: int) -> Membership | None:
    """The person's place in the programme, with its organisation and sector, or None."""
    return db.session.scalars(*_place(person_id=person.id, programme_id=programme_id)).first()


def foresee_places(people: Collection[Person], programme_ids: Collection[int]) -> None:
    """Read the places of these people in these programmes at once, for what asks one by one afterwards."""
    theirs = among(Membership.person_id, sorted(person.id for person in people))
    rows = db.session.scalars(_places().where(theirs, among(Membership.programme_id, sorted(programme_ids))))
    found = {(place.person_id, place.programme_id): place for place in rows}
    pairs = product(people, programme_ids)
    foresee(membership_of, {(person, one): found.get((person.id, one)) for person, one in pairs})


@built_once
def _place(*, person_id: Any, programme_id: Any) -> Select[Membership]:
    return _places().where(Membership.person_id == person_id, Membership.programme_id == programme_id)


def _places() -> Select[Membership]:
    return select(Membership).options(joinedload(Membership.organisation), joinedload(Membership.sector))


def place_of(person: Person, programme_id: int) -> Membership:
    """The person's place in the programme. Raises NotFound for who has none."""
    found = membership_of(person, programme_id)
    if found is None:
        raise NotFound("a place in the programme")
    return found


def roles_of(person: Person) -> set[Role]:
    """The roles that the person has anywhere."""
    return set(
        db.session.scalars(select(Membership.role).where(Membership.person_id == person.id).distinct())
    )


@remembered
def defined(kind: type[Definition], programme_id: int) -> list[Definition]:
    """What the programme defines of a kind (`Branch`, `PlanSection`, `TeamRule` …), in its order."""
    return list(db.session.scalars(*_defined(kind, programme_id=programme_id)))


@built_once
def _defined(kind: Any, *, programme_id: Any) -> Select[Any]:
    return select(kind).where(kind.programme_id == programme_id).order_by(kind.position)


@remembered_while_public
def sectors(programme_id: int) -> list[SectorName]:
    """The programme's sectors in its order."""
    return [SectorName(s.code, s.name) for s in defined(Sector, programme_id)]


@remembered_while_public
def stages(programme_id: int) -> list[StageLine]:
    """The stages that the programme's projects go through, in their order."""
    return [StageLine(s.id, s.code, s.name, s.position, s.due_on) for s in defined(Stage, programme_id)]


def goals(programme_id: int) -> list[Goal]:
    """The programme's goals by number."""
    return list(db.session.scalars(*_goals(programme_id=programme_id)))


@built_once
def _goals(*, programme_id: Any) -> Select[Goal]:
    return select(Goal).where(Goal.programme_id == programme_id).order_by(Goal.number)


@remembered_while_public
def goal_names(programme_id: int) -> dict[int, Localised]:
    """The names of the programme's goals by their ids, in the order of their numbers."""
    return {goal.id: goal.name for goal in goals(programme_id)}


def indicators(programme_id: int) -> list[Indicator]:
    """By what the programme's goals are counted, goal by goal."""
    of_goals = select(Indicator).join(Indicator.goal).where(Goal.programme_id == programme_id)
    return list(db.session.scalars(of_goals.order_by(Goal.number, Indicator.position, Indicator.id)))


@remembered_while_public
def indicator_names(programme_id: int) -> dict[int, IndicatorName]:
    """The same as plain values, by their ids."""
    return {one.id: IndicatorName(one.code, one.name, one.unit) for one in indicators(programme_id)}


def municipalities(programme_id: int, *parts: Part) -> list[Organisation]:
    """The municipalities that have one of the parts in the programme (any part when none is named)."""
    having = select(Participation.organisation_id).where(Participation.programme_id == programme_id)
    if parts:
        having = having.where(Participation.part.in_(parts))
    return list(
        db.session.scalars(
            select(Organisation)
            .where(Organisation.kind == OrganisationKind.MUNICIPALITY, Organisation.id.in_(having))
            .order_by(Organisation.code)
        )
    )


def boundaries(programme_id: int) -> list[tuple[str, str]]:
    """SCB code and SVG path of every municipality of the area."""
    rows = db.session.execute(
        select(Organisation.code, Organisation.boundary)
        .join(Participation, Participation.organisation_id == Organisation.id)
        .where(Participation.programme_id == programme_id, Organisation.boundary.is_not(None))
        .distinct()
        .order_by(Organisation.code)
    )
    return [(code, boundary) for code, boundary in rows if code and boundary]


def organisers(programme_id: int) -> list[Organisation]:
    """Who answers for the programme, in their order."""
    return list(
        db.session.scalars(
            select(Organisation)
            .join(Participation, Participation.organisation_id == Organisation.id)
            .where(Participation.programme_id == programme_id, Participation.part == Part.ORGANISER)
            .order_by(Participation.position, Participation.id)
        )
    )


def participants(programme_id: int) -> list[Membership]:
    """Everybody who takes part in the programme, with person, organisation and sector, in one statement."""
    return list(
        db.session.scalars(
            select(Membership)
            .options(
                joinedload(Membership.person),
                joinedload(Membership.organisation),
                joinedload(Membership.sector),
            )
            .where(Membership.programme_id == programme_id, Membership.role == Role.PARTICIPANT)
            .order_by(Membership.id)
        )
    )


def leading(programme_id: int) -> list[Membership]:
    """The programme's facilitators, with the person of each."""
    return list(
        db.session.scalars(
            select(Membership)
            .options(joinedload(Membership.person))
            .where(Membership.programme_id == programme_id, Membership.role == Role.FACILITATOR)
            .order_by(Membership.id)
        )
    )
