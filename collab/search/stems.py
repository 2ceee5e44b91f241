"""Words to stems, so that kommun finds kommunerna: Swedish and English (Snowball), with the holes mended."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from collab.later import later

if TYPE_CHECKING:
    import snowballstemmer
else:
    snowballstemmer = later("snowballstemmer")

LONGEST_QUERY = 200
MOST_WORDS = 12
WORD = re.compile(r"[^\W_]+")

# Latin words keep their forms apart under the Swedish rules (museum, museet, museer): one stem for each.
# So do adjectives made of nouns, which everybody who looks for the noun means as well.
LATIN = {
    form: stem
    for stem, forms in {
        "museum": "museum museet museer museerna museets museernas museum museums",
        "centrum": "centrum centret centrat centra centren centrumet",
        "galleri": "galleri galleriet gallerier gallerierna",
        "atelje": "atelje ateljen ateljeer ateljeerna",
        "bageri": "bageri bageriet bagerier bagerierna",
        "evenemang": "evenemang evenemanget evenemangen",
        "forum": "forum forumet fora",
        "studium": "studium studiet studier studierna",
        "träd": "träd trädet träden",
        "by": "by byn byar byarna",
        "kommun": "kommunal kommunala kommunalt",
        "region": "regional regionala regionalt",
        "projekt": "projekt projektet projekten projektets projektens",
    }.items()
    for form in forms.split()
}


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

    Accents count for nothing, for they are written or not (muséet, idé, kafe); å, ä and ö are letters.
    """
    word = word.translate(_PLAIN)
    if word in LATIN:
        return (LATIN[word],)
    swedish, english = (str(_stemmer(language).stemWord(word)) for language in ("swedish", "english"))
    return (swedish,) if swedish == english else (swedish, english)


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(language)


def indexed(*texts: str) -> str:
    """The stems of some texts as the index keeps them."""
    return " ".join(stem for text in texts for word in words(text) for stem in stems_of(word))


def asked(query: str) -> list[tuple[str, ...]]:
    """The words of a query, each with its stems; all must be found, any stem of a word will do."""
    return [stems_of(word) for word in words(query[:LONGEST_QUERY])[:MOST_WORDS]]
