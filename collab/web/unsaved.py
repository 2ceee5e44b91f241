"""What somebody sent and the site did not take: shown to them again, to send or to copy, and kept nowhere."""

from flask import request

from collab.web.csrf import is_ours

LONG = 60
"""Characters. What is shorter, and one line, is written again sooner than it is copied."""
_OF_THE_PAGE = ("csrf_token", "idempotency_key", "began")
"""Fields that are the page's, not what somebody wrote."""


def fields() -> list[tuple[str, str]]:
    """The fields of the form that was sent, as they are; none where they hold a password."""
    form = request.__dict__.get("form")  # only when it has been read: it may be what could not be taken
    if request.method != "POST" or not form or any("password" in name for name in form):
        return []
    return list(form.items(multi=True))


def texts() -> list[str]:
    """The longer texts among them, when they were sent from a page of ours."""
    if not is_ours():
        return []
    return [text for name, text in fields() if name not in _OF_THE_PAGE and is_long(text)]


def is_long(text: str) -> bool:
    """Whether somebody would mind to write it again."""
    return len(text) > LONG or "\n" in text.strip()
