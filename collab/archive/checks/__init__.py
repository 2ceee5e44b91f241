"""What has to be true between records, files and what the site already holds."""

from collab.archive import world
from collab.archive.checks import people, programme, teams
from collab.archive.problems import Problems
from collab.archive.shaping import Shaper
from collab.programmes.models import Programme


def check(known: Programme | None, shaper: Shaper, problems: Problems) -> None:
    """Note everything that does not fit. `known`: the programme, where the site has it already."""
    around = world.around(known, shaper)
    programme.check(shaper, around, problems)
    people.check(known, shaper, problems)
    teams.check(shaper, around, problems)
