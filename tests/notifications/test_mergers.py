"""Whoever comes along into the team that takes theirs over goes on to hear what is theirs."""

import pytest

from collab import clock, db
from collab.accounts.models import Anybody, Person
from collab.forming import actions as forming
from collab.notifications import actions
from collab.notifications.kinds import Kind, Pace
from collab.notifications.rhythm import Quiet
from collab.stages import actions as stages
from collab.teams import policy
from collab.teams.models import Team
from collab.updates import actions as updates
from tests.forming.test_leading import place
from tests.notifications.telling import derived, long_ago, mailed, to
from tests.stages.asked import ask_usual, seen
from tests.support.cast import Cast
from tests.support.post import delivered
from tests.teams.test_actions import newcomer
from tests.updates.written import a_post, on


def daily(*people: Person) -> None:
    for person in people:
        actions.choose(dict.fromkeys(Kind, Pace.DAILY), Quiet(), by=person)
    db.session.commit()


def merge(cast: Cast, times: int = 1) -> Team:
    """The team goes up in the other one; twice: that one in a third, too."""
    into = cast.other_team
    forming.merge(cast.team, into, by=cast.organiser, reason="Färre team.")
    if times == 2:
        db.session.commit()
        into = forming.start("Tredje", "Vi tar över.", is_open=True, by=place(newcomer(cast, "osby", 3)))
        db.session.flush()
        forming.merge(cast.other_team, into, by=cast.organiser, reason="Ännu färre.")
    derived()
    return into


@pytest.mark.parametrize("times", [1, 2])
def test_a_letter_that_waits_reaches_those_who_came_along(cast: Cast, times: int) -> None:
    ask_usual()
    stages.let_through(cast.project, "Ni är klara.", seen=seen(cast.project), by=cast.facilitator)
    into = merge(cast, times)
    forming.leave(into, by=place(cast.tourism), reason="Ny tjänst.")
    db.session.commit()
    sent = {one.to for one in delivered() if one.sent_at and one.template == "stages/mail/moved"}
    assert (cast.business.email in sent, cast.tourism.email in sent) == (True, False)


def test_who_was_once_added_hears_of_answers_after_a_merger_but_not_after_leaving(cast: Cast) -> None:
    stays, leaves = newcomer(cast, "osby"), cast.business
    forming.add(cast.team, place(stays), by=cast.organiser, reason="Behövs.")
    reports = [a_post(cast.project, person) for person in (stays, leaves)]
    long_ago()
    daily(stays, leaves)
    for report in reports:
        updates.comment(report, "Bra!", by=cast.other)
    derived()
    into = merge(cast)
    forming.leave(into, by=place(leaves), reason="Ny tjänst.")
    derived()
    with clock.at(on(5, 16, 8)):
        sent = mailed()
    assert ["kommenterade" in mail.text for mail in to(stays, sent)] == [True]
    assert not any("kommenterade" in mail.text for mail in to(leaves, sent))


def test_a_mention_by_the_old_name_is_mailed_after_a_merger(cast: Cast) -> None:
    report = a_post(cast.project, cast.culture)
    long_ago()
    daily(cast.business)
    updates.comment(report, "@sparet, hinner ni?", by=cast.other)
    derived()
    merge(cast)
    with clock.at(on(5, 16, 8)):
        (letter,) = to(cast.business, mailed())
    assert "hinner ni?" in letter.text


def test_only_what_went_up_in_ones_own_team_is_part_of_it(cast: Cast) -> None:
    def teams(person: Person) -> set[int]:
        return set(db.session.scalars(policy.part_of(Anybody(person.id, is_site_organiser=False))))

    third = merge(cast, 2)
    assert teams(cast.business) == teams(cast.other) == {cast.team.id, cast.other_team.id, third.id}
    assert teams(cast.facilitator) == set()
