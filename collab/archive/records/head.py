"""What stands at the top of every file."""

from dataclasses import dataclass
from typing import Annotated

from collab.archive.marks import Only, Slug, To
from collab.archive.shaping import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Head(Record):
    """The version of the format, the time zone of every time, and whether the content is invented."""

    schema: Annotated[int, Only(1)]
    timezone: Annotated[str, Only("Europe/Stockholm")]
    demonstration: bool
    exported: bool = False
    """Whether a site has written the file: what happened there is not judged anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartHead(Head):
    """The top of a file that belongs to a programme."""

    programme: Annotated[Slug, To("programme")]
