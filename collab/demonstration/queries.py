"""Reading what only a demonstration has: its day, its cast, its outbox."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from collab import clock, db
from collab.accounts.models import Person
from collab.demonstration.models import SiteDay
from collab.demonstration.road import ROAD, Step
from collab.errors import NotFound
from collab.mail.models import Mail
from collab.programmes.models import Membership, Organisation, Programme, Role, Sector
from collab.statements import at_most
from collab.text import Localised, alphabetical

MOST_MAILS = 100


class Player(Struct, frozen=True):
    """Somebody one can be."""

    handle: str
    title: Localised
    place: str
    sector_code: str
    sector: Localised | None


class Company(Struct, frozen=True):
    """The players from one place."""

    place: str
    players: list[Player]


class Ensemble(Struct, frozen=True):
    """Everybody of one role, place by place."""

    role: Role
    companies: list[Company]


class MailRow(Struct, frozen=True):
    """One line of the outbox."""

    key: str
    to: str
    subject: str
    language: str
    is_sent: bool
    minutes: int
    """How long ago it was sent, or written while it waits."""


def clock_shift(connection: Connection | Session) -> timedelta:
    """How far the site's clock is from the real one; nothing while no day was ever chosen."""
    row = connection.execute(select(SiteDay.moment, SiteDay.set_at)).first()
    return row.moment - row.set_at if row else timedelta(0)


def get_player(handle: str) -> Person:
    """The demonstration person of that handle. Raises NotFound, for real people too."""
    found = db.session.scalars(select(Person).where(Person.handle == handle, Person.is_demonstration)).first()
    if found is None:
        raise NotFound(handle)
    return found


def list_cast(programme: Programme | None) -> list[Ensemble]:
    """Everybody one can be in the programme, by role and place, in one statement."""
    if programme is None:
        return []
    places: dict[Role, dict[str, list[Player]]] = {role: {} for role in Role}
    for row in _members(programme):
        player = Player(row.handle, row.title, row.short_name, row.code or "", row.sector)
        places[row.role].setdefault(row.short_name, []).append(player)
    return [Ensemble(role, _companies(found)) for role, found in places.items() if found]


def _companies(places: dict[str, list[Player]]) -> list[Company]:
    return alphabetical([Company(place, players) for place, players in places.items()], lambda c: c.place)


def _members(programme: Programme) -> Sequence[Any]:
    return db.session.execute(
        select(
            Membership.role,
            Person.handle,
            Membership.title,
            Organisation.short_name,
            Sector.code,
            Sector.name.label("sector"),
        )
        .join(Person, Person.id == Membership.person_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .join(Sector, Sector.id == Membership.sector_id, isouter=True)
        .where(Membership.programme_id == programme.id, Person.is_demonstration)
        .order_by(Sector.position, Membership.id)
    ).all()


def road(cast: list[Ensemble]) -> list[Step]:
    """The steps that can be walked with the people who are here."""
    companies = [company for ensemble in cast for company in ensemble.companies]
    here = {player.handle for company in companies for player in company.players}
    return [step for step in ROAD if not step.handle or step.handle in here]


def list_mails() -> list[MailRow]:
    """The newest mails, waiting ones first."""
    now = clock.real()
    rows = db.session.execute(
        select(Mail.key, Mail.to, Mail.subject, Mail.language, Mail.sent_at, Mail.created_at)
        .order_by(Mail.sent_at.is_not(None), Mail.id.desc())
        .limit(at_most(MOST_MAILS))
    )
    return [
        MailRow(
            row.key,
            row.to,
            row.subject,
            row.language,
            row.sent_at is not None,
            (now - (row.sent_at or row.created_at)) // timedelta(minutes=1),
        )
        for row in rows
    ]


def get_mail(key: str) -> Mail:
    """A mail of the outbox. Raises NotFound."""
    found = db.session.scalars(select(Mail).where(Mail.key == key)).first()
    if found is None:
        raise NotFound(key)
    return found
