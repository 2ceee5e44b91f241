"""Whom a text can name with an @: the people and teams of a programme that go with what is typed."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, exists, or_, select, true

from collab.accounts.models import Person
from collab.columns import spelled
from collab.programmes.models import Membership, Organisation, Programme, Role, Sector
from collab.programmes.policy import TRUSTED
from collab.projects.models import Project
from collab.statements import built_once, rows_of
from collab.teams.models import Team, TeamMember
from collab.text import _, alphabetical

MOST = 8
"""So many are offered at once."""
NOWHERE = 4
"""After those by their handle's beginning, their name's, another word of either, and what is told of them."""


class Nameable(Struct, frozen=True):
    """A person or a team."""

    handle: str
    """What to write after the @."""
    name: str
    about: str
    """In a few words who it is; never a mail address."""
    reads: bool = True
    """Whether the text reaches them."""


def nameable(programme: Programme, typed: str, inside: Project | None = None) -> list[Nameable]:
    """Those whose handle begins as typed, those whose name does, then those of whose name another word does.

    Last those whose place, sector, role or project does. At most `MOST`, each of the four in Swedish order,
    in two statements. With nothing typed nobody. Where the text is for the team of the project `inside`
    alone, who cannot read it says so and stands last.
    """
    wanted = _folded(typed)
    if not wanted:
        return []
    found: dict[int, list[Nameable]] = defaultdict(list)
    for one in (*_people(programme, inside), *_teams(programme, inside)):
        found[_place(one, wanted)].append(one)
    in_order = (alphabetical(found[place], key=lambda one: one.name) for place in range(NOWHERE))
    return sorted((one for ones in in_order for one in ones), key=lambda one: not one.reads)[:MOST]


def _place(one: Nameable, wanted: str) -> int:
    """How far down those stand who go with it as this one does; `NOWHERE` for who does not."""
    goes = (
        one.handle.startswith(wanted),
        _begins(_words(one.name)[:1], wanted),
        _begins(_words(f"{one.handle} {one.name}"), wanted),
        _begins(_words(one.about), wanted),
    )
    return goes.index(True) if True in goes else NOWHERE


def _begins(words: Sequence[str], wanted: str) -> bool:
    return any(word.startswith(wanted) for word in words)


@lru_cache(maxsize=10_000)
def _words(said: str) -> tuple[str, ...]:
    """Kept, for at each pause of somebody who types the same people are looked through."""
    return tuple(_folded(said.replace(".", " ").replace(",", " ")).split())


def _folded(words: str) -> str:
    """In small letters without marks over them, as handles are."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).strip()


def _people(programme: Programme, inside: Project | None) -> list[Nameable]:
    of = {"programme_id": programme.id} | ({"team_id": inside.team_id} if inside else {})
    return [
        Nameable(row.handle, str(row.name), _about(row.place, _said(row), reads=row.reads), row.reads)
        for row in rows_of(*_placed(**of))
    ]


def _about(*words: str, reads: bool) -> str:
    return ", ".join(filter(None, (*words, "" if reads else _("cannot read this"))))


def _said(row: Any) -> str:
    roles = {Role.FACILITATOR: _("Facilitator"), Role.ORGANISER: _("Organiser"), Role.OBSERVER: _("Observer")}
    return roles.get(row.role) or str(row.sector or "")


@built_once
def _placed(*, programme_id: Any, **inside: Any) -> Select[*tuple[Any, ...]]:
    shown = Person.handle, Person.name, Membership.role, Organisation.short_name.label("place")
    leads = Membership.role.in_(spelled(Membership.role, TRUSTED))
    sits = exists().where(
        TeamMember.membership_id == Membership.id, TeamMember.team_id == inside.get("team_id")
    )
    return (
        select(*shown, Sector.name.label("sector"), (or_(leads, sits) if inside else true()).label("reads"))
        .select_from(Membership)
        .join(Membership.person)
        .join(Membership.organisation)
        .outerjoin(Membership.sector)
        .where(Membership.programme_id == programme_id)
    )


def _teams(programme: Programme, inside: Project | None) -> list[Nameable]:
    rows = rows_of(*_standing(programme_id=programme.id))
    return [
        _team(list(of_one), inside is None or of_one_id == inside.team_id)
        for of_one_id, of_one in groupby(rows, key=attrgetter("id"))
    ]


def _team(rows: Sequence[Any], reads: bool) -> Nameable:
    """The team of these rows, one for each of its projects or a single one without."""
    projects = [str(row.title) for row in rows if row.title]
    return Nameable(rows[0].slug, rows[0].name, _about(_("Team"), *projects, reads=reads), reads)


@built_once
def _standing(*, programme_id: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(Team.id, Team.slug, Team.name, Project.title)
        .outerjoin(Project, Project.team_id == Team.id)
        .where(Team.programme_id == programme_id, Team.dissolved_at.is_(None))
        .order_by(Team.id, Project.id)
    )
