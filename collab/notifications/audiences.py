"""Who is told of what, by verb, on one page; a test demands that every verb is decided."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from collab.activity.models import Verb
from collab.notifications.kinds import Kind
from collab.programmes.models import Role
from collab.updates.models import Kind as UpdateKind


class Audience(StrEnum):
    """Groups of people around a thing; `people.py` says who is in each."""

    TEAM = "team"
    COORDINATORS = "coordinators"
    FACILITATORS = "facilitators"
    ORGANISERS = "organisers"
    MENTIONED = "mentioned"
    """Who is named with an @, or whose team is; of a text that was changed whom no earlier one named."""
    ASKED = "asked"
    """The facilitators, when the update is a question: its team asks, and is told as of any update."""
    AUTHOR = "author"
    """Who wrote what is commented, or asked what is open again."""
    TALKERS = "talkers"
    """Who has commented it before."""
    CONCERNED = "concerned"
    """Whose request or invitation it is."""
    REVIEWER = "reviewer"


class Telling(NamedTuple):
    """An audience, and why it is told."""

    to: Audience
    kind: Kind


_TEAM = (Telling(Audience.TEAM, Kind.TEAM),)
_PROJECT = (Telling(Audience.TEAM, Kind.PROJECT),)
_REVIEW = (Telling(Audience.TEAM, Kind.REVIEW),)
_NOBODY: tuple[Telling, ...] = ()

TOLD: Mapping[Verb, tuple[Telling, ...]] = {
    Verb.TEAM_FORMED: _TEAM,
    Verb.JOINED: _TEAM,
    Verb.TEAM_CHANGED: _TEAM,
    Verb.JOIN_ASKED: (Telling(Audience.COORDINATORS, Kind.WAITING),),
    Verb.JOIN_ANSWERED: (Telling(Audience.CONCERNED, Kind.TEAM),),
    Verb.INVITED: (Telling(Audience.CONCERNED, Kind.WAITING),),
    Verb.INVITATION_ANSWERED: (Telling(Audience.COORDINATORS, Kind.TEAM),),
    Verb.PROJECT_STARTED: _PROJECT,
    Verb.SUMMARY_EDITED: _PROJECT,
    Verb.PLAN_EDITED: _PROJECT,
    Verb.PLAN_NAMED: _PROJECT,
    Verb.ANCHORING_EDITED: _PROJECT,
    Verb.MILESTONE_ADDED: _PROJECT,
    Verb.MILESTONE_MOVED: _PROJECT,
    Verb.MILESTONE_GIVEN_UP: _PROJECT,
    Verb.MILESTONE_DONE: _PROJECT,
    Verb.FILE_ADDED: _PROJECT,
    Verb.CONSENT_WITHDRAWN: _PROJECT,
    Verb.STAGE_REACHED: _PROJECT,
    Verb.STAGE_RETURNED: _PROJECT,
    Verb.SHOWCASE_PUBLISHED: _PROJECT,
    Verb.SHOWCASE_UNPUBLISHED: _PROJECT,
    Verb.UPDATE_POSTED: (
        Telling(Audience.MENTIONED, Kind.MENTION),
        Telling(Audience.ASKED, Kind.QUESTION),
        Telling(Audience.TEAM, Kind.PROJECT),
    ),
    Verb.UPDATE_EDITED: (Telling(Audience.MENTIONED, Kind.MENTION),),
    Verb.COMMENTED: (
        Telling(Audience.MENTIONED, Kind.MENTION),
        Telling(Audience.AUTHOR, Kind.ANSWER),
        Telling(Audience.TALKERS, Kind.ANSWER),
        Telling(Audience.TEAM, Kind.PROJECT),
    ),
    Verb.COMMENT_EDITED: (Telling(Audience.MENTIONED, Kind.MENTION),),
    Verb.QUESTION_ANSWERED: (
        Telling(Audience.AUTHOR, Kind.ANSWER),
        Telling(Audience.TALKERS, Kind.ANSWER),
    ),
    Verb.QUESTION_REOPENED: (Telling(Audience.AUTHOR, Kind.ANSWER),),
    Verb.SUBMITTED: (Telling(Audience.FACILITATORS, Kind.REVIEW), Telling(Audience.TEAM, Kind.REVIEW)),
    Verb.REVIEWER_ASSIGNED: (Telling(Audience.REVIEWER, Kind.WAITING),),
    Verb.REVIEWS_RELEASED: (Telling(Audience.TEAM, Kind.WAITING),),
    Verb.POINT_ANSWERED: (Telling(Audience.REVIEWER, Kind.REVIEW),),
    Verb.ANSWERS_READ: _REVIEW,
    Verb.APPROVED: _REVIEW,
    Verb.APPROVAL_WITHDRAWN: _REVIEW,
    Verb.VIEW_RECEIVED: (Telling(Audience.ORGANISERS, Kind.WAITING),),
    # What nobody needs to hear of: work on the site, small steps, what is in confidence.
    Verb.PROGRAMME_IMPORTED: _NOBODY,
    Verb.DAY_CHANGED: _NOBODY,
    Verb.ENROLLED: _NOBODY,
    Verb.ORGANISER_APPOINTED: _NOBODY,
    Verb.ADDRESS_CORRECTED: _NOBODY,
    Verb.RULES_CHANGED: _NOBODY,
    Verb.PLAN_DEFINED: _NOBODY,
    Verb.RHYTHM_SET: _NOBODY,
    Verb.JOIN_WITHDRAWN: _NOBODY,
    Verb.INVITATION_WITHDRAWN: _NOBODY,
    Verb.IDEA_PROPOSED: _NOBODY,
    Verb.IDEA_CHANGED: _NOBODY,
    Verb.IDEA_WITHDRAWN: _NOBODY,
    Verb.MILESTONE_CHANGED: _NOBODY,
    Verb.MILESTONE_BEGUN: _NOBODY,
    Verb.FILE_CAME: _NOBODY,
    Verb.FILE_CHANGED: _NOBODY,
    Verb.FILE_REMOVED: _NOBODY,
    Verb.STRAND_OPENED: _NOBODY,
    Verb.STRAND_CHANGED: _NOBODY,
    Verb.STRAND_CLOSED: _NOBODY,
    Verb.STRAND_MOVED: _NOBODY,
    Verb.UPDATE_WITHDRAWN: _NOBODY,
    Verb.REVIEW_STARTED: _NOBODY,
    Verb.REVIEW_SUBMITTED: _NOBODY,
    Verb.REVIEWER_REMOVED: _NOBODY,
    Verb.TIE_DECLARED: _NOBODY,
    Verb.SHOWCASE_EDITED: _NOBODY,
    Verb.VIEW_ANSWERED: _NOBODY,
    Verb.COMMENT_WITHDRAWN: _NOBODY,
    Verb.REPORT_ACKNOWLEDGED: _NOBODY,
    Verb.STALL_SNOOZED: _NOBODY,
    Verb.STALL_WOKEN: _NOBODY,
    Verb.MESSAGE_SENT: _NOBODY,
}
"""In each row the first audience that somebody is in says why that person is told."""


def told_of(verb: Verb, detail: Mapping[str, Any]) -> tuple[Telling, ...]:
    """Who is told of what is recorded so, and why: an update that became a question asks as a new one."""
    asks = verb is Verb.UPDATE_EDITED and detail.get("became") == UpdateKind.QUESTION
    return (*TOLD[verb], Telling(Audience.ASKED, Kind.QUESTION)) if asks else TOLD[verb]


_OF_TEAM = frozenset({Audience.TEAM, Audience.COORDINATORS})


def told_as_member() -> dict[Kind, frozenset[Verb]]:
    """Of each kind the verbs that somebody is told of as one of the team, or as one who leads."""
    found: dict[Kind, frozenset[Verb]] = {}
    for verb, tellings in TOLD.items():
        for telling in tellings:
            if telling.to in _OF_TEAM:
                found[telling.kind] = found.get(telling.kind, frozenset()) | {verb}
    return found


_ANYBODY = frozenset(Role)
_REACHED: Mapping[Audience, frozenset[Role]] = {
    Audience.TEAM: frozenset({Role.PARTICIPANT}),
    Audience.COORDINATORS: frozenset({Role.PARTICIPANT}),
    Audience.FACILITATORS: frozenset({Role.FACILITATOR}),
    Audience.ORGANISERS: frozenset({Role.ORGANISER}),
    Audience.MENTIONED: _ANYBODY,
    Audience.ASKED: frozenset({Role.FACILITATOR}),
    Audience.AUTHOR: frozenset({Role.PARTICIPANT}),
    Audience.TALKERS: _ANYBODY,
    Audience.CONCERNED: frozenset({Role.PARTICIPANT}),
    Audience.REVIEWER: frozenset({Role.FACILITATOR}),
}
"""In which roles somebody can be in an audience; who is in a team is in it as one who takes part."""


def kinds_for(roles: Collection[Role]) -> frozenset[Kind]:
    """The kinds of what somebody with these roles can be told; every kind where there is no role yet."""
    if not roles:
        return frozenset(Kind)
    every = {telling for tellings in TOLD.values() for telling in tellings}
    found = {telling.kind for telling in every if not _REACHED[telling.to].isdisjoint(roles)}
    return frozenset(found | {Kind.REMINDER} if Role.PARTICIPANT in roles else found)


_WITH_A_LETTER = frozenset(
    {
        Verb.JOIN_ASKED,
        Verb.JOIN_ANSWERED,
        Verb.INVITED,
        Verb.INVITATION_ANSWERED,
        Verb.TEAM_CHANGED,
        Verb.REVIEWER_ASSIGNED,
        Verb.REVIEWS_RELEASED,
        Verb.STAGE_RETURNED,
    }
)


_OF_LETTERS: Mapping[str, Kind] = {
    "teams/mail/told": Kind.TEAM,
    "divisions/mail/placed": Kind.TEAM,
    "divisions/mail/undone": Kind.TEAM,
    "reviews/mail/assigned": Kind.WAITING,
    "reviews/mail/released": Kind.WAITING,
    "stages/mail/moved": Kind.PROJECT,
}
_ASKING = frozenset({"asked", "invited"})
"""What a team's letter tells, where it waits for its reader."""


def kind_of_letter(template: str, values: Mapping[str, Any]) -> Kind | None:
    """Of which kind is what a deed's own letter tells; None for letters that are of no notice."""
    kind = _OF_LETTERS.get(template)
    return Kind.WAITING if kind is Kind.TEAM and values.get("what") in _ASKING else kind


def has_a_letter(verb: Verb, detail: Mapping[str, Any]) -> bool:
    """Whether those concerned got a letter of its own with the deed, which no mail about notices repeats."""
    return verb in _WITH_A_LETTER or detail.get("way") == "let-through"
