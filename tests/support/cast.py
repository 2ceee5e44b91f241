"""One cast everywhere: a small programme with two teams, two facilitators, an organiser and an outsider."""

from datetime import date, datetime

from msgspec import Struct
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.programmes.models import (
    Branch,
    Goal,
    Membership,
    Organisation,
    OrganisationKind,
    Part,
    Participation,
    PlanSection,
    Programme,
    Role,
    Sector,
    Stage,
    TeamRule,
)
from collab.projects.models import Project
from collab.teams.models import Team, TeamMember
from collab.text import Localised
from tests.support.cast_reviews import create_reviews

THE_DAY = clock.in_stockholm(datetime(2017, 5, 15, 9, 0))
"""The site's time in every test: Monday 15 May 2017 at 9.00; the final review round is open."""

PLACES = {  # slug: SCB code, county, latitude, longitude, official name
    "kristianstad": ("1290", "12", 55.94, 14.16, "Kristianstads kommun"),
    "karlskrona": ("1080", "10", 56.18, 15.65, "Karlskrona kommun"),
    "hoganas": ("1284", "12", 56.21, 12.58, "Höganäs kommun"),
    "simrishamn": ("1291", "12", 55.60, 14.27, "Simrishamns kommun"),
    "osby": ("1273", "12", 56.38, 13.99, "Osby kommun"),
}
PEOPLE = {  # handle: role, organisation, sector, title
    "culture": (Role.PARTICIPANT, "kristianstad", "culture", Localised("Kulturchef", "Head of culture")),
    "business": (
        Role.PARTICIPANT,
        "karlskrona",
        "business",
        Localised("Näringslivschef", "Head of business"),
    ),
    "tourism": (Role.PARTICIPANT, "hoganas", "tourism", Localised("Turistchef", "Head of tourism")),
    "second": (Role.PARTICIPANT, "simrishamn", "culture", Localised("Kulturstrateg", "Culture strategist")),
    "other": (Role.PARTICIPANT, "simrishamn", "business", Localised("Näringslivschef", "Head of business")),
    "facilitator": (Role.FACILITATOR, "region", None, Localised("Processledare", "Process leader")),
    "colleague": (Role.FACILITATOR, "region", None, Localised("Kulturstrateg", "Culture strategist")),
    "organiser": (Role.ORGANISER, "region", None, Localised("Programansvarig", "Programme manager")),
}
TEAMS = {"spår": ("culture", "business", "tourism", "second"), "ensam": ("other",)}


class Cast(Struct, frozen=True):
    """Everybody and everything a test speaks of, loaded in the test's own session."""

    programme: Programme
    culture: Person
    """Head of culture, Kristianstad: coordinator of the team."""
    business: Person
    tourism: Person
    second: Person
    other: Person
    """Head of business, Simrishamn: alone in the other team."""
    facilitator: Person
    colleague: Person
    organiser: Person
    outsider: Person
    """Has an account but no place in the programme."""
    team: Team
    """Four people, four municipalities, three sectors: meets the rules."""
    other_team: Team
    project: Project
    """The team's project, stage plan, without a written plan."""
    other_project: Project


def load() -> Cast:
    """The cast from the database."""
    people = {p.handle: p for p in db.session.scalars(select(Person))}
    return Cast(
        programme=db.session.scalars(select(Programme)).one(),
        **people,
        team=db.session.scalars(select(Team).where(Team.slug == "sparet")).one(),
        other_team=db.session.scalars(select(Team).where(Team.slug == "ensam")).one(),
        project=db.session.scalars(select(Project).where(Project.slug == "oppna-dorrar")).one(),
        other_project=db.session.scalars(select(Project).where(Project.slug == "ensam-ide")).one(),
    )


def create() -> None:
    """Write the cast into an empty database."""
    programme = _programme()
    sectors = _definitions(programme)
    places = _organisations(programme)
    members = {handle: _member(programme, handle, sectors, places) for handle in PEOPLE}
    outsider = Person(
        email="outsider@example.org", handle="outsider", name=Localised("Utomstående", "Outsider")
    )
    db.session.add(outsider)
    create_reviews(programme)
    db.session.flush()
    _team(programme, "Spåret", "sparet", [members[h] for h in TEAMS["spår"]])
    _team(programme, "Ensam", "ensam", [members[h] for h in TEAMS["ensam"]])


def _programme() -> Programme:
    said = Localised("Kultur på resande fot", "Culture on the move")
    programme = Programme(
        slug="kultur-pa-resande-fot",
        name=said,
        tagline=said,
        kind=said,
        summary=said,
        how_content_is_made=said,
        academic_home=said,
        admission_rule=said,
        offered_to=said,
        demonstration_note=said,
        first_year=2016,
        last_year=2017,
        seats=30,
    )
    db.session.add(programme)
    db.session.flush()
    return programme


