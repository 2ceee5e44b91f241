"""A proposal for teams by hand: moving somebody, applying it, undoing it."""

from playwright.sync_api import Locator, expect

from e2e.pages.page import PageObject


class Draft(PageObject):
    """The page of one proposal, and those behind its buttons."""

    def move(self, who: str, to: str) -> "Draft":
        """Choose who and where, see what changes, and save it."""
        self.foresee(who, to)
        self.page.get_by_role("button", name="Flytta", exact=True).click()
        self.tells(f"{who} är flyttad")
        return self

    def foresee(self, who: str, to: str) -> None:
        """Choose who and where, and see what would change."""
        self.page.get_by_role("main").get_by_role("link", name="Flytta någon", exact=True).click()
        self.page.get_by_label("Person", exact=True).select_option(who)
        self.page.get_by_label("Flyttar till", exact=True).select_option(to)
        self.page.get_by_role("button", name="Se vad som ändras", exact=True).click()
        expect(
            self.page.get_by_role("region", name=f"Vad som ändras om {who} flyttar till {to}")
        ).to_be_visible()

    def may_move(self, who: str, to: str) -> bool:
        """Look whether the move that was chosen can be made, and go back to the proposal."""
        self.foresee(who, to)
        can_be = self.page.get_by_role("button", name="Flytta", exact=True).is_visible()
        self.back()
        return can_be

    def back(self) -> "Draft":
        """To the proposal itself."""
        self.page.get_by_role("main").get_by_role("link", name="Förslag 1", exact=True).click()
        self.is_headed("Förslag 1")
        return self

    def newcomers(self, team: str) -> Locator:
        """Who comes into a team that stays, as the page for applying says it."""
        crew = self.page.get_by_role("region", name=team, exact=True).get_by_role("listitem")
        return crew.filter(has_text="ny här")

    def open_apply(self, number: int = 1) -> "Draft":
        """See what would be done with the proposal of that number."""
        self.page.get_by_role("main").get_by_role("link", name="Fastställ förslaget", exact=True).click()
        self.is_headed(f"Fastställ förslag {number}")
        return self

    def apply(self, reason: str) -> None:
        """Make it real."""
        self.page.get_by_label("Några ord till dem det gäller").fill(reason)
        self.page.get_by_role("button", name="Fastställ förslaget", exact=True).click()
        self.tells("Teamen är fastställda")

    def undo(self, reason: str) -> None:
        """Make everything what it was."""
        self.page.get_by_label("Några ord till dem det gäller").fill(reason)
        self.page.get_by_role("button", name="Ångra förslaget", exact=True).click()
        self.tells("Teamen är som de var förut")
