"""Whose voices are heard in a team, for the team and those who lead the programme."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from flask import render_template
from msgspec import Struct

from collab import clock
from collab.accounts.visitor import signed_in
from collab.activity import queries as activity
from collab.activity.models import WRITING, Verb
from collab.activity.queries import Scope
from collab.errors import NotFound
from collab.programmes import queries as programmes
from collab.programmes.surroundings import show_programme
from collab.projects import queries as projects
from collab.projects.surroundings import show_project
from collab.teams import policy, queries
from collab.teams.models import Team
from collab.teams.queries import Belonging
from collab.text import alphabetical
from collab.workspace import bars, voices
from collab.workspace.blueprint import bp
from collab.workspace.voices import Balance, Kind, Stay, Writing

KINDS = dict.fromkeys(WRITING, Kind.EDIT) | {Verb.UPDATE_POSTED: Kind.POST, Verb.COMMENTED: Kind.COMMENT}
SECTOR, MUNICIPALITY = "sector", "municipality"


class Heard(Struct, frozen=True):
    """What the page shows."""

    by_sector: Balance
    by_municipality: Balance
    outside: Counter[Kind]
    """What those wrote who were not in the team, the facilitators first of all."""


@bp.get("/teams/<slug>/voices", endpoint="voices")
def show(slug: str) -> str:
    """What was written in the team by sector and municipality, per month."""
    viewer = signed_in()
    team = queries.get_team(slug, viewer=viewer)
    if team.is_dissolved or not policy.read_inside(viewer, team):
        raise NotFound(slug)
    show_programme(team.programme)
    for project in projects.for_team(team)[:1]:
        show_project(project)
    return render_template(
        "workspace/voices.html",
        team=team,
        heard=heard_in(team),
        kinds=list(Kind),
        sector_names={s.code: s.name for s in programmes.sectors(team.programme_id)},
        bars=bars,
    )


def heard_in(team: Team) -> Heard:
    """Whose voices were heard in the team until now, in a constant number of statements."""
    stays = [_stay(belonging) for belonging in queries.belongings(team)]
    writings = voices.counted_once(_writings(team))
    heard, others = voices.inside(writings, stays), voices.outside(writings, stays)
    shown = voices.months(min([team.formed_on, *(w.on for w in writings)]), clock.today())
    there = [s for s in stays if s.until is None or voices.month_of(s.until) >= shown[0]]
    places = alphabetical({s.groups[MUNICIPALITY] for s in there})
    here = {view: {s.groups[view] for s in stays if s.until is None} for view in (SECTOR, MUNICIPALITY)}
    return Heard(
        voices.balance(heard, SECTOR, _sectors(team, there), shown, here[SECTOR]),
        voices.balance(heard, MUNICIPALITY, places, shown, here[MUNICIPALITY]),
        Counter(writing.kind for writing in others if _is_shown(writing.on, shown)),
    )


def _writings(team: Team) -> list[Writing]:
    done = activity.deeds(Scope(team_id=team.id), KINDS)
    return [Writing(clock.local(d.at).date(), KINDS[d.verb], d.by_id, (d.kind, d.thing_id)) for d in done]


def _stay(belonging: Belonging) -> Stay:
    member = belonging.member
    groups = {SECTOR: member.sector, MUNICIPALITY: member.place}
    return Stay(member.person_id, groups, belonging.since, belonging.until)


def _sectors(team: Team, stays: Iterable[Stay]) -> list[str]:
    """The codes of the sectors that the team has or had, in the programme's order; who has none last."""
    present = {stay.groups[SECTOR] for stay in stays}
    order = [sector.code for sector in programmes.sectors(team.programme_id)]
    return [code for code in [*order, ""] if code in present]


def _is_shown(day: date, shown: Sequence[date]) -> bool:
    return voices.month_of(day) in shown
