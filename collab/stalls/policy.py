"""Who may what with projects that stand still: those who lead the programme."""

from collab.accounts.models import Person
from collab.programmes import policy as programmes
from collab.programmes.models import Programme
from collab.projects.models import Project


def read(person: Person, programme: Programme) -> bool:
    """See which projects stand still and why."""
    return programmes.facilitate(person, programme)


def snooze(person: Person, project: Project) -> bool:
    """Leave a project alone for a while, or end that, until its programme is archived."""
    return read(person, project.programme) and programmes.write(project.programme)
