"""Words people read: translation, texts in two languages, dates and numbers as they are written here."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask_babel import force_locale
from flask_babel.speaklater import LazyString
from msgspec import Struct

from collab import clock

LANGUAGES = ("sv", "en")
CATALOGUES = Path(__file__).parent / "translations"
NBSP = "\u00a0"
PLAIN_YEAR = 300
"""Days from today within which a date needs no year."""
_INSIDE_NUMBER = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")

T = TypeVar("T")

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)
_chosen: list[Callable[[], str]] = []


def choose_language_by(choose: Callable[[], str]) -> None:
    """Speak what `choose()` answers ("sv" or "en") wherever `in_language` does not say otherwise."""
    _chosen[:] = [choose]


def language() -> str:
    """The language in use: "sv" or "en"."""
    return _spoken.get() or (_chosen[0]() if _chosen else "sv")


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Speak `code` inside the block: a mail goes out in its reader's language."""
    token = _spoken.set(code)
    try:
        with force_locale(code):
            yield
    finally:
        _spoken.reset(token)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(code: str) -> NullTranslations:
    return Translations.load(CATALOGUES, [code])


def _(message: str, **variables: Any) -> str:
    """The message in the language in use, its `%(name)s` filled in."""
    said = str(_catalogue(language()).ugettext(message))
    return said % variables if variables else said


def _n(singular: str, plural: str, num: int, **variables: Any) -> str:
    """The form of the message that suits `num`, which it can say as `%(num)s`, filled in."""
    return form_of(singular, plural, num) % {"num": num, **variables}


def form_of(singular: str, plural: str, num: int) -> str:
    """The form of the message that suits `num`, not filled in."""
    return str(_catalogue(language()).ungettext(singular, plural, num))


def _l(message: str, **variables: Any) -> LazyString:
    """The message, in the language that is in use when it is read."""
    return LazyString(_, message, **variables)


class Localised(Struct, frozen=True):
    """A text in Swedish and English; `str()` gives the one in use, the Swedish where English is missing."""

    sv: str
    en: str = ""

    def __str__(self) -> str:
        return self.said(language())

    def __bool__(self) -> bool:
        return bool(self.sv or self.en)

    def said(self, code: str) -> str:
        """The text in language `code`, or the other one where it is missing."""
        first, second = (self.en, self.sv) if code == "en" else (self.sv, self.en)
        return first or second

    @property
    def spoken(self) -> str:
        """The language code of what `str()` gives, for a `lang` attribute."""
        if language() == "en":
            return "en" if self.en else "sv"
        return "sv" if self.sv else "en"


def spoken(value: Localised | dict[str, str]) -> Localised:
    """A text in two languages, also when it comes as plain values (`{"sv": …, "en": …}`) from JSON."""
    return value if isinstance(value, Localised) else Localised(**value)


def in_both(say: Callable[[], str]) -> Localised:
    """What `say` answers, in each language: for words that are kept and read by others."""
    said = {}
    for code in LANGUAGES:
        with in_language(code):
            said[code] = say()
    return Localised(**said)


def _written(value: date | datetime, sv: str, en: str) -> str:
    code = language()
    return _formatted(value, sv if code == "sv" else en, code)


@lru_cache(maxsize=4096)
def _formatted(value: date | datetime, pattern: str, code: str) -> str:
    if isinstance(value, datetime):
        return format_datetime(clock.local(value), pattern, locale=code)
    return format_date(value, pattern, locale=code)


def _sure_day(value: date | datetime) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


def day(value: date | datetime) -> str:
    """13 juni, 13 June."""
    return _written(_sure_day(value), f"d{NBSP}MMMM", f"d{NBSP}MMMM")


def short_day(value: date | datetime) -> str:
    """13 jun, 13 Jun."""
    return _written(_sure_day(value), f"d{NBSP}MMM", f"d{NBSP}MMM").removesuffix(".")


def list_day(value: date | datetime) -> str:
    """13 jun; 13 jun 2015 for a day so far off on the site's clock that the year is not plain."""
    on = _sure_day(value)
    return short_day(on) if abs((clock.today() - on).days) <= PLAIN_YEAR else f"{short_day(on)} {on.year}"


