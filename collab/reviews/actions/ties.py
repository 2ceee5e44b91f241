"""A tie (jäv) is declared: whoever has it judges the project no more."""

from collections.abc import Sequence

from collab import db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.projects.models import Project
from collab.reviews import policy, queries
from collab.reviews.actions.locks import lock_reviews, lock_submissions
from collab.reviews.actions.seats import vacate
from collab.reviews.models import Exclusion, Review
from collab.text import _


def declare_tie(project: Project, person: Person, *, reason: str, by: Person) -> Exclusion:
    """Keep the person from judging the project, whose seat is free again and whose own draft is let go.

    Raises RuleViolation without a reason, for a tie that there is, after a review of the open round is
    handed in, and on somebody else's behalf once that person has begun to write.
    """
    if not reason.strip():
        raise RuleViolation(_("Say what the tie is."))
    lock_submissions(project)
    db.hold(project)
    if policy.tie_of(person, project) is not None:
        raise RuleViolation(
            _("You have a tie to this project already.")
            if person == by
            else _("%(who)s has a tie to the project already.", who=person.name)
        )
    reviews = lock_reviews(project, person)
    _refuse_judged(reviews, person, by)
    for review in reviews:
        if review.is_draft:
            vacate(review)
    tie = Exclusion(project=project, person=person, reason=reason.strip())
    db.session.add(tie)
    activity.record(Verb.TIE_DECLARED, project, by=by)
    return tie


def _refuse_judged(reviews: Sequence[Review], person: Person, by: Person) -> None:
    if any(not r.is_draft and queries.release_of(r.project, r.round) is None for r in reviews):
        raise RuleViolation(
            _("You have already handed in your review of this round, and it stands. Talk to an organiser.")
            if person == by
            else _("%(who)s has already handed in a review of this round, and it stands.", who=person.name)
        )
    if person != by and any(r.is_draft and r.saved_at is not None for r in reviews):
        raise RuleViolation(
            _("%(who)s has begun to write, and declares the tie without you.", who=person.name)
        )
