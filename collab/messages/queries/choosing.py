"""Who is in a selection, and what a message to them would be."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload

from collab import db, geography, markdown
from collab.messages.models import Copy, Message
from collab.messages.selections import OF_PROJECTS, ROLES, STATES, Selection, State
from collab.messages.wording import Reader, worded
from collab.programmes.models import Membership, Organisation, Programme, Role, Sector
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.stalls import queries as stalls
from collab.teams import queries as teams
from collab.teams.models import Team, TeamMember
from collab.text import Localised, alphabetical

Teams = list[str] | None
"""The slugs of teams of which one has to be the person's; None where none is asked for."""


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


def still_selected(programme: Programme, selection: Selection, places: Iterable[int]) -> dict[int, Teams]:
    """Of these places those that fit now, each with what its copy goes out for (`is_still_for`)."""
    still = _teams_in(programme, selection.state)
    fit = set(db.session.scalars(_fitting(programme, selection, still).where(Membership.id.in_(places))))
    if still is None:
        return dict.fromkeys(fit)
    seats = (
        select(TeamMember.membership_id, Team.slug)
        .join(TeamMember.team)
        .where(TeamMember.membership_id.in_(fit), Team.slug.in_(still))
        .order_by(TeamMember.id)
    )
    found: dict[int, Teams] = {}
    for place, slug in db.session.execute(seats):
        found[place] = [*(found.get(place) or ()), slug]
    return found


def is_out(message: Message) -> ColumnElement[bool]:
    """SQL, over Copy: whether its person gets nothing, for they are not in the message's selection.

    Of a copy that was not handed over yet, whether they would get nothing now.
    """
    if message.sent_at is not None:
        return Copy.is_passed_over.is_(True)
    fit = _wanted(message.programme, Selection.of(message.selection)).correlate(None)
    return or_(Copy.is_passed_over, and_(Copy.settled_at.is_(None), Copy.membership_id.not_in(fit)))


def is_still_for(copy: Copy, in_one_of: Teams = None) -> bool:
    """Whether its person still has the role, place and teams that it was written to.

    The state that was asked for holds for the moment when it was handed over: `in_one_of` are the person's
    teams whose projects were in that state then. Who has left them all is written to no more.
    """
    selection = replace(Selection.of(copy.message.selection), state=State.ANY)
    theirs = _fitting(copy.message.programme, selection, in_one_of).where(Membership.id == copy.membership_id)
    return db.session.scalar(theirs) is not None


def teams_again(copy: Copy) -> Teams:
    """For which teams a copy is tried again: the person's own, where its project had to be in some state.

    Which of them were is known no more: a mail that was given up has lost what it said.
    """
    if Selection.of(copy.message.selection).state not in OF_PROJECTS:
        return None
    seats = select(Team.slug).join(TeamMember, TeamMember.team_id == Team.id)
    return list(db.session.scalars(seats.where(TeamMember.membership_id == copy.membership_id)))


def _wanted(programme: Programme, selection: Selection) -> Select[int]:
    """SQL: the ids of the places that fit now."""
    return _fitting(programme, selection, _teams_in(programme, selection.state))


def _teams_in(programme: Programme, state: str) -> Teams:
    """The teams whose projects are in that state now, if it is one of projects."""
    if state not in OF_PROJECTS:
        return None
    if state == State.STANDS_STILL:  # listed with reasons and not left alone
        return [stall.team for stall in stalls.in_programme(programme) if stall.rest is None]
    going_on = (Project.programme_id == programme.id, projects.is_going_on())
    found = select(Team.slug).join(Project, Project.team_id == Team.id)
    return list(db.session.scalars(found.where(*going_on, Project.status == OF_PROJECTS[State(state)])))


def _fitting(programme: Programme, selection: Selection, in_one_of: Teams) -> Select[int]:
    """SQL: the ids of the places that fit, and are in one of the teams where some are named."""
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
    if in_one_of is not None:
        wanted = wanted.where(_seated(Team.slug.in_(in_one_of)))
    return wanted


def _seated(where: Any) -> Any:
    """SQL, over Membership: whether the place is taken in a team of that kind."""
    seats = select(TeamMember.id).join(TeamMember.team)
    return seats.where(TeamMember.membership_id == Membership.id, where).exists()


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
    reader = Reader(first.person.name, first.organisation.short_name)
    html = markdown.render(worded(text, reader))
    return Preview(len(places), reader.name, worded(subject, reader), html)
