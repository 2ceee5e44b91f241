"""What surrounds every page: the programme in view and the menu of who is looking."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request, url_for

from collab.accounts.visitor import visitor
from collab.programmes import queries
from collab.text import _


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the menu."""

    label: str
    url: str
    is_current: bool
    count: int = 0


def install(app: Flask) -> None:
    """Give every template its programme and menu."""
    app.context_processor(_surroundings)


def _surroundings() -> dict[str, Any]:
    if "programme" not in g:
        g.programme = queries.current_programme()
    return {"programme": g.programme, "navigation": _public() if visitor() is None else _signed_in()}


def _item(label: str, endpoint: str, **values: Any) -> Item:
    feature = endpoint.partition(".")[0]
    return Item(label, url_for(endpoint, **values), request.blueprint == feature)


def _public() -> list[Item]:
    return [
        _item(_("The projects"), "showcases.index"),
        _item(_("The final conference"), "conference.show"),
    ]


def _signed_in() -> list[Item]:
    return [_item(_("Home"), "workspace.home")]
