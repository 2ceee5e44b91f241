"""The gallery's filters as links with counts that live in the address."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from collab import db
from collab.programmes.models import Branch, Goal, Organisation, Programme, Sector
from collab.showcases.catalogue import FACETS, Filters
from collab.showcases.queries import Found
from collab.text import _, alphabetical


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter link and how many showcases it leaves."""

    label: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of filter with its choices."""

    kind: str
    name: str
    items: list[Choice]


def rows(programme: Programme, found: Found, query: str, address: Callable[..., str]) -> list[Row]:
    """Every filter that has something to choose; a chosen one links to the address without it."""
    filters, numbers = found.filters, found.counts()
    names = dict(zip(FACETS, _kinds(), strict=True))
    labels = _labels(programme)
    kept = {"q": query} if query else {}
    shown = []
    for kind in FACETS:
        codes = set(numbers[kind]) | ({filters[kind]} if kind in filters else set())
        items = [
            Choice(
                label=labels[kind].get(code, code),
                url=address(**kept, **_switched(filters, kind, code)),
                count=numbers[kind].get(code, 0),
                is_current=filters.get(kind) == code,
            )
            for code in _ordered(codes, labels[kind])
        ]
        if items:
            shown.append(Row(kind, names[kind], items))
    return shown


def _switched(filters: Filters, kind: str, code: str) -> dict[str, str]:
    others = {k: v for k, v in filters.items() if k != kind}
    return others if filters.get(kind) == code else {**others, kind: code}


def _kinds() -> list[str]:
    return [_("State"), _("Sector"), _("Branch"), _("Municipality"), _("Goal")]


def _ordered(codes: set[str], labels: dict[str, str]) -> list[str]:
    known = [code for code in labels if code in codes]
    return known + sorted(codes - set(known))


def _labels(programme: Programme) -> dict[str, dict[str, str]]:
    """Code → words, in the order in which the choices stand."""
    here = programme.id
    sectors = select(Sector).where(Sector.programme_id == here).order_by(Sector.position)
    branches = select(Branch).where(Branch.programme_id == here).order_by(Branch.position)
    goals = select(Goal).where(Goal.programme_id == here).order_by(Goal.number)
    places = select(Organisation.slug, Organisation.short_name).where(Organisation.code.is_not(None))
    return {
        "state": {
            "seeks": _("Looking for more municipalities"),
            "ongoing": _("Ongoing"),
            "finished": _("Arrived"),
        },
        "sector": {s.code: str(s.name) for s in db.session.scalars(sectors)},
        "branch": {
            b.code: str(b.name) for b in alphabetical(db.session.scalars(branches), key=lambda b: b.name)
        },
        "municipality": dict(alphabetical(db.session.execute(places), key=lambda row: row[1])),
        "goal": {g.code: str(g.name) for g in db.session.scalars(goals)},
    }
