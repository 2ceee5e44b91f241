"""Which stored file stands behind the address of a picture in a plan, and whether it may still be shown."""

from collections.abc import Iterable, Mapping

from collab.project_files import queries as files
from collab.projects.illustrations import address_of
from collab.projects.models import Project


def files_of(project: Project, addresses: Iterable[str]) -> dict[str, str]:
    """SHA-256 by address of those that everybody in the programme may see; words stand for the others."""
    before = address_of(project.slug)
    keys = {address: address.removeprefix(before) for address in addresses if address.startswith(before)}
    known = files.files_of_pictures(project, set(keys.values())) if keys else {}
    return {address: known[key] for address, key in keys.items() if key in known}


def are_shown(project: Project, pictures: Mapping[str, str]) -> bool:
    """Whether the plan still shows these, SHA-256 by address: one may be withdrawn or another now."""
    return files_of(project, pictures) == pictures
