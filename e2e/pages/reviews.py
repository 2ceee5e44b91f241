"""The queue, the desk where a review is written, what the team reads and answers, approval."""

from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.page import PageObject, beginning


class Queue(PageObject):
    """What waits for a reviewer, oldest first."""


class Desk(PageObject):
    """A review being written beside the plan as it was handed in."""

    def judge(self, level: str, *criteria: str) -> Self:
        """Choose the same level for these criteria."""
        for criterion in criteria:
            self.page.get_by_role("group", name=criterion).get_by_role("radio", name=beginning(level)).check()
        return self

    def add_must(self, criterion: str, text: str) -> Self:
        """Add a point that has to be answered."""
        place = self.page.get_by_role("region", name=criterion)
        place.get_by_text(beginning("Lägg till en punkt")).click()
        place.get_by_role("textbox", name="Vad ska teamet göra?").fill(text)
        place.get_by_role("radio", name="Måste").check()
        place.get_by_role("button", name=beginning("Lägg till punkten")).click()
        expect(
            self.page.get_by_role("region", name=criterion).get_by_role("listitem").get_by_text(text).first
        ).to_be_visible()
        return self

    def conclude(self, recommendation: str, summary: str) -> Self:
        """Recommend something, in a few sentences."""
        verdict = self.page.get_by_role("region", name="Din slutsats")
        verdict.get_by_role("radio", name=recommendation).check()
        verdict.get_by_role("textbox", name="Sammanfattning").fill(summary)
        return self

    def submit(self) -> None:
        """Hand the review in."""
        self.page.get_by_role("button", name="Lämna och ta nästa").click()
        self.tells("Granskningen är lämnad.")


class Reviews(PageObject):
    """A project's reviews."""

    def point(self, text: str) -> Locator:
        """The point that says that."""
        return self.page.get_by_role("listitem").filter(has_text=text).filter(has_text="Svara på punkten")

    def answer(self, point: str, text: str) -> Self:
        """Say that it is done, and how."""
        asked = self.point(point)
        asked.get_by_text("Svara på punkten").click()
        asked.get_by_role("radio", name="Det är gjort").check()
        asked.get_by_role("textbox").fill(text)
        asked.get_by_role("button", name="Skicka svaret").click()
        self.tells("Svaret är skickat.")
        return self

    def approve(self) -> Self:
        """Let the project be shown."""
        self.page.get_by_role("button", name="Godkänn för visning").click()
        self.tells("Projektet är godkänt för att visas.")
        return self


class HandingIn(PageObject):
    """What is in place and the button that hands the project in."""

    def hand_in(self) -> Reviews:
        """Give the project to the reviewers."""
        self.page.get_by_role("button", name="Lämna in projektet").click()
        self.tells("Projektet är inlämnat.")
        return Reviews(self.page)
