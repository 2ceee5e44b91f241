"""New files that come with an update: they wait with the draft, and are the project's once it is posted."""

from dataclasses import replace

from sqlalchemy import func, select

from collab import db
from collab.accounts.models import Person
from collab.project_files import actions as project_files
from collab.project_files import queries as files
from collab.project_files.actions import Said
from collab.project_files.arrived import Arrived
from collab.project_files.models import ProjectFile, Readers
from collab.projects.models import Project
from collab.updates.content import Content
from collab.updates.models import NewFile, Update, Visibility


def with_known(content: Content, project: Project) -> Content:
    """The content with the project's own file for each new one that is just that, bytes and name."""
    found = {arrived: files.same_as(project, arrived) for arrived in content.new_files}
    known = [file for file in found.values() if file is not None]
    return _together(content, known, [arrived for arrived, file in found.items() if file is None])


def take_in(update: Update, content: Content, *, by: Person) -> Content:
    """The content with its new files become the project's, under the keys that they had with the draft.

    They are the team's alone where the update is; else everybody in the programme may read them. Raises
    RuleViolation without room.
    """
    keys = {arrived_of(row): row.key for row in update.new_files}
    readers = Readers.TEAM if content.visibility is Visibility.TEAM else Readers.PROGRAMME
    made = []
    for arrived in content.new_files:
        file = project_files.add_file(update.project, arrived, Said(readers=readers), by=by)
        file.key = keys.get(arrived, file.key)
        made.append(file)
    return _together(content, made, [])


def keep_new(update: Update, content: Content) -> None:
    """Let the update wait with the content's new files. Raises RuleViolation without room for them."""
    held = {arrived_of(row): row for row in update.new_files}
    wanted = dict.fromkeys(content.new_files)
    if not wanted.keys() <= held.keys():
        _demand_room(update, sum(arrived.size for arrived in wanted))
    update.new_files = [held.get(arrived) or _row(arrived) for arrived in wanted]


def arrived_of(row: NewFile) -> Arrived:
    """The file as it came."""
    return Arrived(row.name, row.kind, row.size, row.sha256)


def _row(arrived: Arrived) -> NewFile:
    return NewFile(name=arrived.name, kind=arrived.kind, size=arrived.size, sha256=arrived.sha256)


def _together(content: Content, more: list[ProjectFile], new: list[Arrived]) -> Content:
    together = {file.id: file for file in (*content.files, *more)}
    return replace(
        content, files=tuple(together[number] for number in sorted(together)), new_files=tuple(new)
    )


def _demand_room(update: Update, size: int) -> None:
    """What waits with drafts takes room as what is there does."""
    waiting = (
        select(func.coalesce(func.sum(NewFile.size), 0))
        .join(NewFile.update)
        .join(Update.project)
        .where(Project.team_id == update.project.team_id, Update.id != update.id)
    )
    with db.session.no_autoflush:
        project_files.demand_room(update.project, size + int(db.session.scalar(waiting) or 0))
