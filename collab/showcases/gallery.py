"""The gallery's filters as links with counts that live in the address."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from sqlalchemy import select

from collab import db
from collab.memory import remembered_while_public
from collab.programmes.models import Branch, Goal, Organisation, Programme, Sector
from collab.showcases.catalogue import FACETS, Filters
from collab.showcases.queries import Found
from collab.text import _, alphabetical


class Choice(Struct, frozen=True):
    """One filter link and how many showcases it leaves."""

    label: str
    url: str
    count: int
    is_current: bool


class Row(Struct, frozen=True):
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
    defined = _names(programme.id)
    return {
        "state": {
            "seeks": _("Looking for more municipalities"),
            "ongoing": _("Ongoing"),
            "finished": _("Arrived"),
        },
        "sector": {code: str(name) for code, name in defined["sector"]},
        "branch": {code: str(name) for code, name in alphabetical(defined["branch"], key=lambda b: b[1])},
        "municipality": dict(alphabetical(defined["municipality"], key=lambda place: place[1])),
        "goal": {code: str(name) for code, name in defined["goal"]},
    }


@remembered_while_public
def _names(here: int) -> dict[str, list[tuple[str, Any]]]:
    """Codes and names of what the programme defines, in its order."""
    questions = {
        "sector": select(Sector.code, Sector.name)
        .where(Sector.programme_id == here)
        .order_by(Sector.position),
        "branch": select(Branch.code, Branch.name)
        .where(Branch.programme_id == here)
        .order_by(Branch.position),
        "goal": select(Goal.code, Goal.name).where(Goal.programme_id == here).order_by(Goal.number),
        "municipality": select(Organisation.slug, Organisation.short_name).where(
            Organisation.code.is_not(None)
        ),
    }
    return {kind: [(code, name) for code, name in db.session.execute(q)] for kind, q in questions.items()}
