"""Importing programmes from files: everything when all is right, or nothing and every reason why not."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from collab import geography
from collab.archive import checks, held, source, writers
from collab.archive import pictures as drawings
from collab.archive.drawing import Drawing
from collab.archive.keeping import Keeper
from collab.archive.pictures import Beside
from collab.archive.problems import Problem, Problems, Refused
from collab.archive.records import FILES
from collab.archive.records.programme import CountyRecord
from collab.archive.records.shelf import FileVersionRecord
from collab.archive.shaping import Shaper
from collab.archive.source import Node
from collab.files.store import KeptPicture


@dataclass(slots=True)
class Bundle:
    """Files that were read, by the programme that they belong to, and what was wrong with each by itself."""

    shapers: dict[str, Shaper] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)


def read(paths: Sequence[Path]) -> Bundle:
    """Read and shape files. Raises nothing: what is wrong is in the bundle.

    Where a file cannot be read at all, only that is wrong: the rest would be judged without what it says.
    """
    bundle, unreadable = Bundle(), Problems()
    roots = [root for path in paths if (root := _root(path, bundle.problems, unreadable)) is not None]
    if unreadable:
        return Bundle(problems=unreadable)
    slugs = [slug for root in roots if (slug := _own_slug(root))]
    for root in roots:
        _shape(root, slugs, bundle)
    return bundle


def check(bundle: Bundle) -> None:
    """Raises Refused when the files are wrong, do not fit each other or do not fit what the site holds."""
    problems = Problems(bundle.problems)
    for slug, shaper in bundle.shapers.items():
        shaper.names.check(_held(slug, shaper), problems)
        checks.check(slug, shaper, problems)
    if problems:
        raise Refused(problems)


def pictures(bundle: Bundle) -> list[Drawing]:
    """The pictures that have to be drawn before the bundle can be written."""
    return [d for slug, shaper in bundle.shapers.items() for d in drawings.missing(slug, shaper)]


def pictures_beside(bundle: Bundle) -> list[Beside]:
    """The pictures whose bytes lie beside the files and have to be kept before the bundle can be written."""
    return [picture for shaper in bundle.shapers.values() for picture in drawings.beside(shaper)]


def files_beside(bundle: Bundle) -> list[FileVersionRecord]:
    """The versions of projects' files that the bundle speaks of."""
    return [one for shaper in bundle.shapers.values() for one in shaper.found(FileVersionRecord)]


def write(bundle: Bundle, drawn: Mapping[str, KeptPicture], sizes: Mapping[str, int]) -> list[Keeper]:
    """Write files that were checked, in the order of the programmes. Answers what was made and changed."""
    return [writers.write(slug, shaper, drawn, sizes) for slug, shaper in bundle.shapers.items()]


def _root(path: Path, problems: Problems, unreadable: Problems) -> Node | None:
    shown_as = str(path)
    try:
        root, faults = source.read(path, shown_as=shown_as)
    except source.Unreadable as no:
        unreadable.append(Problem(shown_as, no.line, no.field, no.said))
        return None
    problems.extend(Problem(shown_as, fault.line, fault.field, fault.said) for fault in faults)
    return root


def _own_slug(root: Node) -> str:
    """The slug that a file gives to its own programme; empty for any other file."""
    own = root["programme"]["slug"].value if root["programme"].has("slug") else ""
    return own if isinstance(own, str) else ""


def _shape(root: Node, slugs: list[str], bundle: Bundle) -> None:
    about = [kind for kind in FILES if root.has(kind)]
    if "programme" in about and not isinstance(root["programme"].value, dict):
        about.remove("programme")
    if len(about) != 1:
        bundle.problems.add(root, f"A file is about one of these: {', '.join(FILES)}.")
        return
    shaper = bundle.shapers.setdefault(_slug(root, slugs), Shaper(bundle.problems))
    shaper.file(FILES[about[0]], root)


def _slug(root: Node, slugs: list[str]) -> str:
    """The programme that a file belongs to. One that names none is judged with the only one there is."""
    named = _own_slug(root) or root["programme"].value
    slug = named if isinstance(named, str) else ""
    if slug in slugs or held.programme_of(slug) is not None:
        return slug
    return slugs[0] if len(slugs) == 1 else slug


def _held(slug: str, shaper: Shaper) -> dict[str, Collection[Hashable]]:
    names = held.names(slug)
    counties = {county.code for county in shaper.found(CountyRecord)}
    invited = {m.code for m in geography.municipalities().values() if m.county_code in counties}
    return names | {"municipality": {*names["municipality"], *invited}}
