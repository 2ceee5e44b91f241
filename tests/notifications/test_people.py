"""Who is around what the record speaks of, read for many of its rows at once."""

from datetime import timedelta

from collab import clock, db
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.contact import actions as contact
from collab.notifications import deriving
from collab.notifications.kinds import Kind
from collab.teams import actions as teams
from tests.forming.test_leading import place
from tests.notifications.telling import derived, long_ago, mailed, to, told
from tests.reviews import road
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.teams.test_actions import newcomer


def test_a_view_of_no_programme_is_told_to_who_organises_the_site(cast: Cast) -> None:
    cast.outsider.is_site_organiser = True
    contact.receive_view("Kartan?", programme=None, email="", language="sv")
    derived()
    assert told(cast.outsider) == [(Kind.WAITING, "view-received")]
    assert told(cast.organiser) == []
    with clock.at(clock.now() + timedelta(days=1)):
        assert len(to(cast.outsider, mailed())) == 1


def test_many_invitations_and_answers_to_points_take_as_many_statements_as_one(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    reviews = [road.review(cast.project, by) for by in (cast.facilitator, cast.colleague)]
    people = [newcomer(cast, "osby", number) for number in range(3)]
    counts = []
    for many in (1, 2):
        long_ago()
        for review in reviews[:many]:
            teams.invite(cast.team, place(people.pop()), "Kom!", by=cast.culture)
            activity.record(Verb.POINT_ANSWERED, road.points(review)[0], by=cast.culture)
        db.session.commit()
        db.session.expire_all()
        counts.append(statements_of(deriving.derive_next))
    assert counts[0] == counts[1]
