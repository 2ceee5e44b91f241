"""The pages of notices, and comments, of which they tell."""

import time
from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.demonstration import LONGEST_WAIT
from e2e.pages.page import PageObject


class Talk(PageObject):
    """An update and the comments on it."""

    def open(self, key: str) -> Self:
        """Go there."""
        self.page.goto(f"/updates/{key}")
        return self

    def say(self, text: str) -> Self:
        """Comment."""
        self.page.get_by_label("Din kommentar").fill(text)
        self.page.get_by_role("button", name="Publicera kommentaren").click()
        self.page.wait_for_url("**#comment-*")
        return self


class Notices(PageObject):
    """What somebody is told."""

    def until_told(self, what: str, more: str) -> Locator:
        """The item that says so, as soon as the worker has looked at everything."""
        self.page.goto("/notices")
        item = self.page.get_by_role("link", name=what).filter(has_text=more)
        deadline = time.monotonic() + LONGEST_WAIT
        while not item.is_visible() and time.monotonic() < deadline:
            self.page.reload()
        expect(item).to_be_visible()
        return item


class NoticeChoices(PageObject):
    """How somebody wants to be told."""

    def open(self) -> Self:
        """Go there by way of the notices."""
        self.page.get_by_role("banner").get_by_role("link", name="Aviseringar").click()
        self.page.get_by_role("link", name="Välj vad du får mejl om").click()
        return self

    def choose_all(self, pace: str) -> Self:
        """The same pace for every kind that can have it, and save."""
        kinds = self.page.get_by_role("region", name="Hur snart du får mejl, beroende på vad det gäller")
        for choice in kinds.get_by_role("combobox").all():
            if pace in choice.inner_text():
                choice.select_option(label=pace)
        self.page.get_by_role("button", name="Spara valen").click()
        self.tells("Dina val är sparade.")
        return self
