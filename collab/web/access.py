"""Who may reach which route: the audiences, and the gate in front of every view."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, cast

from flask import Flask, current_app, g, redirect, request, url_for
from flask_login import current_user as _current_user
from msgspec import Struct
from werkzeug.wrappers import Response

from collab.errors import Forbidden, NotFound

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Audience(StrEnum):
    """Who a route is for. Policies decide about the particular thing; the table says what to expect."""

    ANYONE = "anyone"
    SIGNED_IN = "signed-in"
    PROGRAMME = "programme"
    """Everybody with a place in the thing's programme."""
    PARTICIPANTS = "participants"
    """Everybody who takes part in the thing's programme."""
    NEWCOMER = "newcomer"
    """Who takes part, is not in the thing's team, and asks it or is asked by it."""
    TEAM = "team"
    """The thing's own team, and the programme's facilitators and organisers where it reads or asks."""
    MEMBERS = "members"
    """The thing's own team, nobody else."""
    MEMBERS_OR_ORGANISERS = "members-or-organisers"
    """The thing's own team, and the programme's organisers."""
    COORDINATOR = "coordinator"
    """Those who coordinate the thing's team."""
    FACILITATORS = "facilitators"
    """The programme's facilitators and organisers."""
    FACILITATORS_ALONE = "facilitators-alone"
    """The programme's facilitators, and no organiser."""
    REVIEWER = "reviewer"
    """A facilitator who may review the project."""
    AUTHOR = "author"
    """The one who wrote it."""
    PROPOSER = "proposer"
    """The one who proposed the idea, and the programme's organisers."""
    ORGANISERS = "organisers"


class Access(Struct, frozen=True):
    """One row of the access table."""

    audience: Audience
    refused: int = 404
    """What a signed-in person outside the audience gets; a visitor is sent to sign in."""
    known_to: Audience = Audience.PROGRAMME
    """Who may know of the thing. Everybody else gets 404 whatever `refused` says."""
    asks_policy: bool = True
    """Whether a write here must have asked a policy; public forms and one's own account have none to ask."""
    is_signed: bool = False
    """Whether a signed token in the address stands for the session: a mail program writes without a form."""


ANYONE = Access(Audience.ANYONE, asks_policy=False)
OWN = Access(Audience.SIGNED_IN, asks_policy=False)

AccessTable = Mapping[str, Access]
Explain = Callable[..., str]


def visitor() -> Any:
    """The signed-in person, or None. Features ask `accounts.visitor`, which knows the type."""
    return _current_user._get_current_object() if _current_user.is_authenticated else None


def authorize(policy: Callable[..., bool], *things: Any) -> None:
    """Ask `policy(person, *things)`. Raises Forbidden on no, NotFound for a visitor without an account.

    A policy may carry the sentence that tells why it says no, as its `refusal`.
    """
    g.policy_asked = True
    person = visitor()
    if person is None:
        raise NotFound("a visitor asked for a thing behind a policy")
    if not policy(person, *things):
        explain: Explain = current_app.extensions["collab-refusals"]
        said = explain(*things) or str(getattr(policy, "refusal", ""))
        raise Forbidden(f"{policy.__module__}.{policy.__name__} says no", said=said)


def install(app: Flask, table: AccessTable, explain: Explain) -> None:
    """Put the gate before every view: an endpoint that the table does not name is refused.

    `explain(*things)` says why nobody may do anything to them, or nothing.
    """
    app.extensions["collab-access"] = table
    app.extensions["collab-refusals"] = explain
    app.before_request(_gate)


def access_of(endpoint: str) -> Access | None:
    """The table's row of an endpoint."""
    table = cast("AccessTable", current_app.extensions["collab-access"])
    return table.get(endpoint)


def _gate() -> Response | None:
    if request.endpoint is None:
        return None
    access = access_of(request.endpoint)
    if access is None:
        raise LookupError(f"{request.endpoint} is not in the access table")
    if access.audience is Audience.ANYONE or visitor() is not None:
        return None
    if request.method in SAFE_METHODS:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    raise Forbidden("a write without a session: the page says to sign in and send again")
