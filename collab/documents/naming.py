"""What pages say of a document on its way."""

from typing import Any

from collab.documents.models import Cause
from collab.text import _


def step_of(told: dict[str, Any] | None) -> str:
    """What is being done, as a sentence without its end; empty while nothing was told."""
    if told is None:
        return ""
    numbers = told["numbers"]
    if told["step"] == "section":
        said = _("Sets the part %(name)s, %(number)s of %(of)s", **numbers)
    elif told["step"] == "pages" and numbers:
        said = _("Lays out page %(page)s", **numbers)
    else:
        said = _("Lays out the pages") if told["step"] == "pages" else _("Writes the file")
    return said


def why(cause: Cause | None) -> str:
    """Why it could not be made, and what to do."""
    if cause is Cause.LACKING:
        return _(
            "This site cannot make PDF yet: its machine lacks Pango, which sets the text. Choose Word or "
            "Markdown, and ask the person who runs this site to run “collab check”: it says what to install."
        )
    if cause is Cause.LARGE:
        return _("The plan needs more memory than a document may. Choose Word or Markdown, or shorten it.")
    if cause is Cause.SLOW:
        return _(
            "It took longer than five minutes and was ended. Choose Word or Markdown, or shorten the plan."
        )
    return _(
        "What made it ended unexpectedly three times, perhaps for want of memory. Try again, and tell the "
        "person who runs this site if it happens again."
    )
