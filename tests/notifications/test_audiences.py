"""Who is told of what, and that nobody is told of what that one may not know any more."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.contact import actions as contact
from collab.mail.models import Mail
from collab.notifications import actions, mailing, queries
from collab.notifications.audiences import TOLD, Audience
from collab.notifications.kinds import Kind, Pace
from collab.notifications.rhythm import Quiet
from collab.reviews import actions as reviews
from collab.teams.models import Invitation
from collab.updates import actions as updates
from collab.updates.models import Kind as UpdateKind
from collab.updates.models import Update, Visibility
from tests.notifications.telling import (
    Told,
    derived,
    known_update,
    leave_the_programme,
    leave_the_team,
    long_ago,
    mailed,
    told,
)
from tests.reviews.road import hand_in, points, released, review, the_round
from tests.support.cast import Cast
from tests.teams.test_actions import newcomer
from tests.teams.test_policy import ask
from tests.updates.written import WHOLE, a_post

Deed = Callable[[Cast], object]
TEAM = ("culture", "business", "tourism", "second")


def heard(*handles: str, kind: Kind, verb: Verb) -> dict[str, list[Told]]:
    return {handle: [(kind, verb.value)] for handle in handles}


def everybody_told() -> dict[str, list[Told]]:
    """What each who is told something reads, by handle."""
    derived()
    by_handle = {person.handle: told(person) for person in db.session.scalars(select(Person))}
    return {handle: items for handle, items in by_handle.items() if items}


def edited(cast: Cast) -> None:
    activity.record(Verb.SUMMARY_EDITED, cast.project, by=cast.tourism)


def joined(cast: Cast) -> None:
    activity.record(Verb.JOINED, cast.team, by=cast.second)


def asked_to_join(cast: Cast) -> None:
    person = newcomer(cast, "osby")
    activity.record(Verb.JOIN_ASKED, ask(person, cast.team), by=person)


def answered_the_request(cast: Cast) -> None:
    request = ask(cast.other, cast.team)
    activity.record(Verb.JOIN_ANSWERED, request, by=cast.culture, answer="accepted")


def _invitation(cast: Cast) -> Invitation:
    request = ask(cast.other, cast.other_team)
    invitation = Invitation(team=cast.team, membership=request.membership, message="Join us", by=cast.culture)
    db.session.delete(request)
    db.session.add(invitation)
    db.session.flush()
    return invitation


def invited(cast: Cast) -> None:
    activity.record(Verb.INVITED, _invitation(cast), by=cast.culture)


def answered_the_invitation(cast: Cast) -> None:
    activity.record(Verb.INVITATION_ANSWERED, _invitation(cast), by=cast.other, answer="accepted")


def posted(cast: Cast) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="@facilitator, @outsider and @nobody: done."))


def asked_a_question(cast: Cast) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, kind=UpdateKind.QUESTION))


def commented(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "I have.", by=cast.other)
    long_ago()
    updates.comment(update, "@organiser, when?", by=cast.business)


def marked_the_answer(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, replace(WHOLE, kind=UpdateKind.QUESTION))
    answer = updates.comment(update, "So.", by=cast.other)
    long_ago()
    updates.mark_answer(answer, by=cast.tourism)


def handed_in(cast: Cast) -> None:
    hand_in(cast.other_project, cast.other)


def appointed(cast: Cast) -> None:
    hand_in(cast.project, cast.culture)
    long_ago()
    reviews.assign(cast.project, the_round(), reviewer=cast.colleague, by=cast.organiser)


def released_to_the_team(cast: Cast) -> None:
    hand_in(cast.project, cast.culture)
    review(cast.project, cast.facilitator)
    long_ago()
    review(cast.project, cast.colleague, points=())


def answered_a_point(cast: Cast) -> None:
    first, _second = released(cast)
    long_ago()
    activity.record(Verb.POINT_ANSWERED, points(first)[0], by=cast.culture)


def wrote_to_the_organisers(cast: Cast) -> None:
    contact.receive_view("Kartan?", programme=cast.programme, email="", language="sv")


WHO = [
    (edited, heard("culture", "business", "second", kind=Kind.PROJECT, verb=Verb.SUMMARY_EDITED)),
    (joined, heard("culture", "business", "tourism", kind=Kind.TEAM, verb=Verb.JOINED)),
    (asked_to_join, heard("culture", kind=Kind.WAITING, verb=Verb.JOIN_ASKED)),
    (answered_the_request, heard("other", kind=Kind.TEAM, verb=Verb.JOIN_ANSWERED)),
    (invited, heard("other", kind=Kind.WAITING, verb=Verb.INVITED)),
    (answered_the_invitation, heard("culture", kind=Kind.TEAM, verb=Verb.INVITATION_ANSWERED)),
    (
        posted,
        heard("facilitator", kind=Kind.MENTION, verb=Verb.UPDATE_POSTED)
        | heard("business", "tourism", "second", kind=Kind.PROJECT, verb=Verb.UPDATE_POSTED),
    ),
    (
        asked_a_question,
        heard("facilitator", "colleague", kind=Kind.QUESTION, verb=Verb.UPDATE_POSTED)
        | heard("business", "tourism", "second", kind=Kind.PROJECT, verb=Verb.UPDATE_POSTED),
    ),
    (
        commented,
        heard("organiser", kind=Kind.MENTION, verb=Verb.COMMENTED)
        | heard("culture", "other", kind=Kind.ANSWER, verb=Verb.COMMENTED)
        | heard("tourism", "second", kind=Kind.PROJECT, verb=Verb.COMMENTED),
    ),
    (marked_the_answer, heard("culture", "other", kind=Kind.ANSWER, verb=Verb.QUESTION_ANSWERED)),
    (handed_in, heard("facilitator", "colleague", kind=Kind.REVIEW, verb=Verb.SUBMITTED)),
    (appointed, heard("colleague", kind=Kind.WAITING, verb=Verb.REVIEWER_ASSIGNED)),
    (released_to_the_team, heard(*TEAM, kind=Kind.WAITING, verb=Verb.REVIEWS_RELEASED)),
    (answered_a_point, heard("facilitator", kind=Kind.REVIEW, verb=Verb.POINT_ANSWERED)),
    (wrote_to_the_organisers, heard("organiser", kind=Kind.WAITING, verb=Verb.VIEW_RECEIVED)),
]  # fmt: skip


@pytest.mark.parametrize(("deed", "wanted"), WHO, ids=[deed.__name__ for deed, _ in WHO])
def test_those_whom_it_concerns_are_told_and_nobody_else(
    cast: Cast, deed: Deed, wanted: dict[str, list[Told]]
) -> None:
    deed(cast)
    assert everybody_told() == wanted


def test_every_audience_is_among_these() -> None:
    verbs = {verb for _, wanted in WHO for items in wanted.values() for _, verb in items}
    assert {telling.to for verb in verbs for telling in TOLD[Verb(verb)]} == set(Audience)


def out_of_the_team(cast: Cast) -> Person:
    """Somebody who is told of what is for the team alone, and leaves it."""
    leave_the_team(cast.tourism)
    return cast.tourism


def out_of_the_programme(cast: Cast) -> Person:
    """Somebody whose place in the programme is taken away."""
    leave_the_programme(cast.other)
    return cast.other


def narrowed(cast: Cast) -> Person:
    """Somebody outside the team who is mentioned in what becomes the team's alone."""
    for update in db.session.scalars(select(Update)):
        update.visibility = Visibility.TEAM
    db.session.commit()
    return cast.other


