"""What a picture is painted with: chance, the light and its colours."""

from dataclasses import dataclass

from collab.landscapes.dice import Dice
from collab.landscapes.palette import PALETTES, Palette, Tone
from collab.landscapes.words import Light


@dataclass(frozen=True)
class Brush:
    """Chance and colours, handed to every picture and to the things in it."""

    dice: Dice
    light: Light

    @property
    def hues(self) -> Palette:
        """Materials as this light tones them."""
        return PALETTES[self.light]

    @property
    def tone(self) -> Tone:
        """The colours of the light itself."""
        return self.hues.tone
