"""Whatever people and facilitators do to teams, in whatever order: the rules hold after every step."""

from collections import Counter
from contextlib import suppress
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.divisions import actions as divisions
from collab.divisions import asking
from collab.divisions.actions import applying, undoing
from collab.divisions.asking import Asked, Stay
from collab.divisions.models import Applied, Division, SearchState
from collab.divisions.queries import standing_of
from collab.errors import RuleViolation
from collab.forming import actions
from collab.programmes.models import Membership, Role
from collab.projects import queries as running
from collab.projects.models import Project
from collab.teams import actions as joining
from collab.teams import queries
from collab.teams.models import Invitation, JoinRequest, JoinState, Team
from tests.divisions.drafts import choice, everything
from tests.forming.test_races import hold_to_the_rules
from tests.support.cast import Cast
from tests.teams.test_actions import newcomer

PLACES = ("osby", "hoganas", "kristianstad", "karlskrona", "simrishamn", "osby")
EXAMPLES, STEPS = 8, 25
ACTS = (
    "start",
    "ask",
    "accept_request",
    "invite",
    "accept_invitation",
    "leave",
    "add",
    "remove",
    "move",
    "merge",
)
"""What must have been done at least once for the run to mean anything."""
NUMBER = st.integers(0, 99)


class Teams(RuleBasedStateMachine):
    """The cast and some who have no team; each run begins with the same teams."""

    leader: ClassVar[Person]
    people: ClassVar[list[Membership]]
    done: ClassVar[Counter[str]]
    """How often each act was not refused."""

    def __init__(self) -> None:
        super().__init__()
        self.before = db.session.begin_nested()

    def teardown(self) -> None:
        self.before.rollback()
        db.session.expire_all()

    def attempt(self, act: Any, *args: Any, **values: Any) -> None:
        """Do it, or be refused and leave no trace."""
        with suppress(RuleViolation):
            with db.session.begin_nested():
                act(*args, **values)
            self.done[act.__name__] += 1

    def somebody(self, number: int) -> Membership:
        return self.people[number % len(self.people)]

    def member(self, team: Team, number: int) -> Membership:
        """One of the team, or anybody of one that nobody is in."""
        crew = [place.membership for place in queries.places(team)] or self.people
        return crew[number % len(crew)]

    def team(self, number: int) -> Team:
        teams = list(db.session.scalars(select(Team).order_by(Team.id)))
        return teams[number % len(teams)]

    def pending(self, kind: Any, number: int) -> Any:
        mine = select(kind).where(kind.state == JoinState.PENDING).order_by(kind.id)
        waiting = list(db.session.scalars(mine))
        return waiting[number % len(waiting)] if waiting else None

    @rule(who=NUMBER, is_open=st.booleans())
    def start(self, who: int, is_open: bool) -> None:
        self.attempt(actions.start, "Vårflod", "", is_open=is_open, by=self.somebody(who))

    @rule(team=NUMBER, who=NUMBER)
    def ask(self, team: int, who: int) -> None:
        self.attempt(joining.ask, self.team(team), "Får jag?", by=self.somebody(who))

    @rule(which=NUMBER, answer=st.sampled_from(["accept", "decline", "withdraw"]))
    def answer(self, which: int, answer: str) -> None:
        request = self.pending(JoinRequest, which)
        if request is None:
            return
        by = next(iter(queries.coordinators(request.team)), request.membership).person
        if answer == "withdraw":
            self.attempt(joining.withdraw_request, request, by=request.membership.person)
        else:
            act = joining.accept_request if answer == "accept" else joining.decline_request
            self.attempt(act, request, "Svar", by=by)

    @rule(team=NUMBER, who=NUMBER)
    def invite(self, team: int, who: int) -> None:
        self.attempt(joining.invite, self.team(team), self.somebody(who), "Kom!", by=self.leader)

    @rule(which=NUMBER, comes=st.booleans())
    def reply(self, which: int, comes: bool) -> None:
        invitation = self.pending(Invitation, which)
        if invitation is not None:
            act = joining.accept_invitation if comes else joining.decline_invitation
            self.attempt(act, invitation, "Svar", by=invitation.membership.person)

    @rule(team=NUMBER, who=NUMBER)
    def leave(self, team: int, who: int) -> None:
        here = self.team(team)
        self.attempt(actions.leave, here, by=self.member(here, who), reason="Tid.")

    @rule(team=NUMBER, who=NUMBER)
    def add(self, team: int, who: int) -> None:
        self.attempt(actions.add, self.team(team), self.somebody(who), by=self.leader, reason="Så.")

    @rule(team=NUMBER, who=NUMBER, what=st.sampled_from(["remove", "appoint", "step_down"]))
    def mend(self, team: int, who: int, what: str) -> None:
        here, act = self.team(team), getattr(actions, what)
        self.attempt(act, here, self.member(here, who), by=self.leader, reason="Så.")

    @rule(team=NUMBER, other=NUMBER, who=NUMBER)
    def move(self, team: int, other: int, who: int) -> None:
        here, there = self.team(team), self.team(other)
        self.attempt(actions.move, here, self.member(here, who), there, by=self.leader, reason="Så.")

    @rule(team=NUMBER, other=NUMBER)
    def merge(self, team: int, other: int) -> None:
        self.attempt(actions.merge, self.team(team), self.team(other), by=self.leader, reason="Så.")

    @rule(team=NUMBER)
    def dissolve(self, team: int) -> None:
        self.attempt(actions.dissolve, self.team(team), by=self.leader, reason="Så.")

    @invariant()
    def the_rules_hold(self) -> None:
        hold_to_the_rules()

    @invariant()
    def projects_are_run_by_teams_that_stand(self) -> None:
        assert not [p.slug for p in db.session.scalars(select(Project)) if p.team.is_dissolved]

    @invariant()
    def who_has_a_team_waits_for_none(self) -> None:
        for kind in (JoinRequest, Invitation):
            waiting: Any = select(kind).where(kind.state == JoinState.PENDING)
            for row in db.session.scalars(waiting):
                assert queries.teams_of_membership(row.membership) == []
                assert not row.team.is_dissolved


