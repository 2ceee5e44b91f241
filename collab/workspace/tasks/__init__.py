"""What waits for a participant: each thing with its date, one sentence and one verb."""

from collab.workspace.tasks.listing import asked_of, tasks_of
from collab.workspace.tasks.task import Task

__all__ = ["Task", "asked_of", "tasks_of"]
