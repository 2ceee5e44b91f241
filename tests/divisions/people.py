"""More people for the cast, and what is asked of them."""

from collections.abc import Sequence

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.divisions import actions
from collab.divisions.asking import Asked, Stay
from collab.divisions.models import Search
from collab.forming import actions as forming
from collab.programmes.models import Membership, Organisation, Role, Sector
from collab.projects.models import Project
from collab.teams.composition import Rule, RuleKind
from collab.teams.models import Team, TeamMember
from collab.text import Localised
from tests.support.cast import Cast

PLACES = ("kristianstad", "karlskrona", "hoganas", "simrishamn", "osby")
SECTORS = ("culture", "business", "tourism")
SIZE = Rule(RuleKind.SIZE, True, 4, 6)
EACH_SECTOR = Rule(RuleKind.EACH_SECTOR, True, 1)


def newcomers(
    cast: Cast, count: int, sectors: Sequence[str] = SECTORS, called: str = "n"
) -> list[Membership]:
    """So many participants without a team, from every place in turn: their codes are n0, n1 …"""
    places = {place.slug: place for place in db.session.scalars(select(Organisation))}
    known = {sector.code: sector for sector in db.session.scalars(select(Sector))}
    people = [
        Membership(
            programme_id=cast.programme.id,
            code=f"{called}{i}",
            role=Role.PARTICIPANT,
            organisation=places[PLACES[i % len(PLACES)]],
            title=Localised("Chef", "Head"),
            sector=known[sectors[i % len(sectors)]],
            person=Person(
                email=f"{called}{i}@example.org",
                handle=f"{called}{i}",
                name=Localised(f"Chef {i}", f"Head {i}"),
            ),
        )
        for i in range(count)
    ]
    db.session.add_all(people)
    db.session.commit()
    return people


def an_idle_team(first: Membership, *others: Membership) -> Team:
    """The team Försöket, which runs no project: the first coordinates it."""
    with db.transaction():
        team = forming.start("Försöket", "", is_open=True, by=first)
        for other in others:
            db.session.add(TeamMember(team=team, membership=other, joined_on=team.formed_on))
    return team


def begin_a_project(cast: Cast, team: Team) -> None:
    """The team runs a project from now on, called Bron."""
    said = Localised("Bron", "The bridge")
    with db.transaction():
        db.session.add(
            Project(programme=cast.programme, team=team, slug="bron", title=said, promise=said,
                    stage=cast.project.stage, started_on=team.formed_on)
        )  # fmt: skip


def asked(*rules: Rule, **chosen: object) -> Asked:
    """The cast's team stays closed, and whoever is alone in the other may be joined."""
    stays = {"sparet": Stay.CLOSED, "ensam": Stay.OPEN}
    return Asked(rules, **{"stays": stays, **chosen})  # type: ignore[arg-type]


def search(cast: Cast, wanted: Asked) -> Search:
    """The facilitator has asked."""
    found = actions.ask(cast.programme, wanted, by=cast.facilitator)
    db.session.commit()
    return found
