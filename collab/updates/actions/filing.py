"""New files that come with an update: they wait with the draft, and are the project's once it is posted."""

from collections.abc import Iterable

from msgspec.structs import replace
from sqlalchemy import Select, func, select

from collab import db
from collab.accounts.models import Person
from collab.programmes.models import Programme
from collab.project_files import actions as project_files
from collab.project_files import queries as files
from collab.project_files.actions import Said
from collab.project_files.arrived import Arrived
from collab.project_files.models import ProjectFile, Readers
from collab.projects.models import Project
from collab.updates import policy
from collab.updates.content import Content
from collab.updates.models import NewFile, Update, Visibility, update_file


def with_known(content: Content, project: Project) -> Content:
    """The content with the project's own file for each new one that is just that, bytes and name."""
    found = {arrived: files.same_as(project, arrived) for arrived in content.new_files}
    known = [file for file in found.values() if file is not None]
    return _together(content, known, [arrived for arrived, file in found.items() if file is None])


def take_in(update: Update, content: Content, *, by: Person) -> Content:
    """The content with its new files become the project's, under the keys that they had with the draft.

    Raises RuleViolation without room.
    """
    keys = {arrived_of(row): row.key for row in update.new_files}
    made = []
    for arrived in content.new_files:
        file = project_files.add_file(update.project, arrived, Said(readers=None), by=by)
        file.key = keys.get(arrived, file.key)
        made.append(file)
    return _together(content, made, [])


def follow(files: Iterable[ProjectFile]) -> None:
    """Let those that came with reports be read by whoever may read one of the reports that each stands at.

    Ask once what became of the reports is written. The team and those who lead the programme read each.
    """
    following = sorted((file for file in files if file.follows_reports), key=lambda file: file.id)
    if not following:
        return
    for file in following:
        db.hold(file)
    with_others = set(db.session.scalars(_at_reports_for_others([file.id for file in following])))
    for file in following:
        if file.follows_reports:
            file.readers = Readers.PROGRAMME if file.id in with_others else Readers.TEAM


def follow_time(programme: Programme) -> None:
    """Let all files of the programme do so, when the site's clock has been moved."""
    theirs = select(ProjectFile).join(ProjectFile.project).where(Project.programme_id == programme.id)
    follow(db.session.scalars(theirs.where(ProjectFile.follows_reports)))


def _at_reports_for_others(ids: list[int]) -> Select[int]:
    """Which of the files stand at a report that others than the team and those who lead can read now."""
    others = policy.posted(), Update.visibility != Visibility.TEAM
    at = select(update_file.c.file_id).join(Update, Update.id == update_file.c.update_id)
    return at.where(update_file.c.file_id.in_(ids), *others)


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
