"""Writing a project's plan together."""

from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.page import PageObject


class SectionForm(PageObject):
    """One section of a plan, as its writers have it."""

    def open(self, project: str, section: str) -> Self:
        """Go there, and wait until its scripts are at work."""
        self.page.goto(f"/projects/{project}/plan/{section}")
        expect(self.page.get_by_role("toolbar")).to_be_visible()
        return self

    @property
    def text(self) -> Locator:
        """What is written."""
        return self.page.get_by_role("textbox", name="Text", exact=True)

    @property
    def saved(self) -> Locator:
        """When what is typed was kept."""
        return self.page.locator("[data-saved]")

    @property
    def warning(self) -> Locator:
        """That what is typed is not kept, where it looks like a warning."""
        return self.page.locator("[data-saved].notice--warn:has(.icon)")

    def write(self, text: str) -> Self:
        """Write, and wait until it is kept as a draft."""
        self.text.fill(text)
        expect(self.saved).to_contain_text("Utkast sparat")
        return self

    def save(self) -> None:
        """Save, and be on the plan."""
        self.press("Spara avsnittet")
        self.page.wait_for_url("**/plan?saved=*")

    def save_in_vain(self) -> "TwoTexts":
        """Save what clashes with what somebody else saved."""
        self.press("Spara avsnittet")
        self.page.wait_for_url("**/join")
        return TwoTexts(self.page)

    def press(self, button: str) -> None:
        """Press one of the buttons."""
        self.page.get_by_role("button", name=button, exact=True).click()

    @property
    def preview(self) -> Locator:
        """What is written, as it will look."""
        return self.page.get_by_role("region", name="Förhandsgranskning, inte sparad")

    def choose_words(self, words: str) -> None:
        """Mark these words of the text."""
        self.text.evaluate(
            "(field, words) => { const at = field.value.indexOf(words); field.focus();"
            " field.setSelectionRange(at, at + words.length); }",
            words,
        )

    def press_in_place(self, button: str) -> float:
        """Press a button; answers how far down the page one is at that moment, in pixels."""
        note = (
            "addEventListener('click', () => { window.pressedAt = scrollY }, { capture: true, once: true })"
        )
        self.page.evaluate(note)
        self.press(button)
        return float(self.page.evaluate("pressedAt"))

    def open_versions(self) -> "Versions":
        """What the section was before."""
        self.page.goto(self.page.url.split("?")[0].rstrip("/") + "/versions")
        return Versions(self.page)


class TwoTexts(PageObject):
    """Both texts where they clash."""

    def choose(self, place: int, side: str) -> Self:
        """What is to stand at that place."""
        group = self.page.get_by_role("group", name=f"Ställe {place}")
        group.get_by_role("radio", name=side).check()
        return self

    def save(self) -> None:
        """Save what is chosen, and be on the plan."""
        self.page.get_by_role("button", name="Spara det jag valt").click()
        self.page.wait_for_url("**/plan?saved=*")


class Versions(PageObject):
    """What a section was before."""

    @property
    def compared(self) -> Locator:
        """Two versions, their words marked."""
        return self.page.locator(".marked")

    def compare(self, old: int, new: int) -> Self:
        """Choose two."""
        self.page.get_by_role("radio", name=f"Från version {old}").check()
        self.page.get_by_role("radio", name=f"Till version {new}").check()
        self.page.get_by_role("button", name="Jämför").click()
        self.page.wait_for_url("**from=*")
        return self

    def restore(self, number: int) -> Self:
        """Let one stand again."""
        self.page.get_by_role("link", name=str(number), exact=True).click()
        self.page.get_by_role("button", name="Låt den här versionen gälla igen").click()
        self.page.get_by_role("button", name="Låt den gälla igen").click()
        self.page.wait_for_url("**/versions")
        return self
