"""Why a project is said to stand still: values in, reasons out. No score, no database, no clock.

Every rule says what can be looked up in the record, so that a team can be told it without being judged. The
kinds of reasons are those that issue 6 names; the numbers are the house's own and stand here, in one place.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from msgspec import Struct

REPORTS = 40
"""So many reports, the newest, make a team's rhythm: how it wrote last year says little."""
FEWEST_GAPS = 2
"""So many gaps between reports make a rhythm: one alone may be chance."""
WITHOUT_RHYTHM = 21
"""Days of silence that tell while no rhythm is known: three weeks, as the list week by week counts."""
SHORTEST, LONGEST = 7, 42
"""A team that writes daily is not asked after a weekend, and none is left alone for more than six weeks."""
WINDOW = timedelta(weeks=6)
"""Who has written nothing for so long is silent: between two course occasions lie about six weeks."""
PATIENCE = 3
"""Days that a question may wait before it counts as not answered."""
OFTEN = 2
"""A milestone that was moved once was planned anew; one that was moved twice is a sign."""

FEED, PLACES, SECTOR = "feed", "places", "of-"
"""What those reasons are about that speak of no report or milestone; a sector's code follows."""


class Kind(StrEnum):
    """What a reason speaks of."""

    STUCK = "stuck"
    NEVER = "never"
    SILENT = "silent"
    ONE_PLACE = "one-place"
    QUESTIONS = "questions"
    UNMARKED = "unmarked"
    SECTOR = "sector"
    SLIPPED = "slipped"


class Member(Struct, frozen=True):
    """Somebody of the team: from where, of which sector, when they last wrote in the project."""

    place: str
    sector: str | None
    last_on: date | None
    joined_on: date


class Question(Struct, frozen=True):
    """A question without a marked answer."""

    key: str
    asked_on: date
    is_commented: bool = False
    """Whether others than who asked have written to it."""


class Moved(Struct, frozen=True):
    """An open milestone, and how often its day was moved to a later one."""

    key: str
    title: str
    times: int


class Record(Struct, frozen=True):
    """What the record holds of one project."""

    started_on: date
    agreed: int = 0
    """How many days may pass between reports in the programme; 0 where it does not say."""
    reported_on: tuple[date, ...] = ()
    """The days with one of the newest `REPORTS`."""
    latest: str = ""
    """The newest report's key."""
    stuck_on: date | None = None
    """The day of the last report that says how it goes, where it says that it does not."""
    stuck_in: str = ""
    """That report's key."""
    members: tuple[Member, ...] = ()
    questions: tuple[Question, ...] = ()
    moved: tuple[Moved, ...] = ()


class Reason(Struct, frozen=True):
    """One thing that the record shows. Which of the others are filled in depends on the kind."""

    kind: Kind
    count: int = 0
    """Days of silence, or days since the start; how many questions; how often a milestone was moved."""
    usual: int | None = None
    """Days between reports, the team's usual or the programme's; for how long the oldest question waits."""
    is_agreed: bool = False
    """Whether the usual days are the programme's."""
    name: str = ""
    """A place, a sector's code, a milestone's title."""
    since: date | None = None
    key: str = ""
    """Of the report or milestone that it speaks of."""
    questions: tuple[Question, ...] = ()
    """Those that wait, the oldest first."""

    @property
    def about(self) -> str:
        """What it speaks of, as it is a part of the address to which the reason leads."""
        if self.questions:
            return self.questions[0].key
        otherwise = {Kind.SECTOR: f"{SECTOR}{self.name}", Kind.ONE_PLACE: PLACES, Kind.NEVER: FEED}
        return otherwise.get(self.kind, self.key)


def reasons(record: Record, today: date) -> list[Reason]:
    """Everything that the record shows; empty for a project that goes on or has not begun.

    First what the team says itself, then silence.
    """
    if record.started_on > today:
        return []
    found = (stuck, silence, one_place, unanswered, unmarked, silent_sectors, slipped)
    return [reason for rule in found for reason in rule(record, today)]


