"""The pages of workspace."""

from collab.workspace import (
    dates_page,
    feed_pages,
    home_page,
    idea_pages,
    project_page,
    search_page,
    team_page,
    voices_page,
)
from collab.workspace.blueprint import bp

__all__ = [
    "bp",
    "dates_page",
    "feed_pages",
    "home_page",
    "idea_pages",
    "project_page",
    "search_page",
    "team_page",
    "voices_page",
]