def _definitions(programme: Programme) -> dict[str, Sector]:
    words = {"culture": "Kultur", "business": "Näringsliv", "tourism": "Turism"}
    sectors = {
        code: Sector(
            programme_id=programme.id,
            code=code,
            position=i,
            name=Localised(sv, code.title()),
            description=Localised(sv, code),
        )
        for i, (code, sv) in enumerate(words.items())
    }
    db.session.add_all(sectors.values())
    for i, (code, due) in enumerate(
        [
            ("idea", (2016, 11, 11)),
            ("plan", (2017, 1, 13)),
            ("work", (2017, 5, 2)),
            ("presentation", (2017, 6, 13)),
        ]
    ):
        db.session.add(
            Stage(
                programme_id=programme.id,
                code=code,
                position=i,
                name=Localised(code.title(), code.title()),
                description=Localised("", ""),
                due_on=date(*due),
                checks=[],
                statements=[],
            )
        )
    for i, code in enumerate(["need", "idea"]):
        db.session.add(
            PlanSection(
                programme_id=programme.id,
                code=code,
                position=i,
                min_words=3,
                max_words=160,
                name=Localised({"need": "Behov", "idea": "Idé"}[code], code.title()),
                guidance=Localised("Vad?", "What?"),
            )
        )
    db.session.add(
        Goal(
            programme_id=programme.id,
            code="between",
            number=1,
            name=Localised("Samarbete", "Cooperation"),
            description=Localised("", ""),
        )
    )
    db.session.add(Branch(programme_id=programme.id, code="art", position=0, name=Localised("Konst", "Art")))
    rules = [
        ("size", {"min": 4, "max": 6}),
        ("sectors", {"min": 2}),
        ("municipalities", {"min": 3}),
        ("same-municipality", {"max": 2}),
    ]
    for i, (kind, settings) in enumerate(rules):
        db.session.add(
            TeamRule(
                programme_id=programme.id,
                position=i,
                kind=kind,
                settings=settings,
                is_hard=True,
                label=Localised(kind, kind),
            )
        )
    return sectors


def _organisations(programme: Programme) -> dict[str, Organisation]:
    places = {
        slug: Organisation(
            slug=slug,
            kind=OrganisationKind.MUNICIPALITY,
            name=Localised(name, name),
            code=code,
            short_name=name.split()[0].removesuffix("s") if slug != "hoganas" else "Höganäs",
            county_code=county,
            latitude=lat,
            longitude=lon,
            label_x=500,
            label_y=300,
            boundary="M0 0L10 0L10 10Z",
            tile_row=i,
            tile_column=i,
        )
        for i, (slug, (code, county, lat, lon, name)) in enumerate(PLACES.items())
    }
    places["region"] = Organisation(
        slug="region", kind=OrganisationKind.REGION, name=Localised("Region", "Region"), short_name="Region"
    )
    db.session.add_all(places.values())
    db.session.flush()
    for slug, place in places.items():
        part = Part.ORGANISER if slug == "region" else Part.INVITED if slug == "osby" else Part.PARTICIPANT
        db.session.add(Participation(programme_id=programme.id, organisation=place, part=part))
    return places


def _member(
    programme: Programme, handle: str, sectors: dict[str, Sector], places: dict[str, Organisation]
) -> Membership:
    role, place, sector, title = PEOPLE[handle]
    name = Localised(*(f"{t}, {places[place].short_name}" for t in (title.sv, title.en)))
    membership = Membership(
        programme_id=programme.id,
        role=role,
        organisation=places[place],
        title=title,
        sector=sectors[sector] if sector else None,
        person=Person(email=f"{handle}@example.org", handle=handle, name=name),
    )
    db.session.add(membership)
    return membership


def _team(programme: Programme, name: str, slug: str, members: list[Membership]) -> None:
    formed = date(2016, 10, 1)
    team = Team(programme_id=programme.id, name=name, slug=slug, formed_on=formed)
    db.session.add(team)
    db.session.add_all(
        TeamMember(team=team, membership=m, joined_on=formed, is_coordinator=m is members[0]) for m in members
    )
    title = {"sparet": ("Öppna dörrar", "Open doors"), "ensam": ("Ensam idé", "Lonely idea")}[slug]
    stage = db.session.scalars(select(Stage).where(Stage.code == "plan")).one()
    db.session.add(
        Project(
            programme_id=programme.id,
            team=team,
            slug={"sparet": "oppna-dorrar", "ensam": "ensam-ide"}[slug],
            title=Localised(*title),
            promise=Localised("Ett löfte.", "A promise."),
            stage=stage,
            started_on=formed,
            municipalities=[m.organisation for m in members],
            branches=list(db.session.scalars(select(Branch))),
        )
    )
