"""Starts Debian's Chromium, or the one that CHROMIUM names."""

from playwright.sync_api import Browser, Playwright

from tools import prerequisites

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright: Playwright) -> Browser:
    """A browser without windows; close it, or use it in a `with`."""
    program = prerequisites.chromium()
    assert program, "Chromium is missing. Run: python -m tools.prerequisites"
    return playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
