"""Browsers fetch pages that nobody has opened yet."""

from flask import request


def only_fetches() -> bool:
    """Whether a browser asks for the page in case somebody opens it."""
    return "prefetch" in request.headers.get("Sec-Purpose", "")