def stuck(record: Record, _today: date) -> Iterable[Reason]:
    """ "The team says itself that it is stuck": nothing to guess, and no silence to wait for."""
    if record.stuck_on is not None:
        yield Reason(Kind.STUCK, since=record.stuck_on, key=record.stuck_in)


def silent_days(record: Record, today: date) -> int:
    """Days since the last report, or since the start."""
    return (today - max(record.reported_on, default=record.started_on)).days


def rhythm(reported_on: Collection[date]) -> int | None:
    """The usual number of days between two reports: the median, which one long summer does not move.

    Two reports on one day are one. None until there are enough gaps to speak of a rhythm.
    """
    days = sorted(set(reported_on))
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return round(median(gaps)) if len(gaps) >= FEWEST_GAPS else None


def silence(record: Record, today: date) -> Iterable[Reason]:
    """ "No report for 19 days, usual rhythm 8": more than twice the rhythm has passed, or six weeks.

    It is the programme's where that has one, else the team's own; LONGEST bounds both.
    """
    days, usual = silent_days(record, today), record.agreed or rhythm(record.reported_on)
    bound = WITHOUT_RHYTHM if usual is None else min(max(2 * usual, SHORTEST), LONGEST)
    if days > bound:
        kind = Kind.SILENT if record.reported_on else Kind.NEVER
        yield Reason(kind, count=days, usual=usual, is_agreed=record.agreed > 0, key=record.latest)


def one_place(record: Record, today: date) -> Iterable[Reason]:
    """ "Only Kristianstad has written since January": one place goes on, all others have long been silent."""
    heard = {member.place for member in record.members if _is_heard(member, today)}
    others = [one for one in record.members if one.place not in heard and _is_silent(one, today)]
    if len(heard) == 1 and others and _is_old(record, today):
        yield Reason(Kind.ONE_PLACE, name=heard.pop(), since=_last(others))


def unanswered(record: Record, today: date) -> Iterable[Reason]:
    """ "Two questions without an answer": asked days ago, and nobody else has written to them."""
    yield from _waiting(Kind.QUESTIONS, [one for one in record.questions if not one.is_commented], today)


def unmarked(record: Record, today: date) -> Iterable[Reason]:
    """ "A question has comments, but nobody has marked the answer": asked days ago."""
    yield from _waiting(Kind.UNMARKED, [one for one in record.questions if one.is_commented], today)


def _waiting(kind: Kind, questions: Iterable[Question], today: date) -> Iterable[Reason]:
    waiting = [one for one in questions if (today - one.asked_on).days >= PATIENCE]
    if waiting:
        oldest_first = tuple(sorted(waiting, key=lambda one: one.asked_on))
        days = (today - oldest_first[0].asked_on).days
        yield Reason(kind, count=len(waiting), usual=days, questions=oldest_first)


def silent_sectors(record: Record, today: date) -> Iterable[Reason]:
    """ "The business side is silent": nobody of a sector has written anything, others of the team have."""
    heard = {member.sector for member in record.members if _is_heard(member, today)}
    if not heard or not _is_old(record, today):
        return
    silent = [member for member in record.members if _is_silent(member, today)]
    for sector in dict.fromkeys(one.sector for one in silent if one.sector and one.sector not in heard):
        yield Reason(Kind.SECTOR, name=sector, since=_last([one for one in silent if one.sector == sector]))


def slipped(record: Record, _today: date) -> Iterable[Reason]:
    """ "A milestone moved twice": an open milestone whose day was put off again and again."""
    for milestone in record.moved:
        if milestone.times >= OFTEN:
            yield Reason(Kind.SLIPPED, count=milestone.times, name=milestone.title, key=milestone.key)


def _is_heard(member: Member, today: date) -> bool:
    return member.last_on is not None and today - member.last_on <= WINDOW


def _is_silent(member: Member, today: date) -> bool:
    """Nobody is who joined a while ago only."""
    return not _is_heard(member, today) and today - member.joined_on > WINDOW


def _is_old(record: Record, today: date) -> bool:
    """Whether the project is old enough for somebody to have been silent in it."""
    return today - record.started_on > WINDOW


def _last(members: Sequence[Member]) -> date | None:
    return max((member.last_on for member in members if member.last_on), default=None)
