"""The road to walk through the demonstration: one step after another, each in somebody's shoes."""

from typing import Any

from msgspec import Struct

from collab.text import _l

TOURISM = "turismansvarig.ostragoinge"
FACILITATOR = "kknutvecklare.regionskane"


class Step(Struct, frozen=True):
    """What to look at, where, and as whom: a person's handle, or "" for anybody without an account."""

    heading: Any
    text: Any
    label: Any
    path: str
    handle: str = ""


ROAD = (
    Step(
        _l("See what waits for you"),
        _l("You are responsible for tourism in Östra Göinge. Home says what waits and what is next."),
        _l("Go home"),
        "/home",
        TOURISM,
    ),
    Step(
        _l("Find your team"),
        _l("Five people from four municipalities and all three sectors, who had never met a year ago."),
        _l("See the team"),
        "/teams/grundlaget",
        TOURISM,
    ),
    Step(
        _l("Open your project"),
        _l("It has been quiet since winter, and the facilitators wait for answers. See what is missing."),
        _l("Open the project"),
        "/projects/under-fotterna",
        TOURISM,
    ),
    Step(
        _l("Say how it goes"),
        _l("Status, what happened, next step. Add a picture if you like. Two minutes, also on a phone."),
        _l("Write an update"),
        "/projects/under-fotterna/updates/new",
        TOURISM,
    ),
    Step(
        _l("Answer the facilitators"),
        _l("Two musts from the winter stand unanswered. Answer them, then hand the project in for review."),
        _l("Read the reviews"),
        "/projects/under-fotterna/reviews",
        TOURISM,
    ),
    Step(
        _l("Review as a facilitator"),
        _l("You work at Region Skåne. What was handed in waits in a queue; all teams stand week by week."),
        _l("See the queue"),
        "/home",
        FACILITATOR,
    ),
    Step(
        _l("Show it to everybody else"),
        _l("Compose the public page from plan and updates, and see what the gate still asks for."),
        _l("Compose the showcase"),
        "/projects/under-fotterna/showcase",
        TOURISM,
    ),
    Step(
        _l("Find it as the audience"),
        _l("No account: search, filter, or follow the lines on the map."),
        _l("See the projects"),
        "/showcases",
    ),
    Step(
        _l("Be at the conference"),
        _l("Choose the day of the conference below. The timetable says what is on now and what comes next."),
        _l("Open the timetable"),
        "/conference",
    ),
)  # fmt: skip
