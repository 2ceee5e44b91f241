"""What a proposal stands on: people, wishes, rules, themes and teams as they were. Values only."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from collab.text import _

Names = tuple[str, ...]


class Wanted(Struct, frozen=True):
    """What somebody wishes for: keys of ideas, the dearest first, and codes of people, sorted."""

    ideas: Names = ()
    beside: Names = ()
    apart: Names = ()


class Ground(Struct, frozen=True):
    """Everything in the programme that a proposal depends on."""

    people: Mapping[str, Names]
    """Code of a participant → the codes of sector and municipality (SCB's); empty where there is none."""
    wishes: Mapping[str, Wanted]
    """Code of a participant → wishes; without those who have none."""
    rules: tuple[str, ...]
    """The programme's rules, each as one text that tells it from others."""
    themes: Mapping[str, int | None]
    """Key of an idea → how many teams may work on it; None: any number."""
    teams: Mapping[str, Names]
    """Slug of a team → the codes of its members, sorted."""
    ideas: Mapping[str, str] = field(default_factory=dict)
    """Slug of a team → the key of the idea that it works on; without those that work on none."""
    running: Names | None = ()
    """Slugs of the teams that run a project, sorted; None where nobody wrote it down when it was asked."""

    @property
    def without_apart(self) -> "Ground":
        """What everybody who leads may know: all of it but whom people wish to be apart from."""
        wishes = {code: replace(wanted, apart=()) for code, wanted in self.wishes.items()}
        return replace(self, wishes={code: wanted for code, wanted in wishes.items() if wanted != Wanted()})

    @property
    def fingerprint(self) -> str:
        """The same for grounds that say the same to whoever leads, wherever people would be apart or not."""
        said = json.dumps(self.without_apart.as_values(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()

    def as_values(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "people": {code: list(where) for code, where in self.people.items()},
            "wishes": {
                code: {what: list(names) for what, names in asdict(w).items()}
                for code, w in self.wishes.items()
            },
            "rules": list(self.rules),
            "themes": dict(self.themes),
            "teams": {slug: list(members) for slug, members in self.teams.items()},
            "ideas": dict(self.ideas),
            "running": None if self.running is None else list(self.running),
        }


def from_values(values: Mapping[str, Any]) -> Ground:
    """What `as_values` gave."""
    return Ground(
        people={code: tuple(where) for code, where in values["people"].items()},
        wishes={
            code: Wanted(**{what: tuple(names) for what, names in wanted.items()})
            for code, wanted in values["wishes"].items()
        },
        rules=tuple(values["rules"]),
        themes=dict(values["themes"]),
        teams={slug: tuple(members) for slug, members in values["teams"].items()},
        ideas=dict(values["ideas"]),
        running=None if values.get("running") is None else tuple(values["running"]),
    )


class What(StrEnum):
    """What can have happened since."""

    LEFT = "left"
    CAME = "came"
    MOVED = "moved"
    JOINED = "joined"
    PARTED = "parted"
    FORMED = "formed"
    DISSOLVED = "dissolved"
    WORKS = "works"
    BEGAN = "began"
    RUNS_NONE = "runs-none"
    WISHED = "wished"
    RULED = "ruled"
    THEME_GONE = "theme-gone"
    THEME_NEW = "theme-new"
    THEME_ROOM = "theme-room"


class Difference(Struct, frozen=True):
    """One thing that happened: whom or which theme it concerns, by code, and which team, by slug."""

    what: What
    whom: str = ""
    team: str = ""

    @property
    def concerns_teams(self) -> bool:
        """Whether people or teams are others than before, so that not everybody can be placed as proposed."""
        return self.what in (
            What.LEFT,
            What.CAME,
            What.JOINED,
            What.PARTED,
            What.FORMED,
            What.DISSOLVED,
        )


def differences(before: Ground, now: Ground) -> list[Difference]:
    """What happened between the two, people first."""
    return [*_people(before, now), *_teams(before, now), *_asked(before, now)]


def _people(before: Ground, now: Ground) -> Iterator[Difference]:
    for code in before.people:
        if code not in now.people:
            yield Difference(What.LEFT, code)
        elif before.people[code] != now.people[code]:
            yield Difference(What.MOVED, code)
    for code in now.people:
        if code not in before.people:
            yield Difference(What.CAME, code)


def _teams(before: Ground, now: Ground) -> Iterator[Difference]:
    for slug, members in before.teams.items():
        if slug not in now.teams:
            yield Difference(What.DISSOLVED, team=slug)
            continue
        if before.ideas.get(slug) != now.ideas.get(slug):
            yield Difference(What.WORKS, team=slug)
        yield from _projects(before, now, slug)
        for code in now.people:
            if (code in members) != (code in now.teams[slug]):
                yield Difference(What.PARTED if code in members else What.JOINED, code, slug)
    for slug in now.teams:
        if slug not in before.teams:
            yield Difference(What.FORMED, team=slug)


def _projects(before: Ground, now: Ground, slug: str) -> Iterator[Difference]:
    if before.running is None or now.running is None or (slug in before.running) == (slug in now.running):
        return
    yield Difference(What.BEGAN if slug in now.running else What.RUNS_NONE, team=slug)


def _asked(before: Ground, now: Ground) -> Iterator[Difference]:
    for code in before.people:
        if code in now.people and before.wishes.get(code) != now.wishes.get(code):
            yield Difference(What.WISHED, code)
    if before.rules != now.rules:
        yield Difference(What.RULED)
    for key in {**before.themes, **now.themes}:
        if key not in now.themes:
            yield Difference(What.THEME_GONE, key)
        elif key not in before.themes:
            yield Difference(What.THEME_NEW, key)
        elif before.themes[key] != now.themes[key]:
            yield Difference(What.THEME_ROOM, key)


def said(difference: Difference, names: Mapping[str, object], teams: Mapping[str, str]) -> str:
    """What happened, as a sentence. `names`: code or key → what somebody or a theme is called."""
    whom = str(names.get(difference.whom, difference.whom))
    words = {"whom": whom, "team": teams.get(difference.team, difference.team)}
    return _sentences()[difference.what] % words


def _sentences() -> dict[What, str]:
    return {
        What.LEFT: _("%(whom)s has left the programme meanwhile."),
        What.CAME: _("%(whom)s has come to the programme meanwhile."),
        What.MOVED: _("%(whom)s has another sector or municipality meanwhile."),
        What.JOINED: _("%(whom)s has joined the team %(team)s meanwhile."),
        What.PARTED: _("%(whom)s has left the team %(team)s meanwhile."),
        What.FORMED: _("The team %(team)s was formed meanwhile."),
        What.DISSOLVED: _("The team %(team)s was dissolved meanwhile."),
        What.WORKS: _("The team %(team)s works on something else meanwhile."),
        What.BEGAN: _("The team %(team)s has begun a project meanwhile."),
        What.RUNS_NONE: _("The team %(team)s runs no project any more."),
        What.WISHED: _("%(whom)s wishes for something else meanwhile."),
        What.RULED: _("The programme's rules for teams were changed meanwhile."),
        What.THEME_GONE: _("The theme %(whom)s was taken back meanwhile."),
        What.THEME_NEW: _("The theme %(whom)s was added meanwhile."),
        What.THEME_ROOM: _("Another number of teams may work on %(whom)s meanwhile."),
    }
