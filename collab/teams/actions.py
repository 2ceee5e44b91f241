"""Answering those who ask to join a team."""

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.teams import queries, sentences
from collab.teams.composition import Composition
from collab.teams.models import JoinRequest, JoinState, TeamMember
from collab.text import _


def accept_request(request: JoinRequest, answer: str, *, by: Person) -> None:
    """Take the one who asked into the team. Raises RuleViolation when the rules for teams forbid it."""
    _demand_pending(request)
    elsewhere = queries.team_of_membership(request.membership)
    if elsewhere is not None:
        raise RuleViolation(
            _("%(who)s is in the team %(team)s already, and nobody is in two teams.",
              who=request.membership.person.name, team=elsewhere.name)
        )  # fmt: skip
    _demand_room(request)
    team = request.team
    db.session.add(TeamMember(team=team, membership=request.membership, joined_on=clock.today()))
    _answer(request, JoinState.ACCEPTED, answer, by=by)
    activity.record(Verb.JOINED, team, by=request.membership.person)


def decline_request(request: JoinRequest, answer: str, *, by: Person) -> None:
    """Say no, with a word why. Raises RuleViolation when the request waits no longer."""
    _demand_pending(request)
    _answer(request, JoinState.DECLINED, answer, by=by)


def composition_with(request: JoinRequest) -> Composition:
    """The team as it would be with the one who asks."""
    crew = queries.members(request.team)
    newcomer = queries.as_member(request.membership)
    return queries.composition_of(request.team, [*crew, newcomer])


def _demand_pending(request: JoinRequest) -> None:
    db.hold(request.membership)  # first: two teams may answer the same person, and nobody is in two
    db.hold(request.team)
    db.session.refresh(request)
    if request.state is not JoinState.PENDING:
        raise RuleViolation(_("The request has been answered or withdrawn already."))


def _demand_room(request: JoinRequest) -> None:
    """A rule with a most is broken by one too many; a rule with a least is never broken by one more."""
    for judgement in composition_with(request).exceeded:
        raise RuleViolation(sentences.refusal(judgement))


def _answer(request: JoinRequest, state: JoinState, answer: str, *, by: Person) -> None:
    request.state = state
    request.answer = answer
    request.answered_at = clock.now()
    request.answered_by = by
    activity.record(Verb.JOIN_ANSWERED, request, by=by, answer=state.value)
