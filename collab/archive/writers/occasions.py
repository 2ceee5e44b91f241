"""Course meetings and their sessions."""

from typing import Any

from collab.archive.desk import Desk
from collab.archive.records.occasions import OccasionRecord, OccasionSessionRecord, PresenterRecord
from collab.archive.records.programme import ProgrammeFile
from collab.archive.writers.programme import plain
from collab.occasions.models import Occasion, OccasionSession
from collab.programmes.models import OrganisationKind, Strand


def write(file: ProgrammeFile, desk: Desk) -> None:
    """Every occasion of the file."""
    for record in file.occasions:
        occasion = desk.keeper.row(
            Occasion,
            {"programme_id": desk.programme.id, "number": record.number},
            **_said(record),
        )
        for session in record.sessions:
            _session(occasion, session, desk)


def _said(record: OccasionRecord) -> dict[str, Any]:
    return {
        "slug": record.slug,
        "title": record.title,
        "theme": record.theme,
        "intro": record.intro,
        "starts_on": record.starts_on,
        "ends_on": record.ends_on,
        "places": plain(record, "places"),
        "materials": plain(record, "materials"),
        "is_demonstration": record.demonstration,
        "demonstration_fields": record.demonstration_fields,
    }


def _session(occasion: Occasion, record: OccasionSessionRecord, desk: Desk) -> None:
    desk.keeper.row(
        OccasionSession,
        {"key": desk.key("session", record.id)},
        occasion=occasion,
        strand=desk.mine(Strand, code=record.strand) if record.strand else None,
        starts_at=record.starts_at,
        ends_at=record.ends_at,
        title=record.title,
        presenters=[presenter(p, desk) for p in record.presenters],
    )


def presenter(record: PresenterRecord, desk: Desk) -> dict[str, Any]:
    """An office and where it belongs, as JSON columns keep it; a municipality by the name people say."""
    said = {"role": {"sv": record.role.sv, "en": record.role.en}}
    name = record.organisation_name
    if record.organisation is not None:
        place = desk.organisation(record.organisation)
        name = place.name
        if place.kind is OrganisationKind.MUNICIPALITY:
            return {**said, "organisation": {"sv": place.short_name, "en": place.short_name}}
    return {**said, "organisation": {"sv": name.sv, "en": name.en} if name else None}
