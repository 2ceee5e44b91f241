"""How an update came to say what it says."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.columns import among
from collab.programmes import queries as programmes
from collab.projects import policy as projects
from collab.projects.marking import Stretch, compare
from collab.projects.models import Status
from collab.text import Localised
from collab.updates.mentions import Mentioned, handles_in, in_words
from collab.updates.models import Comment, CommentWording, Kind, Update, Visibility, Wording
from collab.updates.queries.finding import mentioned


class Said(Struct, frozen=True):
    """How it went, when the next step was to be done, who could read it, and what it told of."""

    status: Status | None
    due_on: date | None
    visibility: Visibility
    kind: Kind | None
    """None where it is not known any more."""


class Recount(Struct, frozen=True):
    """A number that became another one; None where there was or is none."""

    name: Localised
    before: int | None
    after: int | None


class Change(Struct, frozen=True):
    """One change: when, what became of the words of the text and of the next step, and of the rest."""

    at: datetime
    text: list[Stretch]
    next_step: list[Stretch]
    before: Said
    after: Said
    recounts: list[Recount]

    @property
    def is_of_readers(self) -> bool:
        """Whether others may read it since."""
        return self.before.visibility is not self.after.visibility

    @property
    def is_of_kind(self) -> bool:
        """Whether it tells of something else since."""
        return None not in (self.before.kind, self.after.kind) and self.before.kind is not self.after.kind


class Before(NamedTuple):
    """A text that an update or a comment had before, until when, and who could read it."""

    until: datetime
    text: str
    visibility: Visibility


class Named(Struct, frozen=True):
    """The handles that a text is the first to name, to those inside the project and to everybody else."""

    inside: set[str]
    outside: set[str]

    @property
    def everybody(self) -> set[str]:
        """Those that it names to anybody."""
        return self.inside | self.outside


def texts_before(updates: Collection[int]) -> dict[int, list[Before]]:
    """What these updates said before each change, the earliest first, by their ids, in one statement."""
    found: dict[int, list[Before]] = defaultdict(list)
    rows = db.session.execute(
        select(Wording.update_id, Wording.until, Wording.text, Wording.visibility)
        .where(among(Wording.update_id, sorted(updates)))
        .order_by(Wording.until, Wording.id)
    )
    for update_id, until, text, visibility in rows:
        found[update_id].append(Before(until, text, visibility))
    return found


def words_before(comments: Collection[int]) -> dict[int, list[Before]]:
    """The same of comments."""
    found: dict[int, list[Before]] = defaultdict(list)
    rows = db.session.execute(
        select(
            CommentWording.comment_id, CommentWording.until, CommentWording.text, CommentWording.visibility
        )
        .where(among(CommentWording.comment_id, sorted(comments)))
        .order_by(CommentWording.until, CommentWording.id)
    )
    for comment_id, until, text, visibility in rows:
        found[comment_id].append(Before(until, text, visibility))
    return found


def newly_mentioned(said: Update | Comment, at: datetime, before: Sequence[Before]) -> Named:
    """Whom what was posted, or became of the text, at that time names, as no earlier text did.

    An earlier text counts for those who could read it: what was for the team alone named nobody outside.
    """
    first_at = said.at if isinstance(said, Comment) else said.posted_at
    if at not in (first_at, *(one.until for one in before)):
        return Named(set(), set())
    later = [one for one in before if one.until > at]
    text, visibility = (later[0].text, later[0].visibility) if later else (said.text, readers_of(said))
    earlier = [one for one in before if one.until <= at]
    told = [one for one in earlier if one.visibility is not Visibility.TEAM]
    inside, outside = _first_in(text, earlier), _first_in(text, told)
    return Named(inside, set() if visibility is Visibility.TEAM else outside)


def readers_of(said: Update | Comment) -> Visibility:
    """Who may read it: of a comment those who may read its update, or the team where it was written to it."""
    if isinstance(said, Update):
        return said.visibility
    return Visibility.TEAM if said.is_inside else said.update.visibility


def _first_in(text: str, earlier: Sequence[Before]) -> set[str]:
    return handles_in(text).difference(*(handles_in(one.text) for one in earlier))


def history(update: Update, *, viewer: Person) -> list[Change]:
    """The update's changes, the latest first, in constantly many statements; handles are said as names.

    What was said to the team alone stays with those who may read it, also when the update is open to more
    people now: then the change is told from what they could read before.
    """
    wordings = db.session.scalars(
        select(Wording).where(Wording.update_id == update.id).order_by(Wording.until, Wording.id)
    ).all()
    reads_inside = projects.read_inside(viewer, update.project)
    said = [(one, since) for one, since in _since(wordings, update) if _is_read(one, inside=reads_inside)]
    names = mentioned("\n\n".join(one.text for one, _since in said), update.project.programme_id)
    return [
        _change(before, after, at, update.project.programme_id, names)
        for (before, _since), (after, at) in pairwise(said)
    ][::-1]


def _since(wordings: Sequence[Wording], update: Update) -> list[tuple[Wording | Update, datetime]]:
    """All that the update ever said, each with the moment when it came to say so."""
    posted_at = update.posted_at or update.saved_at
    return list(zip([*wordings, update], [posted_at, *(one.until for one in wordings)], strict=True))


def _is_read(said: Wording | Update, *, inside: bool) -> bool:
    return inside or isinstance(said, Update) or said.visibility is not Visibility.TEAM


def _change(
    before: Wording | Update, after: Wording | Update, at: datetime, programme_id: int, names: Mentioned
) -> Change:
    return Change(
        at=at,
        text=compare(in_words(before.text, names), in_words(after.text, names)),
        next_step=compare(before.next_step, after.next_step),
        before=_said(before),
        after=_said(after),
        recounts=_recounts(_numbers(before), _numbers(after), programme_id),
    )


def _said(said: Wording | Update) -> Said:
    return Said(said.status, said.next_step_due_on, said.visibility, said.kind)


def _numbers(said: Wording | Update) -> dict[str, int]:
    """By the code of each indicator."""
    if isinstance(said, Update):
        return {row.indicator.code: row.value for row in said.contributions}
    return {one["indicator"]: one["value"] for one in said.counted}


def _recounts(before: Mapping[str, int], after: Mapping[str, int], programme_id: int) -> list[Recount]:
    if before == after:
        return []
    return [
        Recount(one.name, before.get(one.code), after.get(one.code))
        for one in programmes.indicator_names(programme_id).values()
        if before.get(one.code) != after.get(one.code)
    ]
