"""Forms of Swedish words that Snowball leaves apart: skola and skolan, bok and böcker, skriva and skrivit.

Most go by their endings alone. What changes inside, or drops a vowel, stands in tables, by which the last
part of a compound is known as well: handböcker, konstmuseet, beskrivit (decision 0045).
"""

import re
from collections.abc import Iterator

SHORTEST = 3
"""Letters of what is left of a word, and of what stands before the last part of a compound."""


def _words(text: str) -> list[str]:
    return text.split()


def _forms(text: str) -> list[str]:
    """The words of a text, each with and without an s."""
    return [form + s for form in _words(text) for s in ("", "s")]


def _shortened(words: str, endings: str) -> dict[str, str]:
    """Words whose last vowel goes where an ending follows: nyckel, nyckeln, nycklar, nycklarna."""
    forms = {
        word: [word, f"{word}n", *(word[:-2] + word[-1] + ending for ending in _words(endings))]
        for word in _words(words)
    }
    return {form: word for word, some in forms.items() for form in _forms(" ".join(some))}


ONE_STEM = {
    form: stem
    for stem, forms in {
        "museum": "museum museet museer museerna",
        "centrum": "centrum centrumet centret centrat centra centren",
        "galleri": "galleri galleriet gallerier gallerierna",
        "atelje": "atelje ateljen ateljeer ateljeerna",
        "kafe": "kafe kafeet kafeer kafeerna cafe cafeet cafeer cafeerna",
        "bageri": "bageri bageriet bagerier bagerierna",
        "emang": "emang emanget emangen",
        "forum": "forum forumet fora",
        "studium": "studium studiet studier studierna studie studien",
        "träd": "träd trädet träden",
        "by": "by byn byar byarna",
        "kommun": "kommunal kommunala kommunalt",
        "region": "regional regionala regionalt",
        "projekt": "projekt projektet projekten",
        "scen": "scen scenen scener scenerna",
        "sommar": "sommar sommaren somrar somrarna",
        "damm": "damm dammen dammet dammar dammarna",
        "vatten": "vatten vattnet vattnen",
        "tecken": "tecken tecknet tecknen",
        "nummer": "nummer numret numren",
        "utkast": "utkast utkastet utkasten",
    }.items()
    for form in _forms(forms)
}
"""What a form is kept under, as it stands: of words of Latin, of adjectives that are made of a noun, which
everybody who looks for the noun means as well, and of nouns that drop a vowel."""
ONE_STEM |= _shortened("nyckel cykel titel växel spegel stövel fågel tunnel", "ar arna")
ONE_STEM |= _shortened("regel möbel artikel muskel", "er erna")
ONE_STEM |= _shortened("exempel kapitel", "et en")
ONE_STEM |= _shortened("teater vinter", "ar arna")
ONE_STEM |= _shortened("fönster register väder lager", "et en")

_UMLAUTS = {
    "bok": "böck",
    "natt": "nätt",
    "stad": "städ",
    "bostad": "bostäd",
    "strand": "stränd",
    "hand": "händ",
    "tand": "tänd",
    "land": "länd",
    "brand": "bränd",
    "fot": "fött",
    "rot": "rött",
    "morot": "morött",
    "bonde": "bönd",
    "son": "sön",
    "ledamot": "ledamöt",
    "bokstav": "bokstäv",
}
PLURALS = {
    form: word for word, changed in _UMLAUTS.items() for form in _forms(f"{changed}er {changed}erna")
} | dict.fromkeys(_forms("dottern döttrar döttrarna"), "dotter")
MEAN_TWO_THINGS = ("händer", "tänder")
"""It happens, one lights: what is a form of another word as well is kept under both."""

VERBS = {
    form: verb
    for verb, forms in {
        "binda": "bundit bundna",
        "bjuda": "bjöd bjudit bjudna",
        "bryta": "bröt brutit brutna",
        "bära": "burit burna",
        "dricka": "drack druckit",
        "driva": "drev drivit drivna",
        "falla": "föll fallit",
        "finna": "fann funnit",
        "flyga": "flög flugit",
        "flyta": "flöt flutit",
        "frysa": "frös frusit",
        "gripa": "grep gripit",
        "hinna": "hann hunnit",
        "hugga": "högg huggit",
        "hålla": "höll hållit",
        "knyta": "knöt knutit",
        "komma": "kommit",
        "låta": "lät låtit",
        "läsa": "läste läst",
        "lösa": "löste löst",
        "resa": "reste",
        "rinna": "rann runnit",
        "sitta": "suttit",
        "sjunga": "sjöng sjungit",
        "skriva": "skrev skrivit skrivna",
        "skära": "skurit skurna",
        "sova": "sovit",
        "springa": "sprang sprungit",
        "stiga": "stigit",
        "svinna": "svann svunnit",
        "sälja": "sålde sålt såld sålda",
        "vinna": "vann vunnit",
        "växa": "vuxit",
        "äta": "ätit",
    }.items()
    for form in _forms(forms)
}
"""Verbs: their past by the infinitive,"""
SHORT_VERBS = {"slår": "slå", "slog": "slå", "slagit": "slå", "tog": "ta", "tagit": "ta", "dragit": "dra"}
"""and those that half of all words would begin with, if they stood without one of the
prefixes: föreslog, deltagit."""
PREFIXES = frozenset(
    _words(
        "an av be bi bort de del er fast fram för före genom hem ihåg in inne med mot ned ner om på sam till "
        "under upp ut vid åter över"
    )
)

