"""Searching a programme."""

from typing import Self

from playwright.sync_api import Page, expect

from e2e.pages.page import PageObject


class Search(PageObject):
    """The page that finds things."""

    @classmethod
    def open_from_the_menu(cls, page: Page) -> Self:
        """Go there, from wherever one is."""
        page.get_by_role("banner").get_by_role("link", name="Sök", exact=True).click()
        return cls(page)

    def look_for(self, query: str) -> Self:
        """Search, by keyboard."""
        field = self.page.get_by_role("searchbox", name="Sök efter ord")
        field.fill(query)
        field.press("Enter")
        expect(self.page).to_have_title(f"Sök: {query} – Collab")
        return self

    def marks(self, word: str) -> None:
        """The word is marked in a hit."""
        expect(self.page.locator("mark").get_by_text(word, exact=True).first).to_be_visible()

    def finds_nothing(self) -> None:
        """There is no hit."""
        self.says("Inga träffar på")
