"""Asking for all that a person may see: one statement ranks and counts, one fetches what a page shows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    and_,
    desc,
    func,
    literal,
    select,
    union_all,
)

from collab import clock, db, markdown, subjects
from collab.accounts.models import Anybody, Person
from collab.columns import among
from collab.search import findable
from collab.search.findable import Findable, More
from collab.search.models import OF_TITLE
from collab.search.queries import (
    Words,
    few_that_hold,
    few_there_are,
    newest_that_hold,
    newest_there_are,
    said_within,
    said_without,
)
from collab.statements import at_most, built_once, rows_of
from collab.subjects import Told
from collab.text import Localised

PER_PAGE = 20
MOST = 1_000
"""So many things of a kind are ranked and counted, the newest: of a word that stands everywhere nobody reads
more, and to ask of a hundred thousand things who may see them takes longer than anybody waits."""
ONCE = "MATERIALIZED"
"""SQL: what is asked of more than once, and found once. SQLite by itself would look anew each time."""


class Scope(Struct, frozen=True):
    """In which programme somebody looks, of which kind (of any when none is named), and on which page."""

    programme_id: int
    kind: str = ""
    page: int = 1


class Found(Struct, frozen=True):
    """How many things of each kind hold the words, and the things on the page, as (kind, id)."""

    counts: dict[str, int]
    """Up to `MOST`; one more stands for however many there are."""
    things: list[tuple[str, int]]

    @property
    def total(self) -> int:
        """All that hold the words, as far as they are counted."""
        return sum(min(number, MOST) for number in self.counts.values())

    def of(self, kind: str) -> int:
        """Those of a kind, or of all where it is empty, as far as they are counted."""
        return min(self.counts.get(kind, 0), MOST) if kind else self.total

    def is_more(self, kind: str) -> bool:
        """Whether there are more of a kind, or of any where it is empty, than are counted."""
        counts = [self.counts.get(kind, 0)] if kind else self.counts.values()
        return any(number > MOST for number in counts)


class Hit(Struct, frozen=True):
    """A thing that was found, as a page shows it."""

    kind: str
    label: str | Localised
    endpoint: str
    values: dict[str, Any]
    text: str
    of: Localised | None
    by: Localised | None
    day: datetime | None
    sort: str = ""
    """What sort of its kind it is: a question among updates."""
    is_draft: bool = False
    """Its author alone can see it,"""
    goes_out_at: datetime | None = None
    """and until then, where it waits for its time;"""
    is_withdrawn: bool = False
    """and from when it was taken back."""


NOTHING = Found({}, [])


def look(words: Words, scope: Scope, *, viewer: Person | None, own: Words | None = None) -> Found:
    """What the viewer may see that holds every word: by title first, then the newest. One statement.

    All words but one may stand in the name of the project that it belongs to. `own`: before that comes what
    holds each word by one of these stems. Without words it is all of a kind.
    """
    if not words and not scope.kind:
        return NOTHING
    dialect = db.session.get_bind().dialect.name
    own = own or words
    values: dict[str, Any] = {
        "programme_id": scope.programme_id,
        "skipped": (scope.page - 1) * PER_PAGE,
        **({"viewer_id": viewer.id} if viewer is not None else {}),
        **({"asked": said_within(dialect, own, own)} if words else {}),
        **({"others": said_without(dialect, words, own)} if own != words else {}),
    }
    is_organiser = viewer is not None and viewer.is_site_organiser
    rows = rows_of(*_ranked(dialect, is_organiser, scope.kind, MOST + 1, **values))
    counts = {kind: number for kind, number, place in rows if place == 0}
    return Found(counts, [(kind, number) for kind, number, place in rows if place])


def shown(things: Sequence[tuple[str, int]]) -> list[Hit]:
    """What a page says of these things, in their order. One statement."""
    ids = {one.kind: [number for kind, number in things if kind == one.kind] for one in findable.all_kinds()}
    ids = {kind: some for kind, some in ids.items() if some}
    if not ids:
        return []
    told = len(Told._fields)
    rows = {(row[0], row[1]): row for row in rows_of(*_details(**ids))}
    return [_hit(Told(*rows[key][:told]), More(*rows[key][told:])) for key in things if key in rows]


def _hit(told: Told, more: More) -> Hit:
    subject, kind = subjects.of_kind(told.kind), findable.of_kind(told.kind)
    own = kind.address if kind else None
    endpoint, values = own(told, more) if own else subject.address(told)
    label: str | Localised = subject.label(told) or ""
    if kind and kind.is_headed_by_project and more.of:
        label, more = _with_project(more.of, label), more._replace(of=None)
    words = (
        markdown.words_of(more.html or ""),
        more.text,
        *(str(part) for part in (more.said, more.also) if part),
    )
    return Hit(
        kind=told.kind,
        label=label,
        endpoint=endpoint,
        values=values,
        text=" · ".join(filter(None, words)),
        of=more.of,
        by=more.by,
        day=more.day,
        sort=told.sort or "",
        is_draft=kind is not None and "out" in kind.shown and more.out is None,
        goes_out_at=more.out if more.out is not None and more.out > clock.now() else None,
        is_withdrawn=more.withdrawn is not None,
    )


def _with_project(project: Localised, label: str | Localised) -> Localised:
    """The heading of what says little by its own name, in one language."""
    own = label if isinstance(label, Localised) else Localised(label, label)
    english = f"{project.en}: {own.said('en')}" if project.en else ""
    return Localised(f"{project.said('sv')}: {own.said('sv')}", english)


@built_once
def _ranked(dialect: str, is_organiser: bool, only: str, most: int, **values: Any) -> CompoundSelect[Any]:
    """Rows (kind, id, place), place from 1; and for each kind a row (kind, how many, 0). At most so many."""
    viewer = Anybody(values["viewer_id"], is_organiser) if "viewer_id" in values else None
    asked = [(name != "others", values.get(name)) for name in ("asked", "others") if name in values]
    asked = asked or [(True, None)]
    hits = union_all(*(_few(dialect, is_own, said) for is_own, said in asked)).cte("hits").prefix_with(ONCE)
    newest: list[CTE] = []
    for kind in findable.kinds_for(viewer):
        there = kind.within(values["programme_id"]), subjects.of_kind(kind.kind).visible_to(viewer)
        some = _of_many(kind, dialect, asked) if kind.is_many else [_of_few(kind, hits)]
        newest += _one_after_another((one.where(*there) for one in some), most)
    found = union_all(*map(select, newest)).cte("found").prefix_with(ONCE)
    best = (found.c[name].desc() for name in ("is_own", "by_title", "at"))
    best_first = *best, found.c.kind, found.c.id.desc()
    ranked = select(found.c.kind, found.c.id, func.row_number().over(order_by=best_first).label("place"))
    wanted = ranked.where(found.c.kind == only) if only else ranked
    page = wanted.subquery("page")
    first, last = values["skipped"], values["skipped"] + PER_PAGE
    counted = select(found.c.kind, func.count().label("id"), literal(0).label("place")).group_by(found.c.kind)
    return union_all(
        counted,
        select(page.c.kind, page.c.id, page.c.place).where(page.c.place > first, page.c.place <= last),
    ).order_by("place", "kind")


def _one_after_another(some: Iterable[Select[Any]], most: int) -> list[CTE]:
    """At most so many of the first, and of the next what is then left: nobody's rights are asked in vain."""
    found: list[CTE] = []
    for one in some:
        before = (select(func.count()).select_from(other).scalar_subquery() for other in found)
        found.append(one.limit(at_most(most, *before)).cte().prefix_with(ONCE))
    return found


