"""Whom an applied proposal concerns without giving them a place: they are written to as well."""

from sqlalchemy import delete, select

from collab import db
from collab.divisions.asking import Stay
from collab.forming import actions as forming
from collab.mail.models import Mail
from tests.divisions.drafts import drafted, kept
from tests.divisions.people import asked, newcomers, search
from tests.divisions.test_applying import applied
from tests.support.cast import Cast


def test_who_stays_in_a_divided_team_that_is_coordinated_still_is_told(cast: Cast) -> None:
    people = newcomers(cast, 5)
    with db.transaction():
        team = forming.start("Försöket", "", is_open=True, by=people[0])
        people[0].sector = people[1].sector = None
        for other in people[1:3]:
            forming.add(team, other, by=cast.facilitator, reason="")
    stays = {"sparet": Stay.CLOSED, "ensam": Stay.CLOSED, "forsoket": Stay.ANEW}
    found = search(cast, asked(stays=stays, count=(3, 3)))
    with db.transaction() as session:
        session.execute(delete(Mail))
    applied(cast, drafted(found, *kept(cast), (None, ["n2", "n3", "n4"])))
    letters = db.session.scalars(select(Mail).order_by(Mail.to))
    assert [(mail.to, mail.values["team"], mail.values.get("people")) for mail in letters] == [
        *((f"n{n}@example.org", "Försöket", ["Chef 0", "Chef 1"]) for n in (0, 1)),
        *((f"n{n}@example.org", "Nytt 2", ["Chef 2", "Chef 3", "Chef 4"]) for n in (2, 3, 4)),
    ]
