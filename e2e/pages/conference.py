"""The timetable of the conference and its sessions."""

from typing import Self

from playwright.sync_api import Page, expect

from e2e.pages.page import PageObject, words
from e2e.pages.showcases import Showcase


class Timetable(PageObject):
    """The day."""

    @classmethod
    def open(cls, page: Page) -> Self:
        """Go there."""
        page.goto("/conference")
        return cls(page)

    def has_now(self, *titles: str) -> None:
        """Exactly these are on."""
        self._lists("Nu", titles)

    def has_next(self, *titles: str) -> None:
        """Exactly these follow."""
        self._lists("Härnäst", titles)

    def _lists(self, heading: str, titles: tuple[str, ...]) -> None:
        part = self.page.get_by_role("region", name="Just nu").locator(".now__part")
        part = part.filter(has=self.page.get_by_role("heading", name=heading))
        expect(part.get_by_role("link")).to_have_text(list(titles))

    def open_session(self, title: str) -> "Session":
        """By its name in the list of the whole day."""
        day = self.page.get_by_role("region", name="Hela dagen")
        day.get_by_role("link", name=words(title)).click()
        self.page.wait_for_url("**/conference/*")
        return Session(self.page)


class Session(PageObject):
    """One session."""

    def open_showcase(self) -> Showcase:
        """Read about the project that is presented."""
        self.page.get_by_role("link", name="Läs om projektet").click()
        self.page.wait_for_url("**/showcases/*")
        return Showcase(self.page)
