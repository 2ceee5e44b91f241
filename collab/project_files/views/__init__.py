"""The pages of a project's files."""

from collab.project_files.views import consents, reading, writing
from collab.project_files.views.blueprint import bp

__all__ = ["bp", "consents", "reading", "writing"]
