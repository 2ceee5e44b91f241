"""Everything that waits for a participant, in the order of its dates."""

from datetime import date

from collab.accounts.models import Person
from collab.programmes.models import Programme
from collab.projects import policy
from collab.projects.models import Project
from collab.together import Reading, askable, side_by_side
from collab.workspace.tasks import own, team
from collab.workspace.tasks.task import Task


@askable
def tasks_of(person: Person, programme: Programme, project: Project | None) -> Reading[list[Task]]:
    """Everything that waits for the person, the earliest date first, in one statement.

    `project`: that of the person's team, which is asked of those who may edit it.
    """
    parts = [kind(person, programme) for kind in own.KINDS]
    if project is not None and policy.edit(person, project):
        parts += [kind(person, project) for kind in team.KINDS]
        parts.append(own.questions(person, programme, project))
    else:
        parts.append(own.questions(person, programme, None))
    found = yield from side_by_side(*parts)
    return _by_date([task for several in found for task in several])


@askable
def asked_of(person: Person, programme: Programme) -> Reading[list[Task]]:
    """What asks the person by name, whatever their part in the programme, the oldest first."""
    found = yield from side_by_side(own.mentions(person, programme), own.questions(person, programme, None))
    return _by_date([task for several in found for task in several])


def _by_date(tasks: list[Task]) -> list[Task]:
    return sorted(_said_once(tasks), key=lambda task: (task.on is None, task.on or date.max))


def _said_once(tasks: list[Task]) -> list[Task]:
    """Without what says nothing more than another one about the same update."""
    said = {task.about for task in tasks if not task.gives_way}
    return [task for task in tasks if not (task.gives_way and task.about in said - {""})]
