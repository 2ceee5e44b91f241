"""Whom a text can name with an @: the people and teams of a programme that go with what is typed."""

import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, select

from collab.accounts.models import Person
from collab.programmes.models import Membership, Organisation, Programme, Role, Sector
from collab.statements import built_once, rows_of
from collab.teams.models import Team
from collab.text import _, alphabetical

MOST = 8
"""So many are offered at once."""


class Nameable(Struct, frozen=True):
    """A person or a team."""

    handle: str
    """What to write after the @."""
    name: str
    about: str
    """In a few words who it is; never a mail address."""


def nameable(programme: Programme, typed: str) -> list[Nameable]:
    """Those whose handle begins as typed, then those of whose name, place, sector or role a word does.

    At most `MOST`, in Swedish order, in two statements. With nothing typed nobody.
    """
    wanted = _folded(typed)
    if not wanted:
        return []
    everybody = [*_people(programme), *_teams(programme)]
    first = [one for one in everybody if one.handle.startswith(wanted)]
    others = [one for one in everybody if _holds(one, wanted)] if len(first) < MOST else []
    return [*_in_order(first), *_in_order(others, but=first)][:MOST]


def _in_order(found: list[Nameable], but: Collection[Nameable] = ()) -> list[Nameable]:
    return alphabetical((one for one in found if one not in but), key=lambda one: one.name)


def _holds(one: Nameable, wanted: str) -> bool:
    return any(word.startswith(wanted) for word in _words(f"{one.handle} {one.name} {one.about}"))


@lru_cache(maxsize=10_000)
def _words(said: str) -> tuple[str, ...]:
    """Kept, for at each pause of somebody who types the same people are looked through."""
    return tuple(_folded(said.replace(".", " ").replace(",", " ")).split())


def _folded(words: str) -> str:
    """In small letters without marks over them, as handles are."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).strip()


def _people(programme: Programme) -> list[Nameable]:
    return [
        Nameable(row.handle, str(row.name), ", ".join(filter(None, (row.place, _said(row)))))
        for row in rows_of(*_placed(programme_id=programme.id))
    ]


def _said(row: Any) -> str:
    roles = {Role.FACILITATOR: _("Facilitator"), Role.ORGANISER: _("Organiser"), Role.OBSERVER: _("Observer")}
    return roles.get(row.role) or str(row.sector or "")


@built_once
def _placed(*, programme_id: Any) -> Select[*tuple[Any, ...]]:
    shown = Person.handle, Person.name, Membership.role, Organisation.short_name.label("place")
    return (
        select(*shown, Sector.name.label("sector"))
        .select_from(Membership)
        .join(Membership.person)
        .join(Membership.organisation)
        .outerjoin(Membership.sector)
        .where(Membership.programme_id == programme_id)
    )


def _teams(programme: Programme) -> list[Nameable]:
    found = rows_of(*_standing(programme_id=programme.id))
    return [Nameable(row.slug, row.name, _("Team")) for row in found]


@built_once
def _standing(*, programme_id: Any) -> Select[*tuple[Any, ...]]:
    return select(Team.slug, Team.name).where(Team.programme_id == programme_id, Team.dissolved_at.is_(None))
