"""The programme, its organisations and their enrolments."""

from typing import Any

from sqlalchemy import select

from collab import db, geography
from collab.activity.models import Verb
from collab.archive.keeping import Keeper, tell
from collab.archive.records.programme import EnrolmentRecord, OrganisationRecord, ProgrammeFile, RhythmRecord
from collab.archive.shaping import Record
from collab.programmes.models import (
    Enrolment,
    Organisation,
    OrganisationKind,
    Part,
    Participation,
    Programme,
)
from collab.text import Localised
from collab.updates.rhythm import Rhythm


def write(file: ProgrammeFile, keeper: Keeper) -> Programme:
    """The programme of a file, with everybody who has a part in it."""
    programme = _programme(file, keeper)
    invited = [county.code for county in file.programme.counties]
    db.session.flush()
    organisations = {o.id: _organisation(o, keeper) for o in file.organisations}
    _invite(programme, invited, keeper)
    for position, record in enumerate(file.organisations):
        for part in record.roles:
            keeper.row(
                Participation,
                {"programme_id": programme.id, "organisation": organisations[record.id], "part": part},
                position=position,
                is_demonstration=record.demonstration,
            )
    if file.enrolments is not None:
        for enrolment in file.enrolments.items:
            _enrol(programme, enrolment, file.enrolments.demonstration, keeper)
    return programme


def _programme(file: ProgrammeFile, keeper: Keeper) -> Programme:
    said, admission = file.programme, file.admission
    return keeper.row(
        Programme,
        {"slug": said.slug},
        state=said.state,
        name=said.name,
        tagline=said.tagline,
        kind=said.kind,
        summary=said.summary,
        how_content_is_made=said.how_content_is_made,
        academic_home=said.academic_home,
        admission_rule=admission.rule if admission else Localised(""),
        offered_to=admission.offered_to if admission else Localised(""),
        demonstration_note=file.demonstration_note or Localised(""),
        first_year=said.years[0],
        last_year=said.years[1],
        seats=said.seats,
        enrolment_closes_on=file.enrolments.closes_on if file.enrolments else None,
        teams_form_until=file.team_rules.forming_ends_on if file.team_rules else None,
        one_team_each=file.is_one_team_each,
        counties=plain(said, "counties"),
        practice_facts=plain(file.practice_facts, "items"),
        **_rhythm(said.rhythm),
        map_view_box=geography.view_box(),
        shows_demonstration=_shows_demonstration(file),
    )


def _rhythm(said: RhythmRecord | None) -> dict[str, Any]:
    rhythm = Rhythm(said.weeks, said.weekday, said.prompt) if said else Rhythm()
    return {
        "rhythm_weeks": rhythm.weeks,
        "rhythm_weekday": rhythm.weekday,
        "rhythm_prompt": rhythm.prompt,
    }


def plain(record: Record | None, key: str) -> list[object]:
    """A list of a record as JSON columns keep it; empty where the file has none."""
    if record is None or not record.node.has(key):
        return []
    return list(record.node[key].plain())


def _shows_demonstration(file: ProgrammeFile) -> bool:
    return any(node.field.endswith("demonstration") and node.value is True for node in file.node.everything())


def _organisation(record: OrganisationRecord, keeper: Keeper) -> Organisation:
    known = geography.municipalities().get(record.code or "")
    if known is not None:
        return _municipality(known, keeper)
    return keeper.row(
        Organisation,
        {"slug": record.id},
        kind=record.kind,
        name=record.name,
        short_name=record.short_name or record.name.sv,
        code=record.code,
        county_code=record.county,
    )


def _municipality(known: geography.Municipality, keeper: Keeper) -> Organisation:
    return keeper.row(
        Organisation,
        {"slug": known.slug},
        kind=OrganisationKind.MUNICIPALITY,
        name=known.official,
        short_name=known.name,
        code=known.code,
        county_code=known.county_code,
        latitude=known.latitude,
        longitude=known.longitude,
        tile_row=known.tile_row,
        tile_column=known.tile_column,
        label_x=known.label[0],
        label_y=known.label[1],
        boundary=known.boundary,
    )


def _invite(programme: Programme, counties: list[str], keeper: Keeper) -> None:
    for known in geography.municipalities().values():
        if known.county_code in counties:
            key = {"programme_id": programme.id, "part": Part.INVITED}
            keeper.row(Participation, {**key, "organisation": _municipality(known, keeper)})


def _enrol(programme: Programme, record: EnrolmentRecord, is_invented: bool, keeper: Keeper) -> None:
    chosen = select(Organisation).where(Organisation.slug == record.organisation)
    kept = keeper.keep(
        Enrolment,
        {"programme_id": programme.id, "organisation": db.session.scalars(chosen).one()},
        {
            "registered_on": record.registered_on,
            "sector_codes": record.sectors,
            "is_demonstration": is_invented if record.demonstration is None else record.demonstration,
        },
    )
    if kept.is_new:
        tell(Verb.ENROLLED, kept.row, by=None, at=record.registered_on)
