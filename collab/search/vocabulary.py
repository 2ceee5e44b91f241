"""The words that are written on the site: compounds of a word that was asked, and words it may be a slip of.

What comes from here only says what to look for. That a word stands here tells nobody anything: a page names
one only when the reader finds something by it.
"""

from collections.abc import Iterable

from sqlalchemy import and_, func, or_, select

from collab import db
from collab.columns import among
from collab.search import compounds, stems
from collab.search.distance import distance, most_mistakes
from collab.search.models import SearchWord
from collab.search.queries import Words
from collab.statements import at_most

MOST_COMPOUNDS = 400
MOST_CANDIDATES = 3000
MOST_NEAREST = 8
"""Words that are considered, and those that are used of each word."""


def with_compounds(words: Words) -> Words:
    """The words, each with the compounds that it is a part of. At most two statements."""
    parts = {stem for word in words for stem in word[:1] if compounds.may_be_part(stem)}
    found = _holding(parts)
    if not found:
        return words
    known = _known({piece for part in parts for one in found for piece in compounds.pieces(one, part)})
    return [(*word, *_compounds_of(word[0], found, known)) for word in words]


def _compounds_of(part: str, found: Iterable[str], known: set[str]) -> list[str]:
    return [one for one in found if compounds.may_be_part(part) and compounds.holds(one, part, known)]


def _holding(parts: set[str]) -> list[str]:
    if not parts:
        return []
    holds = (SearchWord.stem.like(f"___%{part}%") for part in sorted(parts))
    asked = select(SearchWord.stem).where(or_(*holds)).group_by(SearchWord.stem)
    asked = asked.order_by(func.length(SearchWord.stem), SearchWord.stem).limit(at_most(MOST_COMPOUNDS))
    return list(db.session.scalars(asked))


def _known(pieces: set[str]) -> set[str]:
    some = sorted(pieces)
    asked = select(SearchWord.word, SearchWord.stem).where(
        or_(among(SearchWord.word, some), among(SearchWord.stem, some))
    )
    return {word for row in db.session.execute(asked) for word in row}


def nearest(query: str) -> list[list[str]]:
    """For each word of a query the words that it may be a slip of, the nearest first. One statement."""
    asked = stems.words(query)[: stems.MOST_WORDS]
    candidates = _candidates([word for word in asked if most_mistakes(word)])
    return [_near(word, candidates) for word in asked]


def _candidates(asked: list[str]) -> list[str]:
    """Words about as long that begin alike or share a part: of so many parts one has no mistake."""
    if not asked:
        return []
    alike = []
    for word in asked:
        most = most_mistakes(word)
        length = func.length(SearchWord.word)
        shared = [SearchWord.word.like(f"%{part}%") for part in _parts(word, most + 1)]
        begins = SearchWord.word.like(f"{word[0]}%")
        alike.append(and_(length.between(len(word) - most, len(word) + most), or_(begins, *shared)))
    found = select(SearchWord.word).distinct().where(or_(*alike)).order_by(SearchWord.word)
    return list(db.session.scalars(found.limit(at_most(MOST_CANDIDATES))))


def _parts(word: str, count: int) -> list[str]:
    size = -(-len(word) // count)
    return [word[at : at + size] for at in range(0, len(word), size)]


def _near(word: str, candidates: Iterable[str]) -> list[str]:
    most = most_mistakes(word)
    steps = ((distance(word, one, most), one) for one in candidates if one != word)
    return [one for step, one in sorted(steps) if step <= most][:MOST_NEAREST]
