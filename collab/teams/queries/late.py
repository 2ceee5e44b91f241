"""Teams that do not keep the rules though their day for that has passed."""

from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, func, select

from collab import clock
from collab.accounts.models import Person
from collab.programmes import policy as programmes
from collab.programmes.models import Programme
from collab.statements import built_once
from collab.teams import policy
from collab.teams.composition import Judgement
from collab.teams.models import Team, TeamMember
from collab.teams.queries.crews import by_team, judged, seated
from collab.together import Reading, askable, asked, side_by_side


class Late(Struct, frozen=True):
    """A late team: by when it was to keep the rules, and those it does not keep."""

    name: str
    due_on: date
    unmet: list[Judgement]


@askable
def late_teams_of(person: Person, programme_id: int) -> Reading[list[Late]]:
    """The late teams of the programme that the person coordinates, in one statement."""
    of = {"person_id": person.id, "programme_id": programme_id, "today": clock.today()}
    teams, seats = yield from side_by_side(asked(_due(**of)), asked(_seats(**of)))
    crews = by_team([team.id for team in teams], seats)
    late = [Late(team.name, team.due_on, judged(crews[team.id], programme_id).unmet) for team in teams]
    return [team for team in late if team.unmet]


@built_once
def _due(*, person_id: Any, programme_id: Any, today: Any) -> Select[*tuple[Any, ...]]:
    return _past_their_day(person_id, programme_id, today)


@built_once
def _seats(*, person_id: Any, programme_id: Any, today: Any) -> Select[*tuple[Any, ...]]:
    teams = _past_their_day(person_id, programme_id, today).with_only_columns(Team.id).order_by(None)
    return seated().where(TeamMember.team_id.in_(teams))


def _past_their_day(person_id: Any, programme_id: Any, today: Any) -> Select[*tuple[Any, ...]]:
    due_on = func.coalesce(Team.complete_by, Programme.teams_form_until)
    return (
        select(Team.id, Team.name, due_on.label("due_on"))
        .join(Team.programme)
        .where(
            policy.coordinated_by(person_id),
            Team.programme_id == programme_id,
            Team.dissolved_at.is_(None),
            programmes.writable(Team.programme_id),
            due_on < today,
        )
        .order_by(Team.id)
    )
