"""Coming into a team: asking and being answered, inviting and being answered, taking either back."""

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.programmes.models import Membership, Role
from collab.teams import queries
from collab.teams.actions import seats
from collab.teams.actions.seats import Note, Word
from collab.teams.models import Invitation, JoinRequest, JoinState, Team
from collab.text import _


def ask(team: Team, message: str, *, by: Membership) -> JoinRequest:
    """Ask to join the team, and write to its coordinators.

    Raises RuleViolation as `demand_askable` does.
    """
    seats.hold(team)
    demand_askable(team, by)
    request = JoinRequest(team=team, membership=by, message=message)
    db.session.add(request)
    db.session.flush()
    activity.record(Verb.JOIN_ASKED, request, by=by.person)
    leaders = [coordinator.person for coordinator in queries.coordinators(team)]
    seats.tell(leaders, Note(team, Word.ASKED, by.person, said=message, key=request.key))
    return request


def refusal_to_ask(team: Team, membership: Membership) -> str | None:
    """Why `ask` would be refused now, in a sentence; None: it would not."""
    try:
        demand_askable(team, membership)
    except RuleViolation as refusal:
        return str(refusal)
    return None


def demand_askable(team: Team, membership: Membership) -> None:
    """Raises RuleViolation when the team is dissolved or takes nobody, when the person is in a team, has
    asked already or is invited, and when a hard rule forbids one more.
    """
    seats.demand_standing(team)
    if not team.is_open:
        raise RuleViolation(_("The team is closed: it invites those it wants to join."))
    if queries.is_invited(membership, team):
        raise RuleViolation(_("The team has invited you already: answer that instead."))
    if queries.has_asked(membership, team):
        raise RuleViolation(_("You have asked the team already."))
    seats.demand_place(team, membership)


def withdraw_request(request: JoinRequest, *, by: Person) -> None:
    """Take the request back. Raises RuleViolation when it waits no longer."""
    _demand_pending(request)
    seats.withdraw(request, by=by)


def accept_request(request: JoinRequest, answer: str, *, by: Person) -> None:
    """Take the one who asked into the team.

    Raises RuleViolation when the rules for teams forbid it, and for who takes part no longer.
    """
    _demand_pending(request)
    _demand_taking_part(request.membership)
    seats.seat(request.team, request.membership, answers=request)
    _answer(request, JoinState.ACCEPTED, answer, by=by)
    activity.record(Verb.JOINED, request.team, by=request.membership.person)


def decline_request(request: JoinRequest, answer: str, *, by: Person) -> None:
    """Say no, with a word why. Raises RuleViolation when the request waits no longer."""
    _demand_pending(request)
    _answer(request, JoinState.DECLINED, answer, by=by)


def invite(team: Team, membership: Membership, message: str, *, by: Person) -> Invitation:
    """Invite somebody, and write to them.

    Raises RuleViolation when they are in a team, have asked already or are invited already, and when a hard
    rule forbids it.
    """
    seats.hold(team)
    if queries.has_asked(membership, team):
        raise RuleViolation(_("%(who)s has asked to join: answer that instead.", who=membership.person.name))
    if queries.is_invited(membership, team):
        raise RuleViolation(_("%(who)s is invited already.", who=membership.person.name))
    seats.demand_place(team, membership)
    invitation = Invitation(team=team, membership=membership, by=by, message=message)
    db.session.add(invitation)
    db.session.flush()
    activity.record(Verb.INVITED, invitation, by=by)
    seats.tell([membership.person], Note(team, Word.INVITED, by, said=message, key=invitation.key))
    return invitation


def withdraw_invitation(invitation: Invitation, *, by: Person) -> None:
    """Take the invitation back, and write to who had it. Raises RuleViolation when it waits no longer."""
    _demand_pending(invitation)
    seats.withdraw(invitation, by=by)
    seats.tell([invitation.membership.person], Note(invitation.team, Word.TAKEN_BACK, by))


def accept_invitation(invitation: Invitation, answer: str, *, by: Person) -> None:
    """Come into the team, and write to its coordinators.

    Raises RuleViolation when the rules forbid it, and for who takes part no longer.
    """
    _demand_pending(invitation)
    _demand_taking_part(invitation.membership)
    seats.seat(invitation.team, invitation.membership, answers=invitation)
    _reply(invitation, JoinState.ACCEPTED, answer, by=by)
    activity.record(Verb.JOINED, invitation.team, by=by)


def decline_invitation(invitation: Invitation, answer: str, *, by: Person) -> None:
    """Say no, and write to its coordinators. Raises RuleViolation when the invitation waits no longer."""
    _demand_pending(invitation)
    _reply(invitation, JoinState.DECLINED, answer, by=by)


def _demand_pending(waiting: JoinRequest | Invitation) -> None:
    seats.hold(waiting.team)
    db.session.refresh(waiting)
    if waiting.state is not JoinState.PENDING:
        raise RuleViolation(
            _("The request has been answered or withdrawn already.")
            if isinstance(waiting, JoinRequest)
            else _("The invitation has been answered or withdrawn already.")
        )


def _demand_taking_part(membership: Membership) -> None:
    if membership.role is not Role.PARTICIPANT:
        raise RuleViolation(
            _("%(who)s does not take part in the programme any more.", who=membership.person.name)
        )


def _answer(request: JoinRequest, state: JoinState, answer: str, *, by: Person) -> None:
    request.state = state
    request.answer = answer
    request.answered_at = clock.now()
    request.answered_by = by
    activity.record(Verb.JOIN_ANSWERED, request, by=by, answer=state.value)
    word = Word.ACCEPTED if state is JoinState.ACCEPTED else Word.DECLINED
    seats.tell([request.membership.person], Note(request.team, word, by, said=answer))


def _reply(invitation: Invitation, state: JoinState, answer: str, *, by: Person) -> None:
    invitation.state, invitation.answer, invitation.answered_at = state, answer, clock.now()
    activity.record(Verb.INVITATION_ANSWERED, invitation, by=by, answer=state.value)
    word = Word.CAME if state is JoinState.ACCEPTED else Word.STAYED_AWAY
    leaders = [coordinator.person for coordinator in queries.coordinators(invitation.team)]
    seats.tell(leaders, Note(invitation.team, word, by, said=answer))
