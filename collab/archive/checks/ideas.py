"""Between ideas, those who wish for them, and the people they name."""

from collab.archive.problems import Problems
from collab.archive.records.ideas import IdeaRecord, WishRecord
from collab.archive.shaping import Shaper
from collab.archive.world import World
from collab.programmes.models import Role


def check(shaper: Shaper, authored: Shaper, world: World, problems: Problems) -> None:
    """Note what does not fit. `authored`: without what sites have exported, where roles may have changed."""
    for idea in shaper.found(IdeaRecord):
        if idea.withdrawn_at is not None and idea.withdrawn_at < idea.created_at:
            problems.add(idea.node["withdrawn_at"], "It was taken back before it was there.")
    seen: set[str] = set()
    for wishes in shaper.found(WishRecord):
        if wishes.person in seen:
            problems.add(wishes.node["person"], f'What "{wishes.person}" wishes for is said already.')
        seen.add(wishes.person)
        _check_names(wishes, problems)
    for wishes in authored.found(WishRecord):
        if not world.has_role(wishes.person, Role.PARTICIPANT):
            problems.add(wishes.node["person"], f'"{wishes.person}" is no participant.')


def _check_names(wishes: WishRecord, problems: Problems) -> None:
    for key, names in (("ideas", wishes.ideas), ("beside", wishes.beside)):
        for number, name in enumerate(names):
            if name in names[:number]:
                problems.add(wishes.node[key][number], f'"{name}" is named twice.')
    for number, name in enumerate(wishes.beside):
        if name == wishes.person:
            problems.add(wishes.node["beside"][number], "Everybody is with themselves.")