def withdrawn(cast: Cast) -> Person:
    """Somebody who is mentioned in what is withdrawn."""
    for update in db.session.scalars(select(Update)):
        updates.withdraw(update, by=cast.culture)
    db.session.commit()
    return cast.other


LOST = [
    (out_of_the_team, "tourism"),
    (out_of_the_programme, "other"),
    (narrowed, "other"),
    (withdrawn, "other"),
]


def told_at_once(cast: Cast, handle: str) -> None:
    """Mention somebody in what they may know: the team's member in the team's, others in the programme's."""
    person = getattr(cast, handle)
    actions.choose(dict.fromkeys(Kind, Pace.AT_ONCE), Quiet(), by=person)
    seen = Visibility.TEAM if handle == "tourism" else Visibility.PROGRAMME
    a_post(cast.project, cast.culture, replace(WHOLE, text=f"@{handle}?"), visibility=seen)
    db.session.commit()


def letters_to(person: Person) -> list[Mail]:
    return list(db.session.scalars(select(Mail).where(Mail.to == person.email)))


@pytest.mark.parametrize(("lose", "handle"), LOST)
def test_what_one_may_not_know_any_more_is_not_shown(
    cast: Cast, lose: Callable[[Cast], Person], handle: str
) -> None:
    told_at_once(cast, handle)
    derived()
    before = len(told(getattr(cast, handle)))
    person = lose(cast)
    assert (before, told(person), queries.unread(person)) == (1, [], [])


@pytest.mark.parametrize(("lose", "handle"), LOST)
def test_what_one_may_not_know_any_more_is_not_written(
    cast: Cast, lose: Callable[[Cast], Person], handle: str
) -> None:
    told_at_once(cast, handle)
    derived()
    person = lose(cast)
    while mailing.write_next():
        pass
    assert letters_to(person) == []


@pytest.mark.parametrize(("lose", "handle"), LOST)
def test_what_one_may_not_know_any_more_does_not_go_out_though_it_was_written(
    cast: Cast, lose: Callable[[Cast], Person], handle: str
) -> None:
    told_at_once(cast, handle)
    derived()
    assert mailing.write_next()
    written = len(letters_to(getattr(cast, handle)))
    person = lose(cast)
    mailed()
    assert (written, letters_to(person)) == (1, [])


@pytest.mark.parametrize(("lose", "handle"), LOST)
def test_who_lost_it_before_anybody_was_told_hears_nothing(
    cast: Cast, lose: Callable[[Cast], Person], handle: str
) -> None:
    told_at_once(cast, handle)
    person = lose(cast)
    derived()
    mailed()
    assert (told(person), letters_to(person)) == ([], [])
