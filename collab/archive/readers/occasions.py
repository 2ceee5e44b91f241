"""programme.yaml, course meetings; and how the timetable's presenters are named again."""

from typing import Any

from sqlalchemy import select

from collab import db
from collab.archive.scribe import Said, Scribe, said, when, words
from collab.occasions.models import Occasion, OccasionSession
from collab.programmes.models import Organisation, OrganisationKind, Participation


def read(scribe: Scribe) -> list[Said]:
    """Every occasion by number."""
    known = organisations(scribe)
    return [_occasion(occasion, known) for occasion in scribe.mine(Occasion, Occasion.number)]


def organisations(scribe: Scribe) -> dict[tuple[str, str], str]:
    """The programme's organisations by how a timetable calls them, and what files call them, where sure."""
    having = select(Participation.organisation_id).where(Participation.programme_id == scribe.programme.id)
    found: dict[tuple[str, str], list[str]] = {}
    for place in db.session.scalars(select(Organisation).where(Organisation.id.in_(having))):
        is_municipality = place.kind is OrganisationKind.MUNICIPALITY
        name = (place.short_name, place.short_name) if is_municipality else (place.name.sv, place.name.en)
        found.setdefault(name, []).append(place.slug)
    return {name: slugs[0] for name, slugs in found.items() if len(slugs) == 1}


def presenter(values: dict[str, Any], known: dict[tuple[str, str], str]) -> Said:
    """An office on stage."""
    where = values["organisation"] or {}
    slug = known.get((where.get("sv", ""), where.get("en", "")))
    return said(role=values["role"], organisation=slug, organisation_name=None if slug else where)


def _occasion(occasion: Occasion, known: dict[tuple[str, str], str]) -> Said:
    sessions = db.session.scalars(
        select(OccasionSession)
        .where(OccasionSession.occasion_id == occasion.id)
        .order_by(OccasionSession.starts_at, OccasionSession.id)
    )
    return {
        "number": occasion.number,
        "slug": occasion.slug,
        **said(demonstration=occasion.is_demonstration or None),
        **said(demonstration_fields=occasion.demonstration_fields),
        "title": words(occasion.title),
        "theme": words(occasion.theme),
        "starts_on": occasion.starts_on,
        "ends_on": occasion.ends_on,
        "places": occasion.places,
        "intro": words(occasion.intro),
        **said(sessions=[_session(session, known) for session in sessions], materials=occasion.materials),
    }


def _session(session: OccasionSession, known: dict[tuple[str, str], str]) -> Said:
    return said(
        id=session.key,
        strand=session.strand.code if session.strand else None,
        starts_at=when(session.starts_at),
        ends_at=when(session.ends_at),
        title=words(session.title),
        presenters=[presenter(values, known) for values in session.presenters],
    )
