"""Words to stems, so that kommun finds kommunerna: Swedish and English (Snowball), with the holes mended."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from collab.later import later
from collab.search import inflections

if TYPE_CHECKING:
    import snowballstemmer
else:
    snowballstemmer = later("snowballstemmer")

LONGEST_QUERY = 200
MOST_WORDS = 12
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text, in lower case; å stays å, also where it came as an a and a ring apart."""
    return WORD.findall(composed(text).casefold())


def composed(text: str) -> str:
    """The text with each letter and its marks in one: what is copied from PDFs and Macs has them apart."""
    return unicodedata.normalize("NFC", text)


def is_too_short(query: str) -> bool:
    """Whether it asks for single letters and nothing else."""
    asked_for = words(query)
    return bool(asked_for) and all(len(word) == 1 for word in asked_for)


_PLAIN = str.maketrans("àáâãèéêëìíîïñòóôõùúûüýÿçæø", "aaaaeeeeiiiinoooouuuuyycäö")


@lru_cache(maxsize=50_000)
def stems_of(word: str) -> tuple[str, ...]:
    """The stems that a word is kept under: the Swedish one, and the English one where it differs.

    Accents count for nothing, for they are written or not (muséet, idé, kafe); å, ä and ö are letters. What
    is longer than any query is its own stem.
    """
    word = word.translate(_PLAIN)
    if len(word) > LONGEST_QUERY:
        return (word,)
    same = inflections.one_stem(word)
    swedish = [same] if same else [_swedish(form) for form in inflections.readings(word)]
    return tuple(dict.fromkeys((*swedish, str(_stemmer("english").stemWord(word)))))


def _swedish(word: str) -> str:
    return inflections.with_one_m(str(_stemmer("swedish").stemWord(word)))


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(language)


def indexed(*texts: str) -> str:
    """The stems of some texts as the index keeps them."""
    return " ".join(stem for text in texts for word in words(text) for stem in stems_of(word))


def asked(query: str) -> list[tuple[str, ...]]:
    """The words of a query, each with its stems; all must be found, any stem of a word will do."""
    return [stems_of(word) for word in words(query[:LONGEST_QUERY])[:MOST_WORDS]]
