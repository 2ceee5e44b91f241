"""Answering a query: by its words and the compounds they stand in, else by the words it may be a slip of."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import and_, or_, select

from collab import db
from collab.accounts.models import Person
from collab.columns import among
from collab.search import asking, stems, vocabulary
from collab.search.asking import Found, Scope
from collab.search.models import OF, SearchEntry
from collab.search.queries import BEGINNING, Words, beginning


class Answer(Struct, frozen=True):
    """What was found, and by which stems."""

    found: Found
    words: Words
    own: Words = []
    """The stems of the words themselves."""
    instead: str = ""
    """The words that were looked for, where nothing holds those that were asked."""
    is_too_short: bool = False
    """Whether a letter was asked for, which almost everything begins with."""


class Choice(Struct, frozen=True):
    """A word that one of a query may stand for.

    By one stem it stands where another word does: konstig is kept as konst, too. So where somebody else has
    written it, it is named only by all its stems; the reader's own word does with any.
    """

    word: str
    stems: tuple[str, ...]
    is_own: bool

    @property
    def sought(self) -> tuple[str, ...]:
        """What stands wherever the word does, or what begins like it.

        Of another's word that is the last stem, as it is written.
        """
        some = self.stems if self.is_own else self.stems[-1:]
        return tuple(beginning(stem, self.stems) for stem in some)

    def stands_in(self, kept: frozenset[str]) -> bool:
        """Whether something with these stems holds the word, or begins like it."""
        enough = any if self.is_own else all
        return enough(_stands(beginning(stem, self.stems), kept) for stem in self.stems)


def answer(query: str, scope: Scope, *, viewer: Person | None, exactly: bool = False) -> Answer:
    """What the viewer may see that holds every word. `exactly`: a slip is not looked behind."""
    if stems.is_too_short(query):
        return Answer(asking.NOTHING, [], is_too_short=True)
    own = stems.asked(query)
    wider = vocabulary.wider(own)
    answered = _looked(own, wider.compounds, scope, viewer)
    if answered.found.total or not own:
        return answered
    near = vocabulary.Near([], []) if exactly else vocabulary.nearest(query)
    return (
        _instead(near.same, query, scope, viewer)
        or (wider.is_begun and _some(_looked(wider.beginnings, wider.beginnings, scope, viewer)))
        or _instead(near.slips, query, scope, viewer)
        or answered
    )


def _looked(own: Words, words: Words, scope: Scope, viewer: Person | None) -> Answer:
    return Answer(asking.look(words, scope, viewer=viewer, own=own), words, own)


def _some(answered: Answer) -> Answer | None:
    return answered if answered.found.total else None


def _instead(choices: Sequence[list[str]], query: str, scope: Scope, viewer: Person | None) -> Answer | None:
    """What is found by the nearest words that stand together in something that the viewer may see."""
    meant = _meant(_choices(choices, query), scope, viewer)
    if not meant:
        return None
    own = stems.asked(meant)
    wider = vocabulary.wider(own)
    found = _some(_looked(own, wider.compounds, scope, viewer))
    return replace(found or _looked(wider.beginnings, wider.beginnings, scope, viewer), instead=meant)


def _choices(some: Sequence[list[str]], query: str) -> list[list[Choice]]:
    asked = set(stems.words(query))
    return [[Choice(word, stems.stems_of(word), word in asked) for word in words] for words in some]


def _meant(choices: Sequence[list[Choice]], scope: Scope, viewer: Person | None) -> str:
    """The nearest words that stand together in something that the viewer may see; empty where none do."""
    if not choices:
        return ""
    any_of = [tuple(dict.fromkeys(stem for one in some for stem in one.sought)) for some in choices]
    things = asking.look(any_of, replace(scope, kind="", page=1), viewer=viewer).things
    readings = [_reading(choices, kept) for kept in _stems_of(things)]
    whole = [reading for reading in readings if reading is not None]
    return min(whole)[1] if whole else ""


def _reading(choices: Sequence[Sequence[Choice]], kept: frozenset[str]) -> tuple[int, str] | None:
    """How a thing with these stems reads the query: how far off that is, and the words. None: it cannot."""
    far, words = 0, []
    for some in choices:
        place = next((i for i, one in enumerate(some) if one.stands_in(kept)), None)
        if place is None:
            return None
        far += place
        words.append(some[place].word)
    return far, " ".join(words)


def _stands(sought: str, kept: frozenset[str]) -> bool:
    own = sought.removesuffix(BEGINNING)
    return any(stem.startswith(own) for stem in kept) if own != sought else own in kept


def _stems_of(things: Sequence[tuple[str, int]]) -> list[frozenset[str]]:
    if not things:
        return []
    kinds = sorted({kind for kind, _ in things})
    numbers = {kind: [number for some, number in things if some == kind] for kind in kinds}
    these = (
        and_(SearchEntry.kind == kind, among(SearchEntry.subject_id, some)) for kind, some in numbers.items()
    )
    kept = db.session.scalars(select(SearchEntry.stems).where(or_(*these)).order_by(SearchEntry.id))
    return [frozenset(stem.removeprefix(OF) for stem in text.split()) for text in kept]
