"""What has to be true between records, files and what the site already holds."""

from collab.archive import held, world
from collab.archive.checks import (
    addresses,
    ideas,
    people,
    programme,
    reviews,
    showcases,
    stages,
    teams,
    updates,
)
from collab.archive.problems import Problems
from collab.archive.shaping import Shaper


def check(slug: str, shaper: Shaper, problems: Problems) -> None:
    """Note everything that does not fit in the programme of that slug."""
    known = held.programme_of(slug)
    around = world.around(known, shaper)
    programme.check(shaper, around, problems)
    people.check(known, shaper, problems)
    addresses.check(known, shaper, problems)
    stages.check(known, shaper, around, problems)
    teams.check_one_each(known, shaper, around, problems)
    authored = shaper.authored()
    ideas.check(shaper, authored, around, problems)
    teams.check(authored, around, problems)
    updates.check(authored, around, problems)
    reviews.check(authored, around, problems)
    stages.check_ways(stages.asked_for(known, shaper), authored, around, problems)
    showcases.check(slug, authored, around, problems)
