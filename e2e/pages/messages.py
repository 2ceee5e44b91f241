"""Messages of those who lead, and the projects that stand still."""

from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import PageObject, words


class Message(PageObject):
    """A message with every recipient's copy."""

    def send(self) -> Self:
        """Send it now."""
        self.page.get_by_role("button", name="Skicka nu").click()
        self.tells("Meddelandet är på väg.")
        return self


class StandingStill(PageObject):
    """Projects that stand still, on the home of those who lead."""

    def first(self) -> tuple[str, list[str]]:
        """The title of the first project, and its reasons."""
        one = self.page.locator(".stall").first
        expect(one).to_be_visible()
        return one.get_by_role("heading").inner_text(), one.get_by_role("listitem").all_inner_texts()

    def nudge(self, title: str) -> Message:
        """Draft a nudge to the team of that project."""
        self.page.get_by_role("button", name=words(f"Gör utkast till påminnelse: {title}")).click()
        self.tells("Ett utkast till teamet.")
        return Message(self.page)
