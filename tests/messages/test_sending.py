"""A message goes out by the worker: one copy each, nothing lost or doubled, asked again at the end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, event, select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.mail import delivery
from collab.mail.delivery import MOST_ATTEMPTS, Office
from collab.mail.models import Mail
from collab.mail.transport import Smtp
from collab.messages import actions, queries
from collab.messages.jobs import hand_over_next
from collab.messages.models import Copy, Message
from collab.messages.selections import Selection, State
from collab.teams.models import TeamMember
from collab.web.letters import render
from tests.forming.test_leading import place
from tests.mail.conftest import MailServer
from tests.messages.letters import a_draft, copies, given_up
from tests.support.cast import Cast
from tests.support.post import delivered
from tests.updates.written import a_post, on


class Died(Exception):
    """The worker did not come further."""


@contextmanager
def dying_at(statement: str) -> Iterator[None]:
    """Let the process end before a statement that begins so."""

    def die(_connection: object, _cursor: object, sent: str, *_rest: object) -> None:
        if sent.startswith(statement):
            raise Died(statement)

    event.listen(db.engine(), "before_cursor_execute", die)
    try:
        yield
    finally:
        event.remove(db.engine(), "before_cursor_execute", die)


def sent(cast: Cast, selection: Selection | None = None) -> Message:
    """A message whose time has come."""
    message = a_draft(cast, selection) if selection else a_draft(cast)
    actions.send(message, clock.now(), seen=message.version, by=cast.facilitator)
    db.session.commit()
    return message


def work() -> int:
    """Let the worker do what there is. Returns how often there was something."""
    return sum(1 for _ in iter(hand_over_next, False))


def leave_the_team(person: Person) -> None:
    db.session.execute(delete(TeamMember).where(TeamMember.membership_id == place(person).id))


def leave_the_programme(person: Person) -> None:
    leave_the_team(person)
    db.session.delete(place(person))


def mailed() -> list[str]:
    return sorted(db.session.scalars(select(Mail.to)))


TEAM = ["business@example.org", "culture@example.org", "second@example.org", "tourism@example.org"]


def test_everybody_gets_one_copy_in_their_own_name(cast: Cast) -> None:
    message = sent(cast)
    assert (work(), work()) == (1, 0)
    assert mailed() == TEAM
    values = db.session.scalars(select(Mail.values).where(Mail.to == "business@example.org")).one()
    assert values["text"] == "Hello Head of business, Karlskrona in Karlskrona!"
    assert values["html"] == "<p>Hello <strong>Head of business, Karlskrona</strong> in Karlskrona!</p>\n"
    assert (values["by"], values["reply_to"]) == ("Processledare, Region", "facilitator@example.org")
    db.session.refresh(message)
    assert message.sent_at is not None
    verbs = db.session.scalars(select(Activity.verb).where(Activity.by_id == cast.facilitator.id))
    assert list(verbs) == [Verb.MESSAGE_SENT]


def test_the_subject_is_filled_in_as_the_text_is(cast: Cast) -> None:
    message = a_draft(cast, words=actions.Words("{Kommun}: {namn}", "Hello!"))
    actions.send(message, clock.now(), seen=1, by=cast.facilitator)
    db.session.commit()
    work()
    assert "Karlskrona: Näringslivschef, Karlskrona" in [mail.subject for mail in delivered()]


def test_a_place_is_filled_in_the_language_of_its_word_whoever_reads(cast: Cast) -> None:
    cast.business.language = "en"
    actions.send(
        a_draft(cast, words=actions.Words("Till {namn}", "Hi {name}")),
        clock.now(),
        seen=1,
        by=cast.facilitator,
    )
    db.session.commit()
    work()
    (mail,) = [mail for mail in delivered() if mail.to == "business@example.org"]
    assert mail.subject == "Till Näringslivschef, Karlskrona"
    assert '<div lang="sv"><p>Hi Head of business, Karlskrona</p>' in mail.html


def test_many_copies_go_out_in_several_transactions(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 2)
    sent(cast)
    assert work() == 3
    assert mailed() == TEAM


def test_own_words_go_to_its_person_and_who_is_left_out_gets_nothing(cast: Cast) -> None:
    message = a_draft(cast)
    first, second, *_ = copies(message)
    actions.reword_copy(first, actions.Words("To {namn}", "Only you, {namn}."), seen=1)
    actions.leave_out(second, is_left_out=True, seen=2)
    actions.reword(message, actions.Words("New", "To all"), seen=3)
    actions.send(message, clock.now(), seen=message.version, by=cast.facilitator)
    db.session.commit()
    work()
    said = sorted((values["subject"], values["text"]) for values in db.session.scalars(select(Mail.values)))
    name = first.membership.person.name.sv
    assert said == [("New", "To all"), ("New", "To all"), (f"To {name}", f"Only you, {name}.")]


def test_a_scheduled_message_waits_for_its_time(cast: Cast) -> None:
    message = a_draft(cast)
    actions.send(message, clock.now() + timedelta(hours=1), seen=message.version, by=cast.facilitator)
    db.session.commit()
    assert (work(), mailed()) == (0, [])
    with clock.at(clock.now() + timedelta(hours=1, seconds=1)):
        assert work() == 1
    assert mailed() == TEAM


def test_who_has_left_the_team_by_then_gets_nothing(cast: Cast) -> None:
    sent(cast)
    leave_the_team(cast.tourism)
    db.session.commit()
    work()
    assert mailed() == [one for one in TEAM if one != "tourism@example.org"]
    assert db.session.scalars(select(Copy.is_passed_over).where(Copy.mail_id.is_(None))).all() == [True]


def test_who_has_left_the_programme_by_then_gets_nothing(cast: Cast) -> None:
    sent(cast, Selection(sectors=("tourism",)))
    leave_the_programme(cast.tourism)
    db.session.commit()
    work()
    assert mailed() == []


@pytest.mark.parametrize("leave", [leave_the_team, leave_the_programme])
def test_who_leaves_while_the_copy_waits_with_the_mail_gets_nothing(
    cast: Cast, leave: Callable[[Person], None]
) -> None:
    message = sent(cast)
    work()
    leave(cast.tourism)
    db.session.commit()
    assert sorted(mail.to for mail in delivered()) == [one for one in TEAM if one != "tourism@example.org"]
    there = {copy.membership.person.handle: copy.is_passed_over for copy in copies(message)}
    stayed = {"culture": False, "business": False, "second": False}
    assert there == (stayed | {"tourism": True} if leave is leave_the_team else stayed)


def test_who_leaves_a_team_that_stood_still_while_the_copy_waits_with_the_mail_gets_nothing(
    cast: Cast,
) -> None:
    a_post(cast.project, cast.culture, at=on(1, 15))
    message = sent(cast, Selection(state=State.STANDS_STILL))
    work()
    leave_the_team(cast.tourism)
    a_post(cast.project, cast.culture)
    db.session.commit()
    went = ["business@example.org", "culture@example.org", "other@example.org", "second@example.org"]
    assert sorted(mail.to for mail in delivered()) == went
    passed = [copy.membership.person.handle for copy in copies(message) if copy.is_passed_over]
    progress = queries.copies(message, viewer=cast.facilitator).progress
    assert (passed, progress.going, progress.gone) == (["tourism"], 4, 4)


def test_a_copy_that_was_handed_over_before_its_teams_were_noted_goes_out(cast: Cast) -> None:
    a_post(cast.project, cast.culture, at=on(1, 15))
    sent(cast, Selection(state=State.STANDS_STILL))
    work()
    for mail in db.session.scalars(select(Mail)):
        mail.values = {key: value for key, value in mail.values.items() if key != "in_one_of"}
    db.session.commit()
    assert len(delivered()) == 5


def test_whether_a_copy_is_still_for_its_person_asks_of_nobody_else(cast: Cast) -> None:
    first = copies(sent(cast, Selection(roles=("participant",))))[0]
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, said: str, values: Any, *_rest: object) -> None:
        asked.append((said, tuple(values.values() if isinstance(values, dict) else values)))

    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        assert queries.is_still_for(first)
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)
    (wanted,) = [(said, values) for said, values in asked if "membership.role IN" in said]
    assert "membership.id = " in wanted[0]
    assert first.membership_id in wanted[1]


@pytest.mark.parametrize("statement", ["INSERT INTO mail", "UPDATE message_copy", "UPDATE message "])
def test_a_crash_on_the_way_loses_and_doubles_nothing(cast: Cast, statement: str) -> None:
    sent(cast)
    with dying_at(statement), pytest.raises(Died):
        hand_over_next()
    db.session.rollback()
    assert mailed() == []
    work()
    assert mailed() == TEAM


def test_what_is_on_its_way_can_no_longer_be_changed(cast: Cast) -> None:
    message = sent(cast)
    first = copies(message)[0]
    attempts: list[Callable[[], object]] = [
        lambda: actions.reword(message, actions.Words("x", "y"), seen=1),
        lambda: actions.reword_copy(first, actions.Words("x", "y"), seen=1),
        lambda: actions.leave_out(first, is_left_out=True, seen=1),
        lambda: actions.send(message, clock.now(), seen=message.version, by=cast.facilitator),
        lambda: actions.hold(message),
        lambda: actions.discard(message, seen=1),
    ]
    for attempt in attempts:
        with pytest.raises(RuleViolation, match="är på väg"):
            attempt()


def test_a_scheduled_message_can_become_a_draft_again(cast: Cast) -> None:
    message = a_draft(cast)
    actions.send(message, clock.now() + timedelta(hours=1), seen=message.version, by=cast.facilitator)
    actions.hold(message)
    assert message.is_draft


def test_nothing_is_sent_where_everybody_is_left_out(cast: Cast) -> None:
    message = a_draft(cast, Selection(teams=("ensam",)))
    actions.leave_out(copies(message)[0], is_left_out=True, seen=1)
    with pytest.raises(RuleViolation, match="Alla är undantagna"):
        actions.send(message, clock.now(), seen=message.version, by=cast.facilitator)


def test_a_draft_is_thrown_away_with_its_copies(cast: Cast) -> None:
    actions.discard(a_draft(cast), seen=1)
    db.session.commit()
    assert (db.session.scalars(select(Message)).all(), db.session.scalars(select(Copy)).all()) == ([], [])


def test_a_copy_that_was_given_up_is_tried_again_as_the_same_mail(cast: Cast) -> None:
    message = sent(cast)
    work()
    first = copies(message)[0]
    with pytest.raises(RuleViolation, match="väntar inte på ett nytt försök"):
        actions.retry(first)
    before = dict(first.mail.values) if first.mail else {}
    given_up(first)
    db.session.commit()
    actions.retry(first)
    db.session.commit()
    mail = db.session.get_one(Mail, first.mail_id)
    assert (mail.attempts, mail.failure, mail.values) == (0, "", before)


def test_a_message_reaches_a_mail_server_that_first_refuses(
    cast: Cast, mail_server: Callable[..., MailServer]
) -> None:
    def office(server: MailServer) -> Office:
        return Office(render, Smtp(server.url, 5), "Collab <noreply@example.org>", "collab.example")

    message = sent(cast, Selection(teams=("ensam",)))
    work()
    copy = copies(message)[0]
    assert delivery.deliver_next(office(mail_server("refuse")))
    db.session.expire_all()
    mail = db.session.get_one(Mail, copy.mail_id)
    assert mail.attempts == MOST_ATTEMPTS
    with db.transaction():
        actions.retry(db.session.get_one(Copy, copy.id))
    takes = mail_server()
    assert delivery.deliver_next(office(takes))
    (kept,) = takes.kept
    assert kept["To"] == "other@example.org"
    assert kept["Message-ID"] == f"<{mail.key}@collab.example>"
    assert (kept["Reply-To"], kept["List-Unsubscribe"]) == ("facilitator@example.org", None)
    html = kept.get_body(("html",))
    assert html is not None
    assert "Hello <strong>Head of business, Simrishamn</strong> in Simrishamn!" in html.get_content()
