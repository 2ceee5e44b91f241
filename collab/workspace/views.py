"""The pages of workspace."""

from collab.workspace import feed_pages, home_page, project_page, team_page
from collab.workspace.blueprint import bp

__all__ = ["bp", "feed_pages", "home_page", "project_page", "team_page"]
