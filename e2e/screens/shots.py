"""What there is to photograph: a shot is a page that a reader loads once, in one language, for four looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from e2e.a11y.inventory import Shown
from e2e.a11y.walk import EIGHT_LOOKS
from e2e.desk import Look


@dataclass(frozen=True, slots=True)
class Shot:
    """A page, who reads it and in which language."""

    shown: Shown
    reader: str
    language: str

    @property
    def feature(self) -> str:
        """The folder of its pictures and the sheet that shows them."""
        return self.shown.endpoint.partition(".")[0]

    @property
    def looks(self) -> list[Look]:
        """How it is photographed."""
        return EIGHT_LOOKS[self.language]

    @property
    def title(self) -> str:
        """As in lists of what failed."""
        return f"{self.shown.name} as {self.reader} in {self.language} ({self.shown.path})"

    def file(self, folder: Path, look: Look) -> Path:
        """Where the picture of that look goes."""
        return folder / self.feature / f"{self.shown.name}-{self.reader}-{look.name}.png"


def plan(inventory: Sequence[Shown], pages: Sequence[str] = (), readers: Sequence[str] = ()) -> list[Shot]:
    """Every shot of the pages whose feature, endpoint or name is in `pages`, for `readers`; () means all."""
    return [
        Shot(shown, reader, language)
        for shown in inventory
        if not pages or {shown.endpoint.partition(".")[0], shown.endpoint, shown.name} & set(pages)
        for reader in shown.readers
        if not readers or reader in readers
        for language in EIGHT_LOOKS
    ]
