"""Pictures in files: a scene that is drawn or a file beside them, and the words to it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from collab.archive.marks import Count, Slug, To
from collab.archive.problems import Problems
from collab.archive.shaping import Record
from collab.landscapes import Light, Motif, Scene
from collab.landscapes.drawing import PICTURES


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneRecord(Record):
    """What is drawn or lies ready, and what it shows in words."""

    scene: Scene | None = None
    motif: Motif | None = None
    light: Light | None = None
    key: Slug | None = None
    """Of a picture whose bytes lie beside the file, in `pictures/`."""
    widths: list[Count] = field(default_factory=list)
    height: Count = 0
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    by: Annotated[str, To("person")] | None = None
    at: datetime | None = None
    demonstration: bool | None = None

    def judge(self, problems: Problems) -> None:
        """It is drawn or lies beside the file, and says what it shows; the motif is one of its scene's."""
        if self.scene is None and self.key is None:
            problems.add(self.node, 'The key "scene" is missing.')
        if self.key is not None and not (self.widths and self.height):
            problems.add(self.node, "A picture beside the file has widths and a height.")
        if not self.alt and not self.decorative:
            problems.add(self.node, 'The key "alt" is missing.')
        if self.scene is not None and self.motif is not None and self.motif not in PICTURES[self.scene]:
            known = ", ".join(PICTURES[self.scene])
            problems.add(self.node["motif"], f'"{self.motif}" is no motif of {self.scene}: {known}.')


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRecord(SceneRecord):
    """A picture with its caption, when it is drawn."""

    def judge(self, problems: Problems) -> None:
        """Nobody draws a picture without saying what is to be seen."""
        SceneRecord.judge(self, problems)
        if self.scene is not None and not self.caption:
            problems.add(self.node, 'The key "caption" is missing.')
