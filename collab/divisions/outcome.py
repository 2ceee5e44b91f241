"""What applying a proposal made of the teams, from the two pictures that are kept of them. Values only."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Place(Struct, frozen=True):
    """Somebody's place right afterwards."""

    who: str
    """Their code."""
    leads: bool
    is_new: bool
    """Whether they were not in this team before."""
    came_from: str
    """The name of the team that they were in before; empty where that is none of those that changed."""


class Made(Struct, frozen=True):
    """A team as it was right afterwards."""

    slug: str
    name: str
    is_new: bool
    places: tuple[Place, ...]


def made(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Made]:
    """The teams that somebody was in afterwards, in the order of their addresses."""
    home = {seat["who"]: slug for slug, seats in before["seats"].items() for seat in seats}
    names = {slug: team["name"] for slug, team in after["teams"].items()}
    return [
        Made(
            slug,
            names[slug],
            slug not in before["teams"],
            tuple(
                Place(
                    seat["who"],
                    seat["leads"],
                    home.get(seat["who"]) != slug,
                    names.get(home.get(seat["who"], ""), ""),
                )
                for seat in after["seats"][slug]
            ),
        )
        for slug in names
        if after["seats"].get(slug)
    ]


def ended(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Address and name of each team that stood before and nobody was in afterwards."""
    return [
        (slug, team["name"])
        for slug, team in after["teams"].items()
        if team["is_dissolved"] and slug in before["teams"]
    ]
