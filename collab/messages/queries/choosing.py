"""Who is in a selection, and what a message to them would be."""

from typing import Any

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload

from collab import db, geography, markdown
from collab.messages.models import Copy, Message
from collab.messages.selections import ROLES, STATES, Selection, State
from collab.messages.wording import Reader, worded
from collab.programmes.models import Membership, Organisation, Programme, Role, Sector
from collab.projects import queries as projects
from collab.stalls import queries as stalls
from collab.teams import queries as teams
from collab.teams.models import Team, TeamMember
from collab.text import Localised, alphabetical


def organisations(programme: Programme) -> list[Organisation]:
    """Where the programme's people come from, in Swedish order."""
    places = select(Membership.organisation_id).where(Membership.programme_id == programme.id)
    found = db.session.scalars(select(Organisation).where(Organisation.id.in_(places)))
    return alphabetical(found, lambda place: place.short_name)


def chosen(programme: Programme, selection: Selection) -> list[str]:
    """What was chosen in words, kind by kind; nothing where it is for everybody."""
    sectors = select(Sector.name).where(
        Sector.programme_id == programme.id, Sector.code.in_(selection.sectors)
    )
    places = select(Organisation.short_name).where(Organisation.slug.in_(selection.organisations))
    named = select(Team.name).where(Team.programme_id == programme.id, Team.slug.in_(selection.teams))
    kinds: list[list[str]] = [
        [str(ROLES[Role(role)]) for role in selection.roles],
        _names(sectors) if selection.sectors else [],
        [geography.county_name(code) for code in selection.counties],
        _names(places) if selection.organisations else [],
        _names(named) if selection.teams else [],
        [str(STATES[State(selection.state)])] if selection.state else [],
    ]
    return [", ".join(names) for names in kinds if names]


def _names(named: Select[Any]) -> list[str]:
    return sorted(str(name) for name in db.session.scalars(named))


def selected(programme: Programme, selection: Selection) -> list[int]:
    """The ids of the places in the programme that fit, each once, in the order of their organisations."""
    wanted = _wanted(programme, selection).order_by(Organisation.short_name, Membership.id)
    return list(db.session.scalars(wanted))


def is_out(message: Message) -> ColumnElement[bool]:
    """SQL, over Copy: whether its person gets nothing, for they are not in the message's selection.

    Of a copy that was not handed over yet, whether they would get nothing now.
    """
    if message.sent_at is not None:
        return Copy.is_passed_over.is_(True)
    fit = _wanted(message.programme, Selection.of(message.selection)).correlate(None)
    return or_(Copy.is_passed_over, and_(Copy.settled_at.is_(None), Copy.membership_id.not_in(fit)))


def is_still_for(copy: Copy) -> bool:
    """Whether its person still has the role, place and teams that it was written to.

    The state that was asked for (a project that stood still) holds for the moment when it was handed over.
    """
    selection = replace(Selection.of(copy.message.selection), state=State.ANY)
    theirs = _wanted(copy.message.programme, selection).where(Membership.id == copy.membership_id)
    return db.session.scalar(theirs) is not None


def _wanted(programme: Programme, selection: Selection) -> Select[int]:
    """SQL: the ids of the places that fit."""
    wanted = (
        select(Membership.id)
        .join(Membership.organisation)
        .outerjoin(Membership.sector)
        .where(Membership.programme_id == programme.id)
    )
    if selection.roles:
        wanted = wanted.where(Membership.role.in_([Role(role) for role in selection.roles]))
    columns = (
        (Sector.code, selection.sectors),
        (Organisation.county_code, selection.counties),
        (Organisation.slug, selection.organisations),
    )
    for column, values in columns:
        if values:
            wanted = wanted.where(column.in_(values))
    if selection.teams:
        wanted = wanted.where(_seated(Team.slug.in_(selection.teams)))
    if selection.state == State.NO_TEAM:
        wanted = wanted.where(Membership.role == Role.PARTICIPANT, ~teams.has_team())
    if selection.state == State.STANDS_STILL:
        wanted = wanted.where(_seated(Team.id.in_(_teams_that_stand_still(programme))))
    return wanted


def _seated(where: Any) -> Any:
    """SQL, over Membership: whether the place is taken in a team of that kind."""
    seats = select(TeamMember.id).join(TeamMember.team)
    return seats.where(TeamMember.membership_id == Membership.id, where).exists()


def _teams_that_stand_still(programme: Programme) -> list[int]:
    """Of the projects that are listed with reasons and not left alone."""
    running = [project for found in projects.by_team(programme).values() for project in found]
    listed = {stall.slug for stall in stalls.in_programme(programme) if stall.rest is None}
    return [project.team_id for project in running if project.slug in listed]


class Preview(Struct, frozen=True):
    """What a message would be: for how many, and the first one's copy."""

    count: int
    name: Localised | None = None
    subject: str = ""
    html: Markup | None = None


def previews(programme: Programme, selection: Selection, subject: str, text: str) -> Preview:
    """What the message would be for this selection."""
    places = selected(programme, selection)
    if not places:
        return Preview(0)
    first = db.session.get_one(
        Membership, places[0], options=[joinedload(Membership.person), joinedload(Membership.organisation)]
    )
    reader = Reader(first.person.name, first.organisation.short_name, first.person.language)
    html = markdown.render(worded(text, reader))
    return Preview(len(places), reader.name, worded(subject, reader), html)