def _few(dialect: str, is_own: bool, said: Any) -> Select[Any]:
    found = (few_there_are() if said is None else few_that_hold(dialect, said)).subquery()
    return select(found.c.kind, found.c.subject_id, literal(is_own).label("is_own"))


def _of_few(kind: Findable, hits: CTE) -> Select[Any]:
    """The things of a kind that hold the words, those first that do in their titles, then the newest."""
    thing = subjects.of_kind(kind.kind).model
    titles = hits.alias()
    of_title = titles.c.kind == kind.kind + OF_TITLE, titles.c.subject_id == thing.id
    by_title = select(titles.c.kind).where(*of_title).correlate(thing).exists()
    found = select(*_shown(kind, hits.c.is_own, by_title)).select_from(thing)
    found = found.join(hits, and_(hits.c.kind == kind.kind, hits.c.subject_id == thing.id))
    return found.order_by(desc("is_own"), desc("by_title"), thing.id.desc())


def _of_many(kind: Findable, dialect: str, asked: Sequence[tuple[bool, Any]]) -> Iterator[Select[Any]]:
    """The same of a kind without titles, which is looked at from the newest on until there are enough."""
    thing = subjects.of_kind(kind.kind).model
    for is_own, said in asked:
        newest = newest_there_are(kind.kind) if said is None else newest_that_hold(dialect, kind.kind, said)
        found = select(*_shown(kind, literal(is_own), literal(False))).select_from(newest)
        found = found.join(thing, thing.id == newest.c.subject_id)
        *_, place = newest.c
        yield found.order_by(place.desc())


def _shown(
    kind: Findable, is_own: ColumnElement[bool], by_title: ColumnElement[bool]
) -> list[ColumnElement[Any]]:
    thing = subjects.of_kind(kind.kind).model
    return [
        literal(kind.kind, String).label("kind"),
        thing.id.label("id"),
        func.coalesce(kind.at, findable.SURROUNDINGS).label("at"),
        is_own.label("is_own"),
        by_title.label("by_title"),
    ]


@built_once
def _details(**ids: Any) -> CompoundSelect[Any]:
    kinds = [(subjects.of_kind(kind), findable.of_kind(kind), some) for kind, some in ids.items()]
    return union_all(
        *(
            subject.told.add_columns(*kind.columns()).where(among(subject.model.id, some))
            for subject, kind, some in kinds
            if kind
        )
    )