VOWELS = "aeiouyåäö"
_RULES = (
    (re.compile(r"(...+(?<!all))(?:mannen|män|männen)s?"), "man"),
    (re.compile(r"(.+[dkv]|skor)sten"), "stenar"),
    (re.compile(rf"(.+[^{VOWELS}])ans?"), "a"),
    (re.compile(rf"(.+[^{VOWELS}])enas?"), "e"),
    (re.compile(r"(.+(?<![rst]l)[ae]nd)ets?"), "e"),
    (re.compile(rf"(.+[^{VOWELS}]{{2}}(?<!h))ets?"), ""),
    (re.compile(r"(.+[ae]ri)ets?"), ""),
    (re.compile(r"(.+el)ns?"), ""),
    (re.compile(r"(.+[kp])tes?"), "a"),
)
"""What is kept of a word with an ending, and another ending, which Snowball knows."""
_OWN_ENDINGS = re.compile(
    r"(?:(?<!m)(?<!fir)man|can|plan|gran|kran|bran|organ|turban|tulpan|vulkan|orkan|slogan|veteran|[ck]aravan"
    r"|titan|mellan|saffran|artisan|partisan|politan|sultan|budget|market|target|magnet|ticket|pocket|internet|konkret)s?$"
    r"|(?:balan|ambulan|chan|dan|distan|instan|substan|[aeo]nstan|finan|fran|glan|leveran|svan|relevan|toleran"
    r"|elegan|resonan)s$"
)
"""Endings that are a word's own: a plan is no form of pla,"""
_OWN = frozenset(
    _forms(
        """
        redan sedan medan nedan undan sådan likadan hurudan annan varannan innan sällan nästan förutan samman
        urban began japan milan sudan satan pagan johan jordan stefan morgan susan förena försena helena
        mycket vilket inget bullet basket blanket outlet diskret carpet trumpet cricket rocket jacket packet
        wallet ballet gadget forget asset sunset upset offset charset secret socket bucket bracket
        """
    )
)
"""and a jacket none of jack."""


def one_stem(word: str) -> str | None:
    """What all forms of the word are kept under, where a table says so."""
    for before, last in _cut(word):
        if last in ONE_STEM and (not before or len(before) >= SHORTEST):
            return before + ONE_STEM[last]
    return None


def readings(word: str) -> tuple[str, ...]:
    """The word, or another form of it that Snowball cuts right; both where it may be either."""
    other = _rewritten(word)
    return (word, other) if word in MEAN_TWO_THINGS else (other,)


def _rewritten(word: str) -> str:
    for before, last in _cut(word):
        if last in PLURALS and (not before or len(before) >= SHORTEST):
            return before + PLURALS[last]
        if last in VERBS and (not before or before in PREFIXES):
            return before + VERBS[last]
        if last in SHORT_VERBS and before in PREFIXES:
            return before + SHORT_VERBS[last]
    return word if word in _OWN or _OWN_ENDINGS.search(word) else _by_ending(word)


def _by_ending(word: str) -> str:
    for ending, other in _RULES:
        found = ending.fullmatch(word)
        if found and len(found[1]) >= SHORTEST and any(letter in VOWELS for letter in found[1]):
            return found[1] + other
    return word


def _cut(word: str) -> Iterator[tuple[str, str]]:
    """The word by itself, then cut in two at each place."""
    return ((word[:at], word[at:]) for at in range(len(word)))


_KEPT_DOUBLE = ("komm", "samm", "stämm", "damm", "timm", "summ")


def with_one_m(stem: str) -> str:
    """The stem of rummen and hemma as that of rum and hem: no Swedish word ends in two of them, but few."""
    return stem[:-1] if stem.endswith("mm") and stem not in _KEPT_DOUBLE else stem
