"""Between the parts of a programme: admission, municipalities."""

from collab import geography
from collab.archive.problems import Problems
from collab.archive.records.programme import AdmissionRecord, EnrolmentRecord, OrganisationRecord
from collab.archive.shaping import Shaper
from collab.archive.world import World


def check(shaper: Shaper, world: World, problems: Problems) -> None:
    """Note what does not fit."""
    for organisation in shaper.found(OrganisationRecord):
        _check_municipality(organisation, problems)
    for admission in shaper.found(AdmissionRecord):
        for enrolment in shaper.found(EnrolmentRecord):
            _check_admission(enrolment, admission, problems)
            if enrolment.organisation not in world.municipality_of:
                problems.add(enrolment.node["organisation"], "Only a municipality can be enrolled.")


def _check_municipality(organisation: OrganisationRecord, problems: Problems) -> None:
    if organisation.code is None or organisation.county not in geography.counties():
        return
    known = geography.municipalities().get(organisation.code)
    if known is None:
        problems.add(organisation.node["code"], f'No municipality there has the code "{organisation.code}".')
        return
    node, name = organisation.node, organisation.name
    for place, said, fact in (
        (node["id"], organisation.id, known.slug),
        (node["county"], organisation.county, known.county_code),
        (node["name"]["sv"], name.sv, known.official.sv),
        (node["name"]["en"], name.en, known.official.en),
    ):
        if said != fact:
            problems.add(place, f'{known.code} is "{fact}", not "{said}".')


def _check_admission(enrolment: EnrolmentRecord, admission: AdmissionRecord, problems: Problems) -> None:
    registered = set(enrolment.sectors)
    for sector in admission.requires_all:
        if sector not in registered:
            problems.add(enrolment.node["sectors"], f"The municipality has to register {sector}.")
    if admission.requires_any and not registered & set(admission.requires_any):
        either = " or ".join(admission.requires_any)
        problems.add(enrolment.node["sectors"], f"The municipality has to register {either}.")
