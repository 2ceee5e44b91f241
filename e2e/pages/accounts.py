"""Signing in and one's own account."""

from typing import Self

from playwright.sync_api import Page

from e2e.pages.page import PageObject
from e2e.pages.workspace import Home


class SignIn(PageObject):
    """Two ways in."""

    @classmethod
    def open(cls, page: Page) -> Self:
        """By the button of the landing page."""
        page.goto("/")
        page.get_by_role("link", name="Logga in").click()
        page.wait_for_url("**/sign-in")
        return cls(page)

    def with_password(self, email: str, password: str) -> Home:
        """By the first way."""
        self.try_password(email, password)
        self.page.wait_for_url("**/home")
        return Home(self.page)

    def try_password(self, email: str, password: str) -> Self:
        """Send the first form, whatever comes of it."""
        door = self.page.get_by_role("region", name="Med lösenord")
        door.get_by_role("textbox", name="E-postadress").fill(email)
        door.get_by_label("Lösenord").fill(password)
        door.get_by_role("button", name="Logga in").click()
        return self

    def ask_for_link(self, email: str) -> None:
        """By the second way."""
        door = self.page.get_by_role("region", name="Utan lösenord")
        door.get_by_role("textbox", name="E-postadress").fill(email)
        door.get_by_role("button", name="Mejla mig en länk").click()
        self.page.wait_for_url("**/sign-in/link")


class MailedLink(PageObject):
    """What a mailed link opens."""

    @classmethod
    def open(cls, page: Page, address: str) -> Self:
        """As a click in the mail does."""
        page.goto(address)
        return cls(page)

    def press(self) -> Home:
        """The button signs in."""
        self.page.get_by_role("main").get_by_role("button", name="Logga in").click()
        self.page.wait_for_url("**/home")
        return Home(self.page)


class Account(PageObject):
    """Who one is here."""

    @classmethod
    def open(cls, page: Page) -> Self:
        """By the menu of the account."""
        page.get_by_role("button", name="Ditt konto").click()
        page.get_by_role("link", name="Ditt konto").click()
        page.wait_for_url("**/account")
        return cls(page)

    def set_password(self, password: str) -> Self:
        """A first password."""
        self.page.get_by_label("Nytt lösenord").fill(password)
        self.page.get_by_role("button", name="Spara lösenordet").click()
        self.tells("Ditt lösenord är sparat.")
        return self

    def sign_out(self) -> None:
        """Leave; one lands on the public side."""
        self.page.get_by_role("button", name="Ditt konto").click()
        self.page.get_by_role("button", name="Logga ut").click()
        self.page.get_by_role("link", name="Logga in").wait_for()
