"""Letters that wait, that were written before, and those that deeds write themselves."""

from datetime import timedelta

from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.forming import actions as forming
from collab.mail.models import Mail
from collab.notifications import actions, mailing
from collab.notifications.kinds import Kind, Pace
from collab.notifications.rhythm import Quiet
from collab.programmes import queries as programmes
from collab.updates import actions as updates
from tests.notifications.telling import derived, known_update, mailed, to
from tests.support.cast import Cast
from tests.support.post import delivered
from tests.updates.written import on


def test_as_long_as_a_letter_waits_it_tells_what_is_new_and_no_other_is_written(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@tourism, look", by=cast.business)
    derived()
    assert (mailing.write_next(), mailing.write_next()) == (True, False)
    with clock.at(clock.now() + timedelta(minutes=20)):
        updates.comment(update, "@tourism, and now?", by=cast.business)
        derived()
        (letter,) = to(cast.tourism, mailed())
        assert ("and now?" in letter.text, "en händelse till" in letter.text) == (True, True)
        assert to(cast.tourism, mailed()) == [letter]


def test_what_comes_while_its_letter_is_under_way_goes_out_a_moment_later(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@tourism, look", by=cast.business)
    derived()
    mailing.write_next()
    under_way = db.session.scalars(select(Mail).where(Mail.to == cast.tourism.email)).one()
    under_way.claimed_until = clock.real() + timedelta(minutes=5)
    with clock.at(clock.now() + timedelta(minutes=20)):
        updates.comment(update, "@tourism, and now?", by=cast.business)
        derived()
        assert (mailing.write_next(), mailing.write_next()) == (True, False)
        assert db.session.scalars(select(Mail).where(Mail.to == cast.tourism.email)).all() == [under_way]
        under_way.sent_at, under_way.claimed_until = clock.real(), None
    with clock.at(clock.now() + timedelta(minutes=21)):
        assert len(to(cast.tourism, mailed())) == 2


def test_a_letter_counts_nothing_that_an_earlier_one_has_told(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    said = (["@tourism, look", "And this."], ["@tourism, and now?"], ["Well.", "@tourism, the last"])
    for hour, texts in enumerate(said, 9):
        with clock.at(on(5, 16, hour)):
            for text in texts:
                updates.comment(update, text, by=cast.business)
            derived()
            mailed()
    letters = [mail.text.splitlines()[3:5] for mail in to(cast.tourism, mailed())]
    whole = "- Näringslivschef, Karlskrona nämnde dig i en kommentar: Öppna dörrar, 15 maj"
    one_more = f"{whole}, och en händelse till om samma sak"
    assert letters == [
        [one_more, "  ”@Turistchef, Höganäs, look”"],
        [whole, "  ”@Turistchef, Höganäs, and now?”"],
        [one_more, "  ”@Turistchef, Höganäs, the last”"],
    ]


def _sent_of_the_team(person: Person) -> list[Mail]:
    return [mail for mail in to(person, delivered()) if mail.template == "teams/mail/told"]


def test_a_deeds_own_letter_goes_to_nobody_who_wants_none_of_its_kind(cast: Cast) -> None:
    actions.choose({Kind.TEAM: Pace.NEVER}, Quiet(), by=cast.business)
    forming.leave(cast.team, by=programmes.place_of(cast.second, cast.programme.id), reason="")
    db.session.commit()
    assert [len(_sent_of_the_team(one)) for one in (cast.business, cast.tourism)] == [0, 1]


def test_a_deeds_own_letter_waits_for_the_end_of_quiet_hours(cast: Cast) -> None:
    with clock.at(on(5, 16, 22)):
        forming.leave(cast.team, by=programmes.place_of(cast.second, cast.programme.id), reason="")
        db.session.commit()
        assert [mail.sent_at for mail in _sent_of_the_team(cast.tourism)] == [None]
        waiting = db.session.scalars(select(Mail).where(Mail.to == cast.tourism.email)).one()
        assert abs(clock.site_of(waiting.due_at) - on(5, 17, 7)) < timedelta(seconds=5)
