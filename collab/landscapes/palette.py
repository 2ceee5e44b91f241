"""The colours of each light, and the materials of the country as that light tones them."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass

from collab.landscapes.words import Light

Four = tuple[str, str, str, str]


@dataclass(frozen=True)
class Tone:
    """The light itself: sky from the top down, sea from the horizon down, lamplight, three distances.

    `mark` is for fine lines on the sky; materials are seen through `veil` to that `strength`.
    """

    sky: Four
    sea: Four
    sun: str
    glow: str
    far: str
    mid: str
    near: str
    wall: str
    dark: str
    mark: str
    crop: tuple[str, str, str]
    veil: str
    strength: float
    lamps: bool


@dataclass(frozen=True)
class Paint:
    """A colour with its own shadow."""

    lit: str
    shade: str


@dataclass(frozen=True)
class Palette:
    """What a picture in one light is painted with."""

    tone: Tone
    brick: Paint
    wood: Paint
    plank: Paint
    gold: Paint
    sand: Paint
    blue: Paint
    green: Paint
    plum: Paint
    rose: Paint
    stone: Paint
    lime: Paint
    coal: Paint

    @property
    def glass(self) -> str:
        """A window seen from outside: lit when it is dark."""
        return self.tone.sun if self.tone.lamps else self.tone.dark

    @property
    def coats(self) -> tuple[Paint, ...]:
        """Paints for doors, boats and books, where any will do."""
        return (self.brick, self.gold, self.blue, self.green, self.plum, self.wood, self.rose, self.lime)

    @property
    def colours(self) -> frozenset[str]:
        """Every colour that a picture in this light may use."""
        return frozenset(_colours(astuple(self)))


_TONES = {
    Light.DAY: Tone(
        sky=("#a9d3da", "#c3e1e0", "#dcece0", "#f3ecd4"),
        sea=("#7fbac4", "#539aac", "#33788f", "#1f5873"),
        sun="#fffaf0",
        glow="#f5c921",
        far="#8fb9b4",
        mid="#5f9a7c",
        near="#2f6e50",
        wall="#fffaf0",
        dark="#14304a",
        mark="#14304a",
        crop=("#f6ce2b", "#e3b012", "#fbe06a"),
        veil="#fffaf0",
        strength=0.0,
        lamps=False,
    ),
    Light.MORNING: Tone(
        sky=("#f2c1a4", "#f6d1b4", "#fae1c6", "#fdf0dc"),
        sea=("#c4cfcb", "#93b5ba", "#5e93a3", "#356d86"),
        sun="#fffaf0",
        glow="#f8d35c",
        far="#c2b6b0",
        mid="#8aa68f",
        near="#4d7d63",
        wall="#fffaf0",
        dark="#24405a",
        mark="#24405a",
        crop=("#f4cf4a", "#e0b233", "#f9e28c"),
        veil="#f6d1b4",
        strength=0.16,
        lamps=False,
    ),
    Light.EVENING: Tone(
        sky=("#d9573c", "#e9784c", "#f49f63", "#fbc987"),
        sea=("#e58a5f", "#b25e60", "#75476a", "#3b3560"),
        sun="#fdeab4",
        glow="#fdeab4",
        far="#b0605c",
        mid="#7a4a5e",
        near="#3a3558",
        wall="#fde3bd",
        dark="#1d2547",
        mark="#1d2547",
        crop=("#f2b02c", "#cf7f2a", "#f8cc62"),
        veil="#7a4a5e",
        strength=0.2,
        lamps=True,
    ),
    Light.DUSK: Tone(
        sky=("#12304d", "#1a4464", "#2a5f7c", "#5a8c97"),
        sea=("#2f6a83", "#205570", "#17425c", "#0f3048"),
        sun="#f7ebc0",
        glow="#f7d97c",
        far="#214f69",
        mid="#193f55",
        near="#0f2d42",
        wall="#d8dfd2",
        dark="#0b2033",
        mark="#d8dfd2",
        crop=("#b79a3c", "#8c7a3a", "#d3b95c"),
        veil="#12304d",
        strength=0.3,
        lamps=True,
    ),
    Light.WINTER: Tone(
        sky=("#9fb0b8", "#b4c2c6", "#cad4d4", "#e0e5e0"),
        sea=("#9db0b6", "#7d959f", "#5c7885", "#3d5867"),
        sun="#f9e3a2",
        glow="#f7c948",
        far="#a3b1b2",
        mid="#75898a",
        near="#465c62",
        wall="#f6f4ec",
        dark="#22333f",
        mark="#22333f",
        crop=("#d3c491", "#b6a878", "#e5dab2"),
        veil="#9fb0b8",
        strength=0.22,
        lamps=True,
    ),
}

_MATERIALS = {
    "brick": ("#b4452f", "#8f3526"),
    "wood": ("#9a5b34", "#74412a"),
    "plank": ("#dda968", "#bd8449"),
    "gold": ("#f5c921", "#d59d1f"),
    "sand": ("#e9d3a6", "#d0b27c"),
    "blue": ("#3f7f96", "#2a5f78"),
    "green": ("#5c8a5e", "#3f6b49"),
    "plum": ("#7d3a2e", "#5e2b28"),
    "rose": ("#e59a7d", "#c87457"),
    "stone": ("#a9aca3", "#82877f"),
    "lime": ("#fffaf0", "#e6dcc6"),
    "coal": ("#35424d", "#1e2a35"),
}


def _mixed(colour: str, veil: str, strength: float) -> str:
    """The colour seen through a veil, channel by channel."""
    channels = zip(bytes.fromhex(colour[1:]), bytes.fromhex(veil[1:]), strict=True)
    return "#" + bytes(round(own + (other - own) * strength) for own, other in channels).hex()


def _palette(tone: Tone) -> Palette:
    paints = {
        name: Paint(*(_mixed(colour, tone.veil, tone.strength) for colour in pair))
        for name, pair in _MATERIALS.items()
    }
    return Palette(tone=tone, **paints)


def _colours(values: object) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, tuple):
        for value in values:
            yield from _colours(value)


PALETTES = {light: _palette(tone) for light, tone in _TONES.items()}
