"""What has to be true between records, files and what the site already holds."""

from collab.archive import held, world
from collab.archive.checks import addresses, people, programme, reviews, showcases, teams, updates
from collab.archive.problems import Problems
from collab.archive.shaping import Shaper


def check(slug: str, shaper: Shaper, problems: Problems) -> None:
    """Note everything that does not fit in the programme of that slug."""
    known = held.programme_of(slug)
    around = world.around(known, shaper)
    programme.check(shaper, around, problems)
    people.check(known, shaper, problems)
    addresses.check(known, shaper, problems)
    authored = shaper.authored()
    teams.check(authored, around, problems)
    updates.check(authored, around, problems)
    reviews.check(authored, around, problems)
    showcases.check(slug, authored, around, problems)
