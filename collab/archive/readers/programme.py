"""programme.yaml: the programme, its organisations and enrolments, and what it defines."""

from collections.abc import Iterable

from sqlalchemy import select

from collab import db, geography
from collab.archive.readers import definitions, occasions
from collab.archive.scribe import Said, Scribe, all_flagged, said, unless, words
from collab.programmes.models import (
    Enrolment,
    Membership,
    Organisation,
    OrganisationKind,
    Part,
    Participation,
    Programme,
)
from collab.projects.models import Anchoring, Project
from collab.updates.rhythm import Rhythm

REMARK = (
    "The programme: who takes part, what it defines, how its projects work and are reviewed, when it meets."
)


def read(scribe: Scribe) -> Said:
    """The whole file."""
    programme = scribe.programme
    parts: Said = {
        "schema": 1,
        "timezone": "Europe/Stockholm",
        "exported": True,
        "demonstration": False,
        **said(demonstration_note=words(programme.demonstration_note)),
        "programme": _programme(programme),
        "organisations": _organisations(scribe),
        "sectors": definitions.sectors(scribe),
        "admission": said(rule=words(programme.admission_rule), offered_to=words(programme.offered_to)),
        **said(enrolments=_enrolments(scribe)),
        **definitions.read(scribe),
        **said(occasions=occasions.read(scribe)),
    }
    # The site says of the whole programme whether anything is invented; some part of the file has to say so.
    parts["demonstration"] = programme.shows_demonstration and not _says_invented(parts)
    return parts


def _programme(programme: Programme) -> Said:
    return said(
        slug=programme.slug,
        state=programme.state.value,
        name=words(programme.name),
        tagline=words(programme.tagline),
        kind=words(programme.kind),
        years=[programme.first_year, programme.last_year],
        seats=programme.seats,
        summary=words(programme.summary),
        how_content_is_made=words(programme.how_content_is_made),
        academic_home=words(programme.academic_home),
        rhythm=_rhythm(Rhythm.of(programme)),
    ) | {"counties": programme.counties}


def _rhythm(rhythm: Rhythm) -> Said | None:
    if rhythm == Rhythm():
        return None
    return said(weeks=rhythm.weeks, weekday=rhythm.weekday, prompt=words(rhythm.prompt))


def _organisations(scribe: Scribe) -> list[Said]:
    """Who has a part, in the programme's order; then whoever is only spoken of."""
    rows = db.session.scalars(
        select(Participation)
        .where(Participation.programme_id == scribe.programme.id)
        .order_by(Participation.position, Participation.id)
    ).all()
    invited = {county["code"] for county in scribe.programme.counties}
    parts: dict[int, list[Participation]] = {}
    for row in rows:
        if row.part is not Part.INVITED or not _comes_by_county(row.organisation, invited):
            parts.setdefault(row.organisation_id, []).append(row)
    named = {place_id: kept[0].organisation for place_id, kept in parts.items()}
    spoken_of = {place.id: place for place in _spoken_of(scribe) if place.id not in named}
    invited_ids = {row.organisation_id for row in rows}
    others = [place for place in spoken_of.values() if place.id not in invited_ids]
    return [_organisation(place, parts.get(place.id, [])) for place in [*named.values(), *others]]


def _comes_by_county(place: Organisation, counties: set[str]) -> bool:
    return place.county_code in counties and place.code in geography.municipalities()


def _spoken_of(scribe: Scribe) -> Iterable[Organisation]:
    """Organisations of people and of projects, by slug."""
    programme_id = scribe.programme.id
    of_people = select(Membership.organisation_id).where(Membership.programme_id == programme_id)
    of_plans = select(Anchoring.organisation_id).join(Anchoring.project)
    of_plans = of_plans.where(Project.programme_id == programme_id)
    of_projects = select(Organisation.id).where(
        Organisation.id.in_(place.id for project in scribe.mine(Project) for place in project.municipalities)
    )
    chosen = select(Organisation).where(
        Organisation.id.in_(of_people) | Organisation.id.in_(of_plans) | Organisation.id.in_(of_projects)
    )
    return db.session.scalars(chosen.order_by(Organisation.slug))


def _organisation(place: Organisation, parts: list[Participation]) -> Said:
    is_municipality = place.kind is OrganisationKind.MUNICIPALITY
    return {
        **said(id=place.slug, kind=place.kind.value, code=place.code),
        **said(county=place.county_code if is_municipality else None),
        "roles": [part.part.value for part in parts],
        "name": words(place.name),
        **said(short_name=place.short_name if place.short_name != place.name.sv else None),
        **said(demonstration=any(part.is_demonstration for part in parts) or None),
    }


def _enrolments(scribe: Scribe) -> Said | None:
    rows = scribe.mine(Enrolment, Enrolment.registered_on, Enrolment.id)
    closes_on = scribe.programme.enrolment_closes_on
    if closes_on is None:
        return None
    head = all_flagged(row.is_demonstration for row in rows)
    items = [
        said(
            organisation=row.organisation.slug,
            registered_on=row.registered_on,
            sectors=row.sector_codes,
            demonstration=unless(head, row.is_demonstration),
        )
        for row in rows
    ]
    return {"demonstration": head, "closes_on": closes_on, "items": items}


def _says_invented(value: object) -> bool:
    if isinstance(value, dict):
        return value.get("demonstration") is True or any(_says_invented(item) for item in value.values())
    return isinstance(value, list) and any(_says_invented(item) for item in value)
