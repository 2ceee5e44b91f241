"""Reading the conference: the day, its rooms and sessions. All of it is public."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from collab import db
from collab.conference.models import Conference, ConferenceSession, Room, SessionKind
from collab.errors import NotFound
from collab.memory import remembered_while_public
from collab.programmes import queries as programmes
from collab.programmes.models import Organisation, Programme
from collab.projects.models import Project
from collab.showcases.content import cover_in
from collab.showcases.models import Edition, Showcase
from collab.statements import built_once
from collab.text import Localised, spoken


class Day(Struct, frozen=True):
    """The conference as its pages show it: as it is planned, where that is, and who answers for it."""

    programme_id: int
    slug: str
    title: Localised
    kind: Localised
    intro: Localised
    starts_at: datetime
    ends_at: datetime
    capacity: int
    registration: dict[str, Any]
    venue: Localised
    how_to_get_there: Localised
    accessibility: Localised
    demonstration_fields: list[Any]
    municipality: str
    """The name of the venue's; empty when it is not known here."""
    rooms: list[Localised]
    """Their names, in order."""
    organisers: list[Localised]
    """The programme's, in their order."""


AS_PLANNED = Day.__struct_fields__[:-3]
"""What a day has from the conference's own row."""


class Presenter(Struct, frozen=True):
    """Who is on stage, by office and organisation."""

    role: Localised
    organisation: Localised


class Item(Struct, frozen=True):
    """A session as the timetable shows it. `showcase` is the slug of the project's public page, or empty."""

    slug: str
    kind: SessionKind
    title: Localised
    room: Localised
    room_position: int
    starts_at: datetime
    ends_at: datetime
    presenters: list[Presenter]
    showcase: str
    promise: Localised
    cover_key: str
    cover_widths: list[int]

    @property
    def is_break(self) -> bool:
        """Coffee needs no star."""
        return self.kind is SessionKind.BREAK


def conference_of(programme: Programme) -> Day | None:
    """The programme's conference."""
    return _day(programme.id)


def get_conference(programme: Programme) -> Day:
    """The programme's conference. Raises NotFound where none is planned."""
    found = conference_of(programme)
    if found is None:
        raise NotFound(programme.slug)
    return found


@remembered_while_public
def _day(programme_id: int) -> Day | None:
    found = db.session.execute(*_planned(programme_id=programme_id)).first()
    if found is None:
        return None
    conference, municipality = found
    return Day(
        **{field: getattr(conference, field) for field in AS_PLANNED},
        municipality=municipality or "",
        rooms=list(db.session.scalars(*_rooms(conference_id=conference.id))),
        organisers=[organiser.name for organiser in programmes.organisers(programme_id)],
    )


@built_once
def _planned(*, programme_id: Any) -> Select[Conference, str]:
    return (
        select(Conference, Organisation.short_name)
        .outerjoin(Organisation, Organisation.code == Conference.venue_municipality)
        .where(Conference.programme_id == programme_id)
    )


@built_once
def _rooms(*, conference_id: Any) -> Select[Localised]:
    return select(Room.name).where(Room.conference_id == conference_id).order_by(Room.position)


def timetable(conference: Day) -> list[Item]:
    """Every session by time and room, with the public page of its project where there is one."""
    return _timetable(conference.programme_id)


@remembered_while_public
def _timetable(programme_id: int) -> list[Item]:
    rows = db.session.execute(*_sessions(programme_id=programme_id))
    return [_item(session, edition) for session, edition in rows]


@built_once
def _sessions(*, programme_id: Any) -> Select[ConferenceSession, Edition]:
    return (
        select(ConferenceSession, Edition)
        .join(ConferenceSession.room)
        .outerjoin(Project, Project.id == ConferenceSession.project_id)
        .outerjoin(Showcase, Showcase.project_id == Project.id)
        .outerjoin(Edition, (Edition.showcase_id == Showcase.id) & Edition.is_current)
        .options(joinedload(ConferenceSession.room))
        .join(ConferenceSession.conference)
        .where(Conference.programme_id == programme_id)
        .order_by(ConferenceSession.starts_at, Room.position)
    )


def get_session(conference: Day, slug: str) -> Item:
    """One session. Raises NotFound."""
    found = next((item for item in timetable(conference) if item.slug == slug), None)
    if found is None:
        raise NotFound(slug)
    return found


def _item(session: ConferenceSession, edition: Edition | None) -> Item:
    cover = cover_in(edition.content) if edition else None
    return Item(
        slug=session.slug,
        kind=session.kind,
        title=session.title,
        room=session.room.name,
        room_position=session.room.position,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        presenters=[_presenter(values) for values in session.presenters],
        showcase=edition.slug if edition else "",
        promise=edition.promise if edition else Localised("", ""),
        cover_key=cover.key if cover else "",
        cover_widths=cover.widths if cover else [],
    )


def _presenter(values: dict[str, Any]) -> Presenter:
    return Presenter(spoken(values["role"]), spoken(values["organisation"]))
