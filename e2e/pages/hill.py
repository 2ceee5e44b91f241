"""Milestones that slip, and strands of work on their hill."""

from typing import Self
from urllib.request import urlopen

from playwright.sync_api import Locator, expect

from e2e.pages.page import PageObject, words


class LaterDay(PageObject):
    """Where a milestone is given a later day."""

    def save(self, due_on: str, why: str) -> Self:
        """Choose the day, say why."""
        self.page.get_by_label("Nytt datum").fill(due_on)
        self.page.get_by_label("Varför den skjuts upp").fill(why)
        self.page.get_by_role("button", name="Spara det nya datumet").click()
        return self


class Dates(PageObject):
    """Where a calendar gets its address."""

    def make(self) -> str:
        """Have an address made."""
        self.page.goto("/dates")
        self.page.get_by_role("button", name="Skapa min adress").click()
        return self.page.get_by_label("Din hemliga adress").input_value()

    @staticmethod
    def fetch(address: str) -> str:
        """What a calendar gets, which has no session; long lines are put together."""
        with urlopen(address) as response:  # noqa: S310 - the demonstration's own address
            body: bytes = response.read()
        return body.replace(b"\r\n ", b"").decode()


class Hill(PageObject):
    """The strands of work of one project."""

    def open(self, project: str) -> Self:
        """Go there."""
        self.page.goto(f"/projects/{project}/hill")
        return self

    def dot(self, strand: str) -> Locator:
        """A strand on the hill."""
        return self.page.get_by_role("slider", name=strand)

    def drag(self, strand: str, share: float) -> Self:
        """Take the dot by a pointer to that share of the picture's width, and let it go."""
        dot, picture = self.dot(strand).locator("circle"), self.page.locator("svg[data-hill]:visible")
        dot.scroll_into_view_if_needed()
        start, whole = dot.bounding_box(), picture.bounding_box()
        assert start is not None
        assert whole is not None
        mouse, y = self.page.mouse, start["y"] + start["height"] / 2
        mouse.move(start["x"] + start["width"] / 2, y)
        mouse.down()
        mouse.move(whole["x"] + whole["width"] * share, y, steps=8)
        mouse.up()
        return self

    def leave_note(self, key: str) -> None:
        """Leave the note of a move by that key."""
        expect(self.note()).to_be_focused()
        self.page.keyboard.press(key)
        expect(self.note()).to_be_hidden()

    def note(self) -> Locator:
        """The note of a move that is not saved yet."""
        return self.page.locator("[data-hill-form]").get_by_label("Anteckning")

    def save_with(self, note: str) -> None:
        """Say something about the move, and save it."""
        expect(self.note()).to_be_focused()
        self.note().fill(note)
        self.page.get_by_role("button", name="Spara flytten").click()
        self.tells("Arbetsspåret ligger där du satte det.")

    def press(self, strand: str, *keys: str) -> Self:
        """Move the dot by the keyboard."""
        self.dot(strand).focus()
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def write(self, strand: str, place: str, note: str) -> None:
        """Move it by its form in the list."""
        self.page.get_by_label(f"Plats, 0 till 100: {strand}").fill(place)
        self.page.get_by_label(f"Anteckning: {strand}").fill(note)
        self.page.get_by_role("button", name=words(f"Flytta: {strand}")).click()
        self.tells("Arbetsspåret ligger där du satte det.")

    def strand(self, name: str) -> Locator:
        """A strand in the list."""
        return self.page.get_by_role("listitem").filter(has=self.page.get_by_role("heading", name=name))

    def last_move(self, name: str) -> Locator:
        """The newest row of a strand's history, opened if it is folded."""
        strand = self.strand(name)
        if not strand.get_by_role("table").is_visible():
            strand.locator("summary").click()
        return strand.get_by_role("row").nth(1)
