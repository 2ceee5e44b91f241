"""Reading proposals for teams, and what they stand on."""

from collab.divisions.queries.instances import (
    asked_of,
    explained_to,
    ground_of,
    instance_for,
    instance_of,
    judged,
    names_of,
    said_since,
    teams_of,
)
from collab.divisions.queries.searches import (
    divisions_of,
    found_by,
    get_division,
    get_search,
    list_searches,
    under_way,
)
from collab.divisions.queries.standing import Standing, standing_of

__all__ = [
    "Standing",
    "asked_of",
    "divisions_of",
    "explained_to",
    "found_by",
    "get_division",
    "get_search",
    "ground_of",
    "instance_for",
    "instance_of",
    "judged",
    "list_searches",
    "names_of",
    "said_since",
    "standing_of",
    "teams_of",
    "under_way",
]
