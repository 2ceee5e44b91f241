"""What all page objects share: a browser's page, and words as a reader hears them."""

import re
from re import Pattern

from playwright.sync_api import Page, expect

GAP = r"\s*"


def words(text: str) -> Pattern[str]:
    """That text and nothing else; a browser may put a space where a hidden part of a name begins."""
    parts = re.split(r"([,:])", text)
    return re.compile(
        "^" + GAP + "".join(f"{GAP}{p}" if p in ",:" else re.escape(p) for p in parts) + GAP + "$"
    )


def beginning(text: str) -> Pattern[str]:
    """Whatever begins with that text."""
    return re.compile("^" + GAP + re.escape(text))


class PageObject:
    """A page that somebody looks at."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def heading(self) -> str:
        """The page's one heading of the first level."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def says(self, text: str) -> None:
        """The reader finds that text somewhere in the content."""
        expect(self.page.get_by_role("main").get_by_text(text).first).to_be_visible()

    def tells(self, text: str) -> None:
        """The page tells what was just done."""
        expect(self.page.get_by_role("status").get_by_text(text)).to_be_visible()

    def is_headed(self, text: str) -> None:
        """The page's heading is that text."""
        expect(self.page.get_by_role("heading", level=1, name=words(text))).to_be_visible()