class TeamsByProposals(Teams):
    """Facilitators apply proposals as well, and undo them."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: dict[int, Any] = {}
        """What everything was like before a proposal was applied, by the id of what was made of it."""

    @rule(
        first=NUMBER,
        size=st.integers(2, 4),
        divided=NUMBER,
        is_regretted=st.sampled_from([True, True, False]),
    )
    def propose(self, first: int, size: int, divided: int, is_regretted: bool) -> None:
        """A new team of some who have none, and perhaps of one that runs nothing; perhaps undone at once."""
        before = everything()
        applied: list[Applied] = []

        def apply() -> None:
            applied.append(applying.apply(*self.proposed(first, size, divided), by=self.leader))

        self.attempt(apply)
        if applied:
            self.pictures[applied[0].id] = before
            if is_regretted:
                self.undo(0)
                assert everything() == before

    def proposed(self, first: int, size: int, divided: int) -> tuple[Division, applying.Choice]:
        programme = self.people[0].programme
        idle = sorted(t.slug for t in db.session.scalars(select(Team)) if not running.for_team(t))
        stays = dict.fromkeys(idle[divided % 3 : divided % 3 + 1], Stay.ANEW)
        wanted, ground = Asked((), count=(1, 9), stays=stays), standing_of(programme).ground
        search = divisions.ask(programme, wanted, by=self.leader)
        search.state = SearchState.DONE
        free = asking.left_to_place(wanted, ground)
        turned = [*free[first % len(free) :], *free[: first % len(free)]]
        crews = [(slug, list(team["members"])) for slug, team in asking.formed(wanted, ground)]
        crews += [(None, turned[:size])]
        made = [{"team": slug, "theme": None, "members": crew} for slug, crew in crews]
        division = Division(search=search, position=1, teams=made, made=made, bounds=[None] * 3)
        db.session.add(division)
        db.session.flush()
        return division, choice(division)

    @rule(which=NUMBER)
    def undo(self, which: int) -> None:
        standing = select(Applied).where(Applied.undone_at.is_(None)).order_by(Applied.id)
        there = list(db.session.scalars(standing))
        if not there:
            return
        applied, count = there[-1 - which % len(there)], self.done["undo"]
        self.attempt(undoing.undo, applied, by=self.leader, reason="Så.")
        if self.done["undo"] > count:  # what others did elsewhere meanwhile stays
            now, then = everything()["seats"], self.pictures[applied.id]["seats"]
            touched = set(applied.after["teams"])
            assert {slug: now.get(slug) for slug in touched} == {slug: then.get(slug) for slug in touched}


@pytest.mark.parametrize(("machine", "acts"), [(Teams, ACTS), (TeamsByProposals, ("apply", "undo", "move"))])
def test_no_sequence_of_steps_breaks_a_rule(cast: Cast, machine: Any, acts: tuple[str, ...]) -> None:
    for number, place in enumerate(PLACES):
        newcomer(cast, place, number)
    db.session.flush()
    taking_part = select(Membership).where(Membership.role == Role.PARTICIPANT).order_by(Membership.id)
    Teams.people = list(db.session.scalars(taking_part))
    Teams.leader, Teams.done = cast.facilitator, Counter()
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert set(acts) <= set(Teams.done), Teams.done
