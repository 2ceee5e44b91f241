"""Writing an update and reading it."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from e2e.pages.page import PageObject

HAPPENED = re.compile(r"Vad (har hänt|vill ni fråga|bjuder ni in till)\?")
OPTIONAL = "Bilder, filer och mål (valfritt)"
KEPT = """() => {
  const { value } = document.querySelector("[name=form_key]");
  return Object.values(history.state?.keys ?? {}).includes(value);
}"""


class UpdateForm(PageObject):
    """Three fields, pictures if one likes."""

    def settle(self) -> "UpdateForm":
        """Wait until it has the key that the history remembers: nobody sends it as quickly as a test does."""
        self.page.wait_for_function(KEPT)
        return self

    def fill(self, *, status: str, happened: str, next_step: str, due_on: str) -> "UpdateForm":
        """The three fields; the day as 2017-05-24."""
        self.page.get_by_role("radio", name=status).check()
        self.happened.fill(happened)
        self.page.get_by_role("textbox", name="Vad gör ni härnäst?").fill(next_step)
        self.page.get_by_label("Klart senast").fill(due_on)
        return self

    @property
    def happened(self) -> Locator:
        """What has happened, or is asked."""
        return self.page.get_by_role("textbox", name=HAPPENED)

    @property
    def alternative(self) -> Locator:
        """What the picture shows."""
        return self.page.get_by_role("textbox", name="Vad visar bilden?")

    def add_picture(self, file: Path, shows: str = "") -> "UpdateForm":
        """Choose a picture, and say what it shows."""
        self.open_the_optional()
        self.page.get_by_label("Välj en bild").set_input_files(file)
        self.alternative.fill(shows)
        return self

    def open_the_optional(self) -> "UpdateForm":
        """Unfold pictures, files and goals, where they are not."""
        if not self.page.get_by_label("Välj en bild").first.is_visible():
            self.page.get_by_text(OPTIONAL, exact=True).click()
        return self

    def add_file(self, file: Path) -> "UpdateForm":
        """Choose a file that the project has not got yet."""
        self.open_the_optional()
        self.page.get_by_text("Filer", exact=True).click()
        self.page.get_by_label("Lägg till en fil").set_input_files(file)
        return self

    def count(self, goal: str, indicator: str, number: int) -> "UpdateForm":
        """Say that it touches a goal, and what it adds to what is counted there."""
        self.open_the_optional()
        self.page.get_by_text("Mål och siffror").click()
        self.page.get_by_role("checkbox", name=goal).check()
        self.page.get_by_label(indicator).fill(str(number))
        return self

    def tell_of(self, kind: str) -> "UpdateForm":
        """Say what kind of update it is."""
        self.page.get_by_role("combobox", name="Vad berättar ni om?").select_option(kind)
        return self

    def show_to(self, audience: str) -> "UpdateForm":
        """Choose who may read it."""
        self.page.get_by_role("combobox", name="Syns för").select_option(audience)
        return self

    def publish(self) -> "Update":
        """Post it."""
        self.send().tells("Lägesrapporten är publicerad.")
        return Update(self.page)

    def send(self) -> "UpdateForm":
        """Press the button, whatever comes of it."""
        self.page.get_by_role("button", name="Publicera lägesrapporten").click()
        return self


class Update(PageObject):
    """One update."""

    def has_text(self, text: str) -> None:
        """What has happened."""
        expect(self.page.get_by_role("article").get_by_text(text)).to_be_visible()

    def picture(self, shows: str) -> Locator:
        """The picture that shows that."""
        return self.page.get_by_role("img", name=shows)

    def is_marked(self, words: str) -> None:
        """Whether its question is answered."""
        expect(self.page.get_by_role("main").get_by_text(words, exact=True)).to_be_visible()

    def comment(self, text: str) -> "Update":
        """Answer it."""
        self.page.get_by_role("textbox", name="Din kommentar").fill(text)
        self.page.get_by_role("button", name="Publicera kommentaren").click()
        self.tells("Din kommentar är publicerad.")
        return self

    def change_comment(self, text: str) -> "Update":
        """Let one's own comment, the first on the page, say something else."""
        self.page.locator("#comments").get_by_role("link", name="Ändra", exact=False).first.click()
        self.page.get_by_role("textbox", name="Din kommentar").fill(text)
        self.page.get_by_role("button", name="Spara kommentaren").click()
        self.tells("Din kommentar är ändrad.")
        return self

    def take_comment_back(self, said: str) -> "Update":
        """Take back one's own comment, the first on the page; the site says that."""
        self.page.locator("#comments").get_by_role("link", name="Ta tillbaka").first.click()
        self.page.get_by_role("button", name="Ta tillbaka kommentaren").click()
        self.tells(said)
        return self

    def mark_answer(self) -> "Update":
        """Say that the first comment answers the question."""
        self.page.get_by_role("button", name="Det här är svaret").first.click()
        self.tells("Frågan är besvarad.")
        return self

    def is_answered_by(self, text: str) -> None:
        """The only comment is the answer: it stands once, with the mark."""
        expect(self.page.get_by_role("main").get_by_text(text)).to_have_count(1)
        expect(self.page.locator(".comment").get_by_text("Svaret", exact=True)).to_be_visible()

    def is_seen_by(self, name: str) -> None:
        """Who of those who lead has seen the report."""
        expect(self.page.get_by_text(f"Sedd av {name}")).to_be_visible()
