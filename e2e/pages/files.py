"""A project's files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from playwright.sync_api import FilePayload, Locator, expect

from e2e.pages.page import PageObject


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture as it comes from a telephone."""

    name: str
    data: bytes


class PictureForm(PageObject):
    """Adding a picture to a project."""

    def open(self, project: str) -> Self:
        """Go there by the project's files."""
        self.page.goto(f"/projects/{project}/files")
        self.page.get_by_role("link", name="Lägg till en bild").click()
        return self

    def choose(self, picture: Photograph) -> Self:
        """Choose a picture."""
        chosen = FilePayload(name=picture.name, mimeType="image/jpeg", buffer=picture.data)
        self.page.get_by_label("Bild", exact=True).set_input_files(chosen)
        return self

    def choose_on_disk(self, file: Path) -> Self:
        """Choose a file that lies on the disk, however large."""
        self.page.get_by_label("Bild", exact=True).set_input_files(file)
        return self

    def say(self, alternative: str) -> Self:
        """Say what it shows."""
        self.page.get_by_label("Vad visar bilden?").fill(alternative)
        return self

    def agree(self, who: str, day: str, purpose: str) -> Self:
        """Note who has agreed to be seen, when and to what."""
        self.page.get_by_role("radio", name="Ja, och de har samtyckt").check()
        self.page.get_by_label("Vem har samtyckt").fill(who)
        self.page.get_by_label("Samtyckte den").fill(day)
        self.page.get_by_role("checkbox", name=purpose).check()
        return self

    def send(self) -> Self:
        """Upload it."""
        self.page.get_by_role("button", name="Ladda upp").click()
        return self

    def sent(self) -> "File":
        """Upload it, and be on its page."""
        self.send()
        self.tells("Filen är uppladdad.")
        return File(self.page)


class File(PageObject):
    """One file."""

    def withdraw(self) -> Self:
        """Note that somebody agrees no longer."""
        self.page.get_by_role("link", name="Återkalla samtycket").click()
        self.page.get_by_role("button", name="Återkalla samtycket").click()
        self.tells("Samtycket är återkallat.")
        return self


def picture_in_plan(page: PageObject, alternative: str) -> Locator:
    """The picture with those words, on the page of the plan."""
    return page.page.get_by_role("img", name=alternative)


def is_loaded(picture: Locator) -> bool:
    """Whether the browser has the picture's pixels."""
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    return bool(picture.evaluate("image => image.decode().then(() => image.naturalWidth > 0)"))