def weekday(value: date | datetime) -> str:
    """tis 13 juni, Tue 13 June."""
    return _written(_sure_day(value), f"EEE d{NBSP}MMMM", f"EEE d{NBSP}MMMM")


def full_day(value: date | datetime) -> str:
    """tisdag 13 juni 2017, Tuesday 13 June 2017."""
    return _written(_sure_day(value), f"EEEE d{NBSP}MMMM y", f"EEEE d{NBSP}MMMM y")


def month(value: date | datetime) -> str:
    """september 2016, September 2016."""
    return _written(_sure_day(value), "MMMM y", "MMMM y")


def time(value: datetime) -> str:
    """09.30 in Swedish, 09:30 in English; Europe/Stockholm."""
    return _written(value, "HH.mm", "HH:mm")


def moment(value: datetime) -> str:
    """tis 13 juni kl. 09.30, Tue 13 June at 09:30."""
    return _written(value, f"EEE d{NBSP}MMMM 'kl.'{NBSP}HH.mm", f"EEE d{NBSP}MMMM 'at'{NBSP}HH:mm")


def ended(words: object) -> str:
    """The words as a sentence that another can follow: with a full stop unless they end in a mark already."""
    said = str(words)
    return said if said.endswith((".", "?", "!", "…")) else f"{said}."


def unbroken(words: str) -> str:
    """The words with no-break spaces inside numbers: 12 000 stays on one line."""
    return _INSIDE_NUMBER.sub(NBSP, words)


def breadth(words: object) -> str:
    """How broad a heading is by its longest word: "long" from 12 letters on, "longer" from 15, else empty."""
    longest = max(map(len, str(words).split()), default=0)
    return "longer" if longest > 14 else "long" if longest > 11 else ""


def split_paragraphs(words: str) -> list[str]:
    """The paragraphs of a plain text: what empty lines divide."""
    return [part.strip() for part in re.split(r"\n\s*\n", words) if part.strip()]


def shortened(words: str, most: int = 140) -> str:
    """The beginning of a text on one line, at a space, with … where more follows."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"


def begun(words: str) -> str:
    """The words with a capital letter first, as at the beginning of a sentence or a heading."""
    return words[:1].upper() + words[1:]


def unbegun(words: str) -> str:
    """The words as they stand inside a sentence: tourism for Tourism; an abbreviation, such as IT, stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def legible(words: str) -> str:
    """The words without the characters that XML cannot hold: controls, halves of pairs, U+FFFE and U+FFFF."""
    return _NOT_IN_XML.sub("", words)


def number(value: float) -> str:
    """1 640 in Swedish (no-break space), 1,640 in English."""
    return _decimal(value, language())


@lru_cache(maxsize=4096)
def _decimal(value: float, code: str) -> str:
    return str(format_decimal(value, locale=code))


_IN_WORDS = {
    "sv": ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    "en": (
        *("no", "one", "two", "three", "four", "five", "six"),
        *("seven", "eight", "nine", "ten", "eleven", "twelve"),
    ),
}


def in_words(count: int) -> str:
    """A count as running text writes it: two, twelve, 13. For one, prefer a sentence of its own."""
    words = _IN_WORDS[language()]
    return words[count] if 0 <= count < len(words) else number(count)


def ago(value: date | datetime) -> str:
    """How long ago a day was on the site's clock: today, yesterday, 3 days ago, else the date."""
    days = (clock.today() - _sure_day(value)).days
    if days == 0:
        return str(_("today"))
    if days == 1:
        return str(_("yesterday"))
    if 1 < days <= 6:
        return str(_n("%(num)s day ago", "%(num)s days ago", days))
    return day(value) if abs(days) <= PLAIN_YEAR else full_day(value)


_SWEDISH_LAST = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e", "ü": "y", "æ": "|", "ø": "}"})


def alphabetical(items: Iterable[T], key: Any = str) -> list[T]:
    """Items in Swedish order (å ä ö last), whatever language is in use: the names are Swedish."""
    return sorted(items, key=lambda item: str(key(item)).casefold().translate(_SWEDISH_LAST))


def listed(words: Iterable[str]) -> str:
    """Kultur, näringsliv och turism."""
    *first, last = list(words) or [""]
    return str(_("%(first)s and %(last)s", first=", ".join(first), last=last)) if first else last
