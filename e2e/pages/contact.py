"""Views from visitors: the form, the receipt, the organiser's answer."""

from typing import Self

from playwright.sync_api import Page, expect

from e2e.pages.page import PageObject


class ContactForm(PageObject):
    """Where anybody can write to the organisers."""

    @classmethod
    def open(cls, page: Page) -> Self:
        """By the foot of the landing page."""
        page.goto("/")
        page.get_by_role("contentinfo").get_by_role("link", name="Lämna en synpunkt").click()
        page.wait_for_url("**/contact")
        return cls(page)

    def send(self, text: str, email: str) -> "Receipt":
        """Write something, with the address for an answer."""
        self.page.get_by_role("textbox", name="Vad vill du säga?").fill(text)
        self.page.get_by_role("textbox", name="Din e-postadress").fill(email)
        self.page.get_by_role("button", name="Skicka").click()
        self.page.wait_for_url("**/contact/*")
        return Receipt(self.page)


class Receipt(PageObject):
    """What was received, and what was answered."""

    @property
    def number(self) -> str:
        """As on the page."""
        return self.page.locator(".receipt__number").inner_text()

    @property
    def address(self) -> str:
        """The page's secret address."""
        return self.page.url


class Views(PageObject):
    """What waits for an answer."""

    @classmethod
    def open(cls, page: Page) -> Self:
        """From the organiser's home."""
        page.get_by_role("main").get_by_role("link", name="Läs och svara").click()
        page.wait_for_url("**/views")
        return cls(page)

    def read(self, text: str) -> "View":
        """Open the one that says that."""
        self.page.get_by_role("listitem").filter(has_text=text).get_by_role("link").click()
        self.page.wait_for_url("**/views/*")
        return View(self.page)

    def waits_for_nothing(self) -> None:
        """Everything is answered."""
        expect(self.page.get_by_role("heading", name="Inget väntar")).to_be_visible()


class View(PageObject):
    """One view."""

    def answer(self, text: str) -> Views:
        """Write an answer and send it."""
        self.page.get_by_role("main").get_by_role("textbox").fill(text)
        self.page.get_by_role("button", name="Skicka svaret").click()
        self.tells("Svaret är skickat.")
        return Views(self.page)
