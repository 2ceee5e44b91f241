"""The plan as a document: asking, waiting, taking the file."""

import re
from pathlib import Path
from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import PageObject

LONGEST = 90_000
"""Milliseconds that a document takes at most, while others keep the machine busy."""


class Documents(PageObject):
    """The pages of documents, as somebody uses them who reads the plan."""

    def open(self, project: str) -> Self:
        """From the plan."""
        self.page.goto(f"/projects/{project}/plan")
        self.page.get_by_role("link", name="Planen som dokument").click()
        self.is_headed("Planen som dokument")
        return self

    def ask(self, kind: str, *, version: str = "") -> Self:
        """Ask for that kind of file."""
        self.page.get_by_role("radio", name=kind).check()
        if version:
            self.page.get_by_label("Vilken version").select_option(version)
        self.page.get_by_role("button", name="Gör dokumentet", exact=True).click()
        self.is_headed(f"Planen som {kind}")
        return self

    def wait(self) -> Self:
        """Until the page shows that it is ready."""
        expect(self.page.get_by_role("heading", name="Dokumentet är klart")).to_be_visible(timeout=LONGEST)
        return self

    def take(self, folder: Path) -> Path:
        """Save the file under the name that it comes with."""
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name="Ladda ner filen").click()
        target = folder / coming.value.suggested_filename
        coming.value.save_as(target)
        return target

    def back(self) -> Self:
        """To where documents are asked for."""
        self.page.get_by_role("link", name=re.compile("Planen som dokument")).click()
        return self
