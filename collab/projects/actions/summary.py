"""What a project says of itself in short, its cover, and whose it is."""

from collections.abc import Iterable

from msgspec import Struct

from collab import db, versions
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.files import actions as files
from collab.files.actions import Description
from collab.files.models import Picture
from collab.files.store import KeptPicture
from collab.programmes.models import Branch, Goal, Organisation
from collab.projects.actions.overtaking import demand_same
from collab.projects.models import Project
from collab.teams.models import Team
from collab.text import Localised, _


class Summary(Struct, frozen=True):
    """What a project says of itself in short."""

    title: Localised
    promise: Localised
    branches: list[Branch]
    goals: list[Goal]
    municipalities: list[Organisation]


def edit_summary(project: Project, summary: Summary, *, seen: int, by: Person) -> None:
    """Change the summary. `seen`: the version that the person started from. Raises Overtaken."""
    db.hold(project)
    demand_same(project.version, seen)
    project.title, project.promise = summary.title, summary.promise
    project.branches, project.goals = summary.branches, summary.goals
    project.municipalities = summary.municipalities
    project.version += 1
    activity.record(Verb.SUMMARY_EDITED, project, by=by)
    versions.bump()  # public updates say the title as it is now


def choose_cover(
    project: Project, kept: KeptPicture | None, said: Description, *, seen: int, by: Person
) -> None:
    """Give the project a cover picture, or with None say anew what the present one shows.

    `seen`: the version of the project that the person started from. Raises Overtaken.
    """
    db.hold(project)
    demand_same(project.version, seen)
    if kept is not None:
        _replace_cover(project, files.store_picture(kept, said, by=by))
    elif project.cover is not None:
        files.describe(project.cover, said)
    else:
        raise RuleViolation(_("Choose a picture."))
    project.cover_alternative = project.cover.alternative if project.cover else ""
    _cover_changed(project, by)


def drop_cover(project: Project, *, seen: int, by: Person) -> None:
    """Let the drawn landscape be the cover again. `seen`: as of `choose_cover`. Raises Overtaken."""
    db.hold(project)
    demand_same(project.version, seen)
    _replace_cover(project, None)
    project.cover_alternative = ""
    _cover_changed(project, by)


def hand_over(projects: Iterable[Project], team: Team) -> None:
    """Let another team run the projects."""
    for project in projects:
        db.hold(project)
        project.team = team
        project.version += 1
    db.session.flush()
    versions.bump()  # public pages say whose project it is


def _replace_cover(project: Project, picture: Picture | None) -> None:
    if project.cover is not None:
        files.let_go(project.cover)
    project.cover = picture


def _cover_changed(project: Project, by: Person) -> None:
    project.version += 1
    activity.record(Verb.SUMMARY_EDITED, project, by=by, part="cover")
