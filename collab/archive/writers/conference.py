"""The conference, its rooms and sessions."""

from collab import db
from collab.archive.desk import Desk
from collab.archive.records.conference import ConferenceFile, ConferenceRecord, ConferenceSessionRecord
from collab.archive.writers.occasions import presenter
from collab.conference.models import Conference, ConferenceSession, Room
from collab.programmes.models import Strand
from collab.projects.models import Project


def write(file: ConferenceFile, desk: Desk) -> None:
    """The conference of the file."""
    record = file.conference
    conference = _conference(record, desk)
    rooms = {}
    for position, room in enumerate(record.rooms):
        rooms[room.id] = desk.keeper.row(
            Room,
            {"conference_id": conference.id, "code": room.id},
            position=position,
            name=room.name,
            seats=room.seats,
        )
    for session in record.sessions:
        _session(conference, rooms[session.room], session, desk)


def _conference(record: ConferenceRecord, desk: Desk) -> Conference:
    venue = record.venue
    conference = desk.keeper.row(
        Conference,
        {"programme_id": desk.programme.id},
        slug=record.slug,
        title=record.title,
        kind=record.kind,
        intro=record.intro,
        starts_at=record.starts_at,
        ends_at=record.ends_at,
        capacity=record.capacity,
        registration=record.registration.node.plain(),
        venue=venue.name,
        venue_municipality=venue.municipality,
        how_to_get_there=venue.how_to_get_there,
        accessibility=venue.accessibility,
        demonstration_fields=record.demonstration_fields,
    )
    db.session.flush()
    return conference


def _session(conference: Conference, room: Room, record: ConferenceSessionRecord, desk: Desk) -> None:
    desk.keeper.row(
        ConferenceSession,
        {"conference_id": conference.id, "slug": record.id},
        kind=record.kind,
        room=room,
        project=desk.one(Project, slug=record.project) if record.project else None,
        strand=desk.mine(Strand, code=record.strand) if record.strand else None,
        starts_at=record.starts_at,
        ends_at=record.ends_at,
        title=record.title,
        presenters=[presenter(p, desk) for p in record.presenters],
    )
