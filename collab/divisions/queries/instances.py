"""A search as the solver and the judge see it: its instance, with the names that things had."""

import json

from msgspec.structs import replace

from collab.accounts.models import Person
from collab.divisions import asking, ground, policy
from collab.divisions.asking import Asked
from collab.divisions.explaining import Explained, explained
from collab.divisions.ground import Difference, Ground
from collab.divisions.models import Division, Search
from collab.divisions.names import Names, from_values
from collab.divisions.queries.standing import standing_of
from collab.proposals import reading
from collab.proposals.instance import Formed, Instance
from collab.proposals.judging import Judged, Team, judge_division


def instance_of(search: Search) -> Instance:
    """What the solver was given, with names. Raises Unreadable for what no search of ours keeps."""
    found = reading.read(json.dumps(search.instance).encode())
    names = names_of(search)
    return replace(found, names=names.all, sector_names=names.sectors, formed=_formed(found, search))


def _formed(found: Instance, search: Search) -> tuple[Formed, ...]:
    """The teams that stay, what they are called, and which run a project: a file's form does not say it."""
    then = ground_of(search)
    slugs = (slug for slug, _ in asking.formed(asked_of(search), then))
    running = then.running or ()
    pairs = zip(slugs, found.formed, strict=True)
    names = search.names["teams"]
    return tuple(
        replace(team, runs_project=slug in running, name=str(names.get(slug, ""))) for slug, team in pairs
    )


def instance_for(search: Search, *, viewer: Person) -> Instance:
    """The same as the viewer may read it: whom people wish to be apart from is told to facilitators alone."""
    found = instance_of(search)
    if policy.read_apart(viewer, search):
        return found
    return replace(found, people=tuple(replace(person, apart=frozenset()) for person in found.people))


def names_of(search: Search) -> Names:
    """What everything was called when somebody asked."""
    return from_values(search.names)


def asked_of(search: Search) -> Asked:
    """What was chosen."""
    return asking.from_values(search.asked)


def explained_to(search: Search, viewer: Person) -> Explained:
    """Why there is no division, and what would be enough, as the viewer may know it."""
    has_apart = any(wanted.apart for wanted in ground_of(search).wishes.values())
    return explained(search.answer, reads_apart=policy.read_apart(viewer, search), has_apart=has_apart)


def ground_of(search: Search) -> Ground:
    """What the programme was like when somebody asked."""
    return ground.from_values(search.ground)


def differences_for(search: Search, now: Ground, *, viewer: Person) -> list[Difference]:
    """What has happened since somebody asked that the viewer may know of."""
    then = ground_of(search)
    if not policy.read_apart(viewer, search):
        then, now = then.without_apart, now.without_apart
    return ground.differences(then, now)


def said_since(search: Search, *, viewer: Person) -> list[str]:
    """What has happened in the programme since somebody asked that the viewer may know of, as sentences."""
    standing = standing_of(search.programme)
    found = differences_for(search, standing.ground, viewer=viewer)
    then = names_of(search)
    names = {**then.people, **then.themes, **standing.people, **standing.themes}
    return [ground.said(difference, names, {**then.teams, **standing.teams}) for difference in found]


def judged(division: Division, instance: Instance) -> Judged:
    """The division as it is now, judged; `instance` is its search's."""
    return judge_division(instance, teams_of(division))


def teams_of(division: Division) -> list[Team]:
    """The division as it is now, as values."""
    return [Team(tuple(team["members"]), team["theme"]) for team in division.teams]
