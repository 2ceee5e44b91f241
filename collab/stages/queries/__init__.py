"""Reading stages and gates: where projects are, what is missing, how they came there."""

from collab.stages.queries.gates import Whereabouts, get_project, whereabouts
from collab.stages.queries.history import Agreed, Past, history_of
from collab.stages.queries.overview import ProjectLine, list_projects
from collab.stages.queries.stages import CONFERENCE, Meeting, StageShown, stages_of
from collab.stages.queries.tally import tally_of

__all__ = [
    "CONFERENCE",
    "Agreed",
    "Meeting",
    "Past",
    "ProjectLine",
    "StageShown",
    "Whereabouts",
    "get_project",
    "history_of",
    "list_projects",
    "stages_of",
    "tally_of",
    "whereabouts",
]
