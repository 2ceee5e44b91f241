"""The pages that only a demonstration has."""

import time
from typing import Self

from playwright.sync_api import Page, expect

from e2e.cast import Player
from e2e.pages.page import PageObject, beginning, words
from e2e.pages.workspace import Home

LONGEST_WAIT = 30.0
"""Seconds until a mail is rendered by the worker."""


class Stage(PageObject):
    """The page of the cast and the day."""

    @classmethod
    def open(cls, page: Page) -> Self:
        """Go there."""
        page.goto("/demo")
        return cls(page)

    def be(self, player: Player, language: str = "sv") -> Home:
        """Sign in as somebody, with one click."""
        name = {"sv": player.sv, "en": player.en}[language]
        self.page.get_by_role("button", name=words(name)).click()
        self.page.wait_for_url("**/home")
        return Home(self.page)

    def choose(self, day: str) -> Self:
        """Let the site live on a day that has a name."""
        self.page.get_by_role("main").get_by_role("button", name=beginning(day)).click()
        self.tells("Här är det nu")
        return self

    def choose_hour(self, moment: str) -> Self:
        """Let the site live at any hour, as 2017-06-13T11:20."""
        self.page.get_by_label("Dag och klockslag").fill(moment)
        self.page.get_by_role("button", name="Gå till den dagen").click()
        self.tells("Här är det nu")
        return self


class Outbox(PageObject):
    """What the site has mailed."""

    @classmethod
    def open(cls, page: Page) -> Self:
        """Go there."""
        page.goto("/demo/outbox")
        return cls(page)

    def read(self, subject: str, to: str) -> "Letter":
        """Open the newest mail of that subject, as soon as the worker has written it."""
        row = self.page.get_by_role("row").filter(has_text=to)
        link = row.get_by_role("link", name=subject).first
        deadline = time.monotonic() + LONGEST_WAIT
        while not link.is_visible() and time.monotonic() < deadline:
            self.page.reload()
        link.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(subject)
        return Letter(self.page)


class Letter(PageObject):
    """One mail."""

    def link(self, part: str) -> str:
        """The address in it that contains that part."""
        found = self.page.get_by_role("article").locator(f"a[href*='{part}']").get_attribute("href")
        assert found is not None
        return found
