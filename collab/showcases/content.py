"""What an edition keeps: every value that the public page shows, so that nothing edited later leaks in."""

from typing import Any, TypeVar

from msgspec import Struct, to_builtins

from collab.text import Localised

T = TypeVar("T", bound=Struct)
Said = dict[str, str]
"""A text in both languages, {"sv", "en"}, as it stands in the frozen content."""


def said(text: Localised) -> Said:
    """A `Localised` as it is frozen."""
    return {"sv": text.sv, "en": text.en}


def spoken(text: Said) -> Localised:
    """And thawed."""
    return Localised(**text)


class Image(Struct, frozen=True):
    """A picture as the page shows it; `key` is its picture's, whose bytes never change."""

    key: str
    alternative: str
    caption: str
    width: int
    height: int
    widths: list[int]


class Place(Struct, frozen=True):
    """A municipality on the line."""

    code: str
    slug: str
    name: str
    x: float
    y: float


class Member(Struct, frozen=True):
    """Somebody in the team, by office."""

    place: str
    letters: str
    sector: str
    title: Said


class Effect(Struct, frozen=True):
    """A number, what it counts, how it was counted, and the update that supports it when that is public."""

    label: str
    text: str
    unit: str
    method: str
    evidence: str


class SectorRole(Struct, frozen=True):
    """What one sector does, for whoever wants to do it at home."""

    sector: str
    name: Said
    text: str


class Tag(Struct, frozen=True):
    """A branch or a goal."""

    code: str
    name: Said


class Document(Struct, frozen=True):
    """A document that the team shares: its title and what kind of paper it is."""

    title: str
    kind: str


class Content(Struct, frozen=True):
    """A whole public page."""

    slug: str
    title: Said
    promise: Said
    headline: Said
    is_ongoing: bool
    seeks_municipalities: bool
    is_demonstration: bool
    team: str
    cover: Image | None
    cover_alternative: str
    story_html: str
    summary_en: str
    effects: list[Effect]
    takes: str
    cost: str
    sector_roles: list[SectorRole]
    pitfalls: list[str]
    documents: list[Document]
    pictures: list[Image]
    places: list[Place]
    members: list[Member]
    branches: list[Tag]
    goals: list[Tag]

    def frozen(self) -> dict[str, Any]:
        """As plain values for the database."""
        values: dict[str, Any] = to_builtins(self)
        return values

    @classmethod
    def thawed(cls, values: dict[str, Any]) -> "Content":
        """From the database, also what another version of Collab froze.

        What this version no longer knows is left out; a field added later has a default.
        """
        lists: dict[str, Any] = {
            "effects": Effect, "sector_roles": SectorRole, "documents": Document, "pictures": Image,
            "members": Member, "branches": Tag, "goals": Tag,
        }  # fmt: skip
        whole = dict(values)
        for key, kind in lists.items():
            whole[key] = [_known(kind, item) for item in values.get(key, [])]
        whole |= {"cover": cover_in(values), "places": places_in(values)}
        return _known(cls, whole)

    def image(self, key: str) -> Image | None:
        """The picture of that key when the page shows it."""
        shown = [*self.pictures, *([self.cover] if self.cover else [])]
        return next((image for image in shown if image.key == key), None)


def cover_in(values: dict[str, Any]) -> Image | None:
    """The cover of what is frozen, for whoever needs no more of it."""
    return _known(Image, values["cover"]) if values.get("cover") else None


def places_in(values: dict[str, Any]) -> list[Place]:
    """The places on the line of what is frozen."""
    return [_known(Place, place) for place in values.get("places", [])]


def _known(kind: type[T], values: dict[str, Any]) -> T:
    return kind(**{name: values[name] for name in kind.__struct_fields__ if name in values})
