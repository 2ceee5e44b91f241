"""Pictures in files: a scene that is drawn, and the words beside it."""

from dataclasses import dataclass

from collab.archive.problems import Problems
from collab.archive.shaping import Record
from collab.landscapes import Light, Motif, Scene
from collab.landscapes.drawing import PICTURES


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneRecord(Record):
    """What is drawn, and what it shows in words."""

    scene: Scene
    motif: Motif | None = None
    light: Light | None = None
    alt: str
    caption: str = ""

    def judge(self, problems: Problems) -> None:
        """The motif is one of its scene's."""
        if self.motif is not None and self.motif not in PICTURES[self.scene]:
            known = ", ".join(PICTURES[self.scene])
            problems.add(self.node["motif"], f'"{self.motif}" is no motif of {self.scene}: {known}.')


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRecord(SceneRecord):
    """A picture with its caption."""

    caption: str
