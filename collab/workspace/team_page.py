"""The teams of a programme and the page of one team, with the projects that they run."""

from collections import Counter

from flask import render_template
from msgspec import Struct

from collab import subjects
from collab.accounts.models import Person
from collab.accounts.visitor import signed_in
from collab.forming import policy as forming
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.queries import SectorName
from collab.programmes.surroundings import show_programme
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.projects.surroundings import show_project
from collab.teams import policy, queries
from collab.teams.composition import Composition
from collab.teams.models import JoinState, Team
from collab.teams.queries import Member
from collab.text import alphabetical
from collab.workspace import wishers
from collab.workspace.blueprint import bp

SHOWN = ("team", "join_request", "team_invitation")
"""The kinds of things that the page of a team shows all of, as notices speak of them."""


class Thread(Struct, frozen=True):
    """A municipality in the weave."""

    name: str


class Weave(Struct, frozen=True):
    """A team's composition as the weave macro draws it."""

    sectors: list[SectorName]
    places: list[Thread]
    cells: dict[tuple[str, str], str]
    composition: Composition

    @property
    def sector_names(self) -> dict[str, str]:
        """Code → name."""
        return {sector.code: str(sector.name) for sector in self.sectors}


def weave_of(team: Team, crew: list[Member], composition: Composition) -> Weave:
    """The sectors of the programme across the municipalities of the team."""
    return Weave(
        sectors=programmes.sectors(team.programme_id),
        places=[Thread(name) for name in alphabetical({m.place for m in crew})],
        cells=_cells(crew),
        composition=composition,
    )


def _cells(crew: list[Member]) -> dict[tuple[str, str], str]:
    """(sector, municipality) → the letters of who is there, with their number where they are several."""
    counts = Counter((m.sector, m.place, m.letters) for m in crew)
    return {
        (sector, place): letters if count == 1 else f"{letters} {count}"
        for (sector, place, letters), count in counts.items()
    }


@bp.get("/programmes/<slug>/teams")
def teams(slug: str) -> str:
    """Every team: its project, who is in it, whether it is complete."""
    programme = programmes.get_programme(slug)
    found = queries.list_teams(programme, viewer=signed_in())
    show_programme(programme)
    return render_template(
        "workspace/teams.html",
        teams=found,
        may_rule=policy.rule(signed_in(), programme),
        may_propose=programmes_policy.facilitate(signed_in(), programme),
        may_start=forming.start(signed_in(), programme),
        projects=projects.by_team(programme),
        sectors=programmes.sectors(programme.id),
    )


@bp.get("/teams/<slug>")
def team(slug: str) -> str:
    """Who is in the team, what it misses, who would complete it, what it runs, who asks to join."""
    viewer = signed_in()
    found = queries.get_team(slug, viewer=viewer)
    crew = queries.members(found)
    composition = queries.composition_of(found, crew)
    invitations = queries.invitations_from(found, viewer=viewer)
    running, requests = projects.for_team(found), queries.requests_to(found, viewer=viewer)
    _enter(found, running)
    return render_template(
        "workspace/team.html",
        team=found,
        crew=crew,
        weave=weave_of(found, crew, composition),
        suggestions=[] if composition.is_complete else queries.suggestions(found, crew),
        helpers=[] if composition.is_complete else _helpers(found),
        projects=running,
        requests=requests,
        asking={r.member.membership_id for r in requests if r.is_pending},
        invited={i.membership_id for i in invitations if i.state is JoinState.PENDING},
        invitations=invitations,
        wishing=wishers.wishing_for(found, viewer=viewer) if policy.mend(viewer, found) else [],
        history=queries.history_of(found) if policy.read_inside(viewer, found) else [],
        may=_rights(viewer, found),
        is_member=policy.belong(viewer, found),
        me=viewer,
    )


def _enter(team: Team, running: list[Project]) -> None:
    """Note whose page it is, for what stands around it."""
    show_programme(team.programme)
    subjects.opened(team, by=signed_in(), showing=SHOWN)
    if running:
        show_project(running[0])


def _helpers(team: Team) -> list[str]:
    """The offices of the facilitators, who can mend a team."""
    return [str(place.person.name) for place in programmes.leading(team.programme_id)]


def _takes(team: Team, viewer: Person) -> bool:
    """Whether a question could be answered with yes: the team is open, the viewer not in another one."""
    is_bound = team.programme.one_team_each and queries.team_of(viewer, team.programme_id) is not None
    return team.is_open and not team.is_dissolved and not is_bound


def _rights(viewer: Person, team: Team) -> set[str]:
    """What the viewer may do with the team, as its page offers it."""
    asked = {
        "ask": _takes(team, viewer) and policy.ask(viewer, team),
        "lead": policy.lead(viewer, team),
        "leave": policy.leave(viewer, team),
        "mend": policy.mend(viewer, team),
        "hear": policy.read_inside(viewer, team) and not team.is_dissolved,
    }
    return {right for right, is_given in asked.items() if is_given}
