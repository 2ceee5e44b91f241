"""Which programme the page being made belongs to, and its map."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

from flask import Flask, g
from msgspec import Struct

from collab.programmes import policy, queries
from collab.programmes.lines import smooth_line
from collab.programmes.models import Programme
from collab.web.addresses import path_to


class Stop(Protocol):
    """Something with a place on the map."""

    @property
    def x(self) -> float:
        """To the right, in the map's view box."""

    @property
    def y(self) -> float:
        """Downwards, in the map's view box."""


OVERVIEWS = {
    "landing": ("front.index", "front.programme"),
    "gallery": ("showcases.index", "showcases.of_programme"),
    "conference": ("conference.show", "conference.of_programme"),
    "calendar": ("conference.ics", "conference.ics_of_programme"),
    "feed": ("front.feed", "front.programme_feed"),
}
"""What exists for every programme: the short address shows the current one, the long one any."""


def install(app: Flask) -> None:
    """Let templates draw lines (`places | line`), lead to overviews, name stages and say what is over."""
    app.jinja_env.filters["line"] = line
    app.jinja_env.globals["overview"] = overview
    app.jinja_env.globals["stage_name"] = stage_name
    app.jinja_env.globals["why_closed"] = why_closed


def overview(name: str, programme: Programme | None = None, **values: Any) -> str:
    """The canonical address of an overview of `programme`, else of the one that the page belongs to."""
    shown = programme or g.get("programme")
    short, long = OVERVIEWS[name]
    if shown is None or shown.id == queries.current_id():
        return path_to(short, **values)
    return path_to(long, slug=shown.slug, **values)


def stage_name(code: str, programme_id: int | None) -> str:
    """How the programme of that id calls its stage of that code; the code where it has none of it."""
    stages = queries.stages(programme_id) if programme_id is not None else []
    return next((str(stage.name) for stage in stages if stage.code == code), str(code))


def line(stops: Sequence[Stop]) -> str:
    """SVG path data of the line through the stops."""
    return _smooth(tuple((stop.x, stop.y) for stop in stops))


_smooth = lru_cache(maxsize=4096)(smooth_line)


def show_programme(programme: Programme) -> None:
    """Let the page's frame (masthead, footer) speak of this programme instead of the current one."""
    g.programme = g.subject = programme


def why_closed() -> str:
    """That the programme which the page is about is over, as a sentence; empty while it is open."""
    return policy.why_closed(g.subject) if "subject" in g else ""


class ProgrammeMap(Struct, frozen=True):
    """The map of a programme's area as the `map_svg` macro draws it."""

    url: str
    codes: list[str]


def map_of(programme: Programme) -> ProgrammeMap:
    """The drawing's address and the codes of its municipalities."""
    return ProgrammeMap(
        path_to("front.map_drawing", slug=programme.slug), queries.codes_of_area(programme.id)
    )
