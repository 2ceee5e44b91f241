"""Why a file is not taken."""

from collab.errors import RuleViolation


class FileRefused(RuleViolation):
    """The file cannot be kept. The message says what is wrong with it and what to do."""
