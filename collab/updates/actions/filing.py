"""A new file that comes with an update becomes one of the project's."""

from collab.accounts.models import Person
from collab.project_files import actions as project_files
from collab.project_files import queries as files
from collab.project_files.actions import Said
from collab.project_files.arrived import Arrived
from collab.project_files.models import ProjectFile, Readers
from collab.projects.models import Project
from collab.updates.models import Visibility


def take_in(project: Project, arrived: Arrived, visibility: Visibility, *, by: Person) -> ProjectFile:
    """The project's file with these bytes and this name: one that it has, else a new one.

    A new one is the team's alone where the update is; else everybody in the programme may read it. Raises
    RuleViolation without room.
    """
    readers = Readers.TEAM if visibility is Visibility.TEAM else Readers.PROGRAMME
    found = files.same_as(project, arrived)
    return found or project_files.add_file(project, arrived, Said(readers=readers), by=by)
