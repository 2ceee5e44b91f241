"""A project's stages, and the gate that leads to the next one."""

from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.page import PageObject, beginning


class Stages(PageObject):
    """Where a project is, what is missing, how it came there."""

    def open(self, project: str) -> Self:
        """Go there by the project's own page."""
        self.page.goto(f"/projects/{project}")
        self.page.get_by_role("main").get_by_role("link", name=beginning("För att gå vidare till")).click()
        self.page.wait_for_url("**/stages")
        return self

    @property
    def gate(self) -> Locator:
        """What the gate asks for."""
        return self.page.get_by_role("region", name=beginning("För att gå vidare till"))

    @property
    def history(self) -> Locator:
        """How the project came to where it is."""
        return self.page.get_by_role("region", name="Så har projektet kommit hit").get_by_role("listitem")

    def counts(self, words: str) -> Self:
        """The gate says how much of it is in place."""
        expect(self.page.get_by_role("heading", level=2, name=words)).to_be_visible()
        return self

    def stand_for(self, *statements: str) -> Self:
        """Tick what one stands for."""
        for statement in statements:
            self.page.get_by_role("checkbox", name=beginning(statement)).check()
        return self

    def stands_for(self, statement: str) -> None:
        """That is ticked."""
        expect(self.page.get_by_role("checkbox", name=beginning(statement))).to_be_checked()

    def go_on(self, stage: str) -> Self:
        """Press the button of the gate."""
        self.page.get_by_role("button", name=f"Gå vidare till {stage}").click()
        return self

    def is_refused(self) -> Self:
        """The gate is shut, and the sentence that says so has the focus."""
        alert = self.page.get_by_role("alert")
        expect(alert).to_contain_text("Projektet kan inte gå vidare än.")
        expect(alert).to_be_focused()
        return self

    def follow(self, link: str) -> None:
        """To where something is put right."""
        self.gate.get_by_role("link", name=link).click()

    def let_through(self, stage: str, reason: str) -> Self:
        """Let the team go on, whatever is missing."""
        self.page.get_by_text(f"Släpp fram teamet till {stage}").click()
        self.page.get_by_role("textbox", name="Varför teamet får gå vidare").fill(reason)
        self.page.get_by_role("button", name="Släpp fram teamet").click()
        self.tells(f"Teamet är framsläppt till skedet {stage}.")
        return self

    def go_back(self, stage: str, reason: str) -> Self:
        """Take the project back."""
        self.page.get_by_text("Gå tillbaka till ett tidigare skede").click()
        self.page.get_by_role("combobox", name="Tillbaka till").select_option(stage)
        self.page.get_by_role("textbox", name="Varför projektet går tillbaka").fill(reason)
        self.page.get_by_role("button", name="Gå tillbaka", exact=True).click()
        return self
