"""Reading a backup from its first byte to its last, and believing it only then."""

from pathlib import Path

from collab.backup import container, manifest
from collab.backup.container import Member
from collab.backup.manifest import DIGEST, FILE, MANIFEST, ROWS, Manifest, Tell
from collab.backup.problems import Damaged, Refused
from collab.migrations import steps


def verify(file: Path, tell: Tell) -> Manifest:
    """What a whole and undamaged backup says of itself. Raises Damaged, or Refused for a newer schema."""
    seen: dict[str, Member] = {}
    own: dict[str, bytes] = {}
    with file.open("rb") as opened:
        for found in container.members(opened):
            _demand_name(found.name, seen)
            if found.name in (MANIFEST, DIGEST):
                own[found.name] = b"".join(found.pieces())
            seen[found.name] = Member(found.name, found.size, found.sha256)
            tell("verified", 1, found.size)
    if list(seen)[-2:] != [MANIFEST, DIGEST]:
        raise Damaged("It lacks its manifest: it was not written to its end.")
    said = manifest.read(own[MANIFEST], own[DIGEST])
    _compare(said.members, [member for name, member in seen.items() if name not in own])
    _demand_known(said)
    return said


def _demand_name(name: str, seen: dict[str, Member]) -> None:
    if name not in (MANIFEST, DIGEST) and not ROWS.fullmatch(name) and not FILE.fullmatch(name):
        raise Damaged(f"It holds a name that no backup has: {name!r}.")
    if name in seen:
        raise Damaged(f"It holds {name} twice.")


def _compare(said: list[Member], found: list[Member]) -> None:
    """The parts are those of the manifest, in its order, and files are what they are called."""
    wanted, there = {m.name: m for m in said}, {m.name: m for m in found}
    for name in wanted.keys() - there.keys():
        raise Damaged(f"It lacks {name}, which its manifest names.")
    for name in there.keys() - wanted.keys():
        raise Damaged(f"It holds {name}, which its manifest does not name.")
    for member in found:
        named = FILE.fullmatch(member.name)
        if member != wanted[member.name] or (named and named[1] != member.sha256):
            raise Damaged(f"It is damaged: {member.name} is not what was written.")


def _demand_known(said: Manifest) -> None:
    if not steps.knows(said.revision):
        raise Refused(
            f"It is of a newer schema ({said.revision}) than this release knows ({steps.newest()}). "
            f"Restore it with Collab {said.collab} or newer."
        )
