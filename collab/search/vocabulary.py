"""The words that are written on the site: compounds of a word that was asked, and words it may be a slip of.

What only a draft says is not among them; what nothing says any more is, until the index is made anew.

What comes from here only says what to look for. That a word stands here tells nobody anything: a page names
one only when the reader finds something by it.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from collab import db
from collab.columns import among
from collab.search import compounds, stems
from collab.search.compounds import SHORTEST_OTHER
from collab.search.distance import folded, mistakes, most_mistakes, unfolded
from collab.search.models import SearchWord
from collab.search.queries import Words, beginning
from collab.statements import at_most

MOST_COMPOUNDS = 400
MOST_CANDIDATES = 3000
MOST_NEAREST = 8
"""Words that are considered, and those that are used of each word."""
SHORTEST_FOLDED = 3
"""Letters of a word that may lack its dots and accents: tag is tåg."""
SHORTEST_BEGINNING = 6
"""Letters of a word that is looked for at the beginning of compounds, too, where it may be a slip."""

Candidate = tuple[str, str]
"""A word that is written, and its stem."""


class Wider(Struct, frozen=True):
    """Words that were asked, by more than their own stems."""

    compounds: Words
    """By those of the compounds that they are parts of as well,"""
    beginnings: Words
    """and by whatever begins like them."""

    @property
    def is_begun(self) -> bool:
        """Whether there may be such things."""
        return self.beginnings != self.compounds


def wider(words: Words) -> Wider:
    """What else the words may stand for. At most two statements."""
    parts = {stem for word in words for stem in word[:1] if compounds.may_be_part(stem)}
    found = _holding(parts)
    known = _known(_pieces(parts, found))
    wide = [(*word, *_compounds_of(word[0], found, known)) for word in words]
    return Wider(wide, [_with_beginnings(word, found) for word in wide])


def _with_beginnings(word: tuple[str, ...], found: Iterable[Candidate]) -> tuple[str, ...]:
    stem = word[0]
    is_begun = not compounds.may_be_part(stem) or any(one.startswith(stem) for _, one in found)
    sought = (beginning(stem, word),) if is_begun else ()
    return (*word, *(one for one in sought if one != stem))


def _compounds_of(part: str, found: Iterable[Candidate], known: set[str]) -> list[str]:
    if not compounds.may_be_part(part):
        return []
    return [
        one
        for word, one in found
        if one != part and (compounds.begins(word, one, part, known) or compounds.holds(one, part, known))
    ]


def _pieces(parts: Iterable[str], found: Sequence[Candidate]) -> set[str]:
    """The words that decide which of those that were found are compounds of the parts."""
    return {
        piece
        for part in parts
        for word, one in found
        for piece in (*compounds.pieces(one, part), *compounds.rests(word, part))
    }


def _holding(parts: set[str]) -> list[Candidate]:
    """What holds one of the parts, each stem with a word that is written."""
    if not parts:
        return []
    within = (
        f"{before}{part}{after}"
        for part in sorted(parts)
        for before, after in (
            (("%", "%"),) if len(part) >= compounds.SHORTEST_WITHIN else (("", "%"), ("___%", ""))
        )
    )
    holds = (SearchWord.stem.like(pattern) for pattern in within)
    asked = select(func.min(SearchWord.word), SearchWord.stem).where(or_(*holds)).group_by(SearchWord.stem)
    asked = asked.order_by(func.length(SearchWord.stem), SearchWord.stem).limit(at_most(MOST_COMPOUNDS))
    return [(word, stem) for word, stem in db.session.execute(asked)]


def _known(pieces: set[str]) -> set[str]:
    if not pieces:
        return set()
    some = sorted(pieces)
    asked = select(SearchWord.word, SearchWord.stem).where(
        or_(among(SearchWord.word, some), among(SearchWord.stem, some))
    )
    return {word for row in db.session.execute(asked) for word in row}


class Near(Struct, frozen=True):
    """What a query may stand for: for each of its words some others, the nearest first. Empty: nothing."""

    same: list[list[str]]
    """Those that it is once their dots and accents are left out,"""
    slips: list[list[str]]
    """and the word itself, and those it may be a slip of."""


def nearest(query: str) -> Near:
    """The words that a query may stand for. One statement."""
    asked = stems.words(query)[: stems.MOST_WORDS]
    candidates = _candidates([word for word in asked if len(word) >= SHORTEST_FOLDED])
    near = [_near(word, candidates) for word in asked]
    both = list(zip(asked, near, strict=True))
    same = [[one for one in some if is_folded(word, one)] or [word] for word, some in both]
    slips = [[word, *some] for word, some in both]
    itself = [[word] for word in asked]
    return Near(*(some if some != itself else [] for some in (same, slips)))


def is_folded(word: str, written: str) -> bool:
    """Whether the word is what is written, or a form of it, but for its dots and accents.

    What has the very same stem is no other word: it is found by it already, or not to be seen.
    """
    stem, other = stems.stems_of(word)[0], stems.stems_of(written)[0]
    return stem != other and (folded(word) == folded(written) or folded(stem) == folded(other))


def _candidates(asked: list[str]) -> list[Candidate]:
    """Words that are like one that was asked, or whose stems are alike, each with its stem."""
    if not asked:
        return []
    alike = [
        _is_like(written, said)
        for word in asked
        for written, said in ((SearchWord.word, word), (SearchWord.stem, stems.stems_of(word)[0]))
    ]
    found = select(SearchWord.word, SearchWord.stem).distinct().where(or_(*alike)).order_by(SearchWord.word)
    return [(word, stem) for word, stem in db.session.execute(found.limit(at_most(MOST_CANDIDATES)))]


def _is_like(written: InstrumentedAttribute[str], said: str) -> ColumnElement[bool]:
    """SQL: about as long, beginning alike or with a part in common: of so many parts one has no mistake.

    Longer are compounds that begin with it; the same is what has dots and accents besides.
    """
    most, same = most_mistakes(said), written.like(unfolded(said))
    if not most:
        return same
    shared = or_(*(written.like(f"%{part}%") for part in _parts(said, most + 1)))
    is_as_long = func.length(written).between(len(said) - most, len(said) + most)
    alike = and_(is_as_long, or_(written.like(f"{said[0]}%"), shared))
    begins = and_(func.length(written) > len(said) + most, written.like(f"{said[:2]}%"), shared)
    return or_(same, alike, begins) if len(said) >= SHORTEST_BEGINNING else or_(same, alike)


def _parts(word: str, count: int) -> list[str]:
    size = -(-len(word) // count)
    return [word[at : at + size] for at in range(0, len(word), size)]


def _near(word: str, candidates: Iterable[Candidate]) -> list[str]:
    """As they are written, by the mistakes in the word or, so that musseum finds museets, in its stem.

    What is the same but for dots and accents comes first: forrad is förråd, and no slip of for. Of a compound
    it is the beginning, where that is nearest: souvernir finds souvenirhyllan.
    """
    near = {}
    for one, its_stem in candidates:
        step, meant = min((mistakes(word, some), some) for some in _beginnings(word, one))
        stem = stems.stems_of(word)[0]
        step_of_stem = mistakes(stem, its_stem)
        if is_folded(word, one):
            near[one] = (0, int(folded(word) != folded(one)), one)
        elif meant != word and step <= most_mistakes(word):
            near[meant] = (step, step, meant)
        elif one != word and 0 < step_of_stem <= most_mistakes(stem):
            near[one] = (step_of_stem, step, one)
    return [one for _, _, one in sorted(near.values())][:MOST_NEAREST]


def _beginnings(word: str, written: str) -> list[str]:
    """What is written; of what is much longer than the word its beginnings of about the same length."""
    most = most_mistakes(word)
    if len(word) < SHORTEST_BEGINNING or len(written) < len(word) + most + SHORTEST_OTHER:
        return [written]
    return [written[:length] for length in range(len(word) - most, len(word) + most + 1)]
