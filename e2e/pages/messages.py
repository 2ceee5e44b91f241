"""Messages of those who lead, and the projects that stand still."""

from typing import Self

from playwright.sync_api import Page, expect

from e2e.pages.page import PageObject, words


class Message(PageObject):
    """A message with every recipient's copy."""

    def send(self) -> Self:
        """Send it now."""
        self.page.get_by_role("button", name="Skicka nu").click()
        self.tells("Meddelandet är på väg.")
        return self

    def recipients(self) -> list[str]:
        """Who gets a copy."""
        copies = self.page.get_by_role("region", name="Mottagare och deras exemplar")
        expect(copies).to_be_visible()
        return copies.get_by_role("heading", level=3).all_inner_texts()

    def reasons(self) -> list[str]:
        """What a nudge tells its team, as the first copy says it."""
        return self.page.locator(".message__sheet").first.get_by_role("listitem").all_inner_texts()


class NewMessage(PageObject):
    """Where a message begins."""

    @classmethod
    def open(cls, page: Page) -> Self:
        """From home."""
        page.get_by_role("link", name="Meddelanden till personer i programmet").click()
        page.get_by_role("main").get_by_role("link", name="Skriv ett meddelande").click()
        return cls(page)

    def choose(self, *labels: str) -> Self:
        """Narrow the selection."""
        for label in labels:
            self.page.get_by_role("checkbox", name=label, exact=True).check()
        return self

    def draft(self, subject: str, text: str) -> Message:
        """Write it, and see every copy."""
        self.page.get_by_role("textbox", name="Ämne").fill(subject)
        self.page.get_by_role("textbox", name="Text").fill(text)
        self.page.get_by_role("button", name="Gör ett utkast").click()
        return Message(self.page)


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
