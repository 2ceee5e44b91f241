"""The landing page and the municipalities."""

from typing import Self

from playwright.sync_api import Page

from e2e.pages.page import PageObject, words
from e2e.pages.showcases import Showcase


class Landing(PageObject):
    """What the programme is, with the map."""

    @classmethod
    def open(cls, page: Page) -> Self:
        """Go there."""
        page.goto("/")
        return cls(page)

    def follow_map_to(self, place: str) -> "Municipality":
        """Choose a municipality on the map."""
        drawing = self.page.get_by_role("group", name="Karta över Skåne och Blekinge")
        drawing.get_by_role("link", name=place, exact=True).press("Enter")
        self.page.wait_for_url("**/municipalities/*")
        return Municipality(self.page)


class Municipality(PageObject):
    """One municipality and the projects that it is in."""

    def open_showcase(self, title: str) -> Showcase:
        """By its card."""
        self.page.get_by_role("article").get_by_role("link", name=words(title)).click()
        self.page.wait_for_url("**/showcases/*")
        return Showcase(self.page)
