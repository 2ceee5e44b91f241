"""Reading ideas, and what people wish for."""

from collections import defaultdict
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from collab import db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.ideas import policy
from collab.ideas.models import Companion, Idea, Wish
from collab.programmes import policy as programmes
from collab.programmes.models import Membership, Programme, Role
from collab.statements import at_most, built_once
from collab.text import alphabetical
from collab.together import Reading, askable, asked


class Wishes(Struct, frozen=True):
    """What a participant wishes for."""

    ideas: tuple[int, ...] = ()
    """Ids of ideas, the dearest first; those that were withdrawn have fallen out."""
    beside: frozenset[int] = frozenset()
    """Memberships to be in a team with."""
    apart: frozenset[int] = frozenset()
    """Memberships not to be in a team with."""


class OwnWishes(Struct, frozen=True):
    """What somebody wishes for, as they read it themselves."""

    ideas: list[Idea]
    """The dearest first."""
    gone: list[Idea]
    """Those that were taken back since."""
    beside: list[Membership]
    apart: list[Membership]


def get_idea(slug: str, key: str, *, viewer: Person) -> Idea:
    """The idea of that key in that programme. Raises NotFound where the viewer may not read it."""
    wanted = Programme.slug == slug, Idea.key == key
    loaded = joinedload(Idea.proposed_by)
    idea = db.session.scalars(
        select(Idea).join(Idea.programme).options(contains_eager(Idea.programme), loaded).where(*wanted)
    ).first()
    if idea is None or not policy.read(viewer, idea):
        raise NotFound(key)
    return idea


def of_programme(programme_id: int) -> list[Idea]:
    """The programme's ideas that are not withdrawn, with who proposed each, in Swedish order."""
    return alphabetical(db.session.scalars(*_standing(programme_id=programme_id)), key=lambda i: i.title)


@built_once
def _standing(*, programme_id: Any) -> Select[Idea]:
    return (
        select(Idea)
        .options(joinedload(Idea.proposed_by).joinedload(Membership.person))
        .where(Idea.programme_id == programme_id, Idea.withdrawn_at.is_(None))
        .order_by(Idea.id)
    )


def wishes_of(programme_id: int) -> dict[int, Wishes]:
    """What each participant of the programme wishes for, by membership; who wishes for nothing is missing.

    Two statements, however many there are. Whom they would be apart from, only facilitators may see
    (`policy.read_apart`).
    """
    ranked: dict[int, list[int]] = defaultdict(list)
    for wish in db.session.execute(*_ranked(programme_id=programme_id, role=Role.PARTICIPANT)):
        ranked[wish.membership_id].append(wish.idea_id)
    named: dict[tuple[int, bool], set[int]] = defaultdict(set)
    for pair in db.session.execute(*_named(programme_id=programme_id, role=Role.PARTICIPANT)):
        named[pair.membership_id, pair.is_apart].add(pair.other_id)
    people = sorted({*ranked, *(membership_id for membership_id, _ in named)})
    return {
        who: Wishes(
            tuple(ranked.get(who, ())),
            frozenset(named.get((who, False), ())),
            frozenset(named.get((who, True), ())),
        )
        for who in people
    }


@built_once
def _ranked(*, programme_id: Any, role: Any) -> Select[int, int]:
    return (
        select(Wish.membership_id, Wish.idea_id)
        .join(Wish.idea)
        .join(Wish.membership)
        .where(Idea.programme_id == programme_id, Idea.withdrawn_at.is_(None), Membership.role == role)
        .order_by(Wish.membership_id, Wish.rank)
    )


@built_once
def _named(*, programme_id: Any, role: Any) -> Select[int, int, bool]:
    return (
        select(Companion.membership_id, Companion.other_id, Companion.is_apart)
        .join(Companion.membership)
        .where(Membership.programme_id == programme_id, Membership.role == role)
    )


def own_wishes(place: Membership) -> OwnWishes:
    """What the one who has that place wishes for."""
    wishes = db.session.scalars(
        select(Wish).options(joinedload(Wish.idea)).where(Wish.membership_id == place.id).order_by(Wish.rank)
    ).all()
    named = db.session.scalars(
        select(Companion)
        .options(joinedload(Companion.other).joinedload(Membership.person))
        .where(Companion.membership_id == place.id)
        .order_by(Companion.id)
    ).all()
    return OwnWishes(
        ideas=[wish.idea for wish in wishes if not wish.idea.is_withdrawn],
        gone=[wish.idea for wish in wishes if wish.idea.is_withdrawn],
        beside=[pair.other for pair in named if not pair.is_apart],
        apart=[pair.other for pair in named if pair.is_apart],
    )


class Ranking(Struct, frozen=True):
    """Ideas that wait to be ranked."""

    gone: str | None
    """The title of one that was ranked and is taken back, if there is one."""


@askable
def ranking_of(person: Person, programme_id: int) -> Reading[Ranking | None]:
    """What waits when there are ideas and the person, who is in no team, ought to rank them.

    They ought to when they take part and have ranked none, or when one that they ranked was taken back.
    """
    rows = yield from asked(_to_rank(person_id=person.id, programme_id=programme_id))
    return Ranking(rows[0].gone) if rows else None


@built_once
def _to_rank(*, person_id: Any, programme_id: Any) -> Select[str | None]:
    ranked = select(Wish.id).join(Wish.idea).where(Wish.membership_id == Membership.id)
    gone = ranked.with_only_columns(Idea.title).where(~_stands()).order_by(Wish.rank).limit(at_most(1))
    return select(gone.correlate(Membership).scalar_subquery().label("gone")).where(
        Membership.person_id == person_id,
        Membership.programme_id == programme_id,
        Membership.role == Role.PARTICIPANT,
        programmes.writable(Membership.programme_id),
        select(Idea.id).where(Idea.programme_id == Membership.programme_id, _stands()).exists(),
        or_(~ranked.where(_stands()).exists(), ranked.where(~_stands()).exists()),
    )


def places_without_wishes(programme_id: Any, *, reads_apart: bool) -> Select[Membership]:
    """SQL: who takes part and has wished for nothing, where there are ideas to wish for.

    `reads_apart`: whether whom people would be apart from counts, of which only facilitators may know.
    """
    ranked = select(Wish.id).join(Wish.idea).where(Wish.membership_id == Membership.id, _stands())
    named = select(Companion.id).where(Companion.membership_id == Membership.id)
    if not reads_apart:
        named = named.where(~Companion.is_apart)
    return select(Membership).where(
        Membership.programme_id == programme_id,
        Membership.role == Role.PARTICIPANT,
        select(Idea.id).where(Idea.programme_id == Membership.programme_id, _stands()).exists(),
        ~ranked.exists(),
        ~named.exists(),
    )


def _stands() -> ColumnElement[bool]:
    return Idea.withdrawn_at.is_(None)
