"""Words by themselves: forms, compounds, slips, and the part of a text that speaks of them."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab.search import compounds, excerpts, stems
from collab.search.distance import distance, mistakes, most_mistakes

TEXT = st.text(alphabet="abåK Mnuos.,*[]()<&\n", max_size=400)
QUERY = st.text(alphabet="abåkmnuos ", max_size=20)


@pytest.mark.parametrize(
    "forms",
    [
        "kommun kommunen kommunerna kommunal kommunala kommunalt",
        "museum museet museer museerna museets muséet muséer",
        "ateljé atelje ateljén ateljeer",
        "idé ide",
        "region regionen regionala regionerna",
        "projekt projektet projektets projekten",
        "konstmuseum konstmuseet konstmuseerna",
        "skola skolan skolans skolor skolorna",
        "turlista turlistan turlistor",
        "möte mötet möten mötena mötenas",
        "rum rummet rummen rums rummens",
        "hem hemmet hemma",
        "gemensam gemensamma",
        "ord ordet orden",
        "meddelande meddelandet meddelanden meddelandena",
        "skriva skriver skrev skrivit skrivits skriven skrivna",
        "föreslå föreslår föreslog föreslagit",
        "läsa läser läste läst",
        "resa reser reste resan",
        "söka söker sökte söktes",
        "köpa köper köpte",
        "bok boken böcker böckernas",
        "handbok handböcker",
        "natt natten nätter",
        "hand handen händerna",
        "bonde bonden bönder",
        "dotter dottern döttrar",
        "tjänsteman tjänstemän tjänstemannen tjänstemännen",
        "nyckel nyckeln nycklar nycklarna",
        "fönster fönstret fönstren",
        "sandsten sandstenen sandstenar",
        "bageri bageriet bagerier",
    ],
)
def test_every_form_of_a_word_has_one_stem_in_common(forms: str) -> None:
    assert len({stems.stems_of(word)[0] for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        *(
            (word, word)
            for word in ("plan", "kulturplan", "sedan", "annan", "utan", "ombudsman", "allmän", "loan")
        ),
        *((word, word) for word in ("budget", "market", "slogan", "nyhet", "sommar", "drog", "damm", "dam")),
        ("leveransen", "leverans"),
        ("balans", "balan"),
        ("förena", "fören"),
        ("komma", "komm"),
    ],
)
def test_a_word_that_only_ends_like_a_form_is_not_cut(word: str, stem: str) -> None:
    assert stems.stems_of(word)[0] == stem


def test_a_form_of_two_words_is_kept_under_both() -> None:
    assert stems.stems_of("händer")[:2] == ("händ", "hand")


@pytest.mark.parametrize("word", ["human", "american", "skolan", "meeting", "libraries"])
def test_the_english_stem_stays_beside_the_swedish(word: str) -> None:
    assert stems.stems_of(word)[-1] == stems._stemmer("english").stemWord(word)


APART = normalize("NFD", "I **Sölvesborg** hamn")
"""As it is copied from a PDF: each dot stands after its letter."""


def test_a_letter_and_its_marks_are_one_however_they_came() -> None:
    assert stems.words(APART) == ["i", "sölvesborg", "hamn"]
    asked = stems.asked("Sölvesborg")
    for pieces in (excerpts.excerpt(APART, asked), excerpts.marked(APART, asked)):
        assert [piece.text for piece in pieces if piece.is_hit] == ["Sölvesborg"]


KNOWN = {"kultur", "besök", "turist", "kust"}


@pytest.mark.parametrize(
    ("compound", "part"), [("kulturturism", "turism"), ("besöksnäring", "näring"), ("kustkommun", "kommun")]
)
def test_a_word_is_a_part_of_a_compound_of_known_words(compound: str, part: str) -> None:
    assert compounds.holds(compound, part, compounds.pieces(compound, part) & KNOWN)


def test_a_word_in_the_middle_is_a_part_when_both_others_are_known() -> None:
    assert compounds.holds("besöksnäringsstrateg", "näring", {"besök", "strateg"})
    assert not compounds.holds("besöksnäringsstrateg", "näring", {"besök"})


@pytest.mark.parametrize(
    ("word", "letters"), [("turisten", "sten"), ("bokhandel", "hand"), ("kunskap", "skap"), ("sten", "sten")]
)
def test_letters_that_only_look_alike_are_no_part(word: str, letters: str) -> None:
    assert not compounds.holds(word, letters, {*KNOWN, "bok"})


def test_two_letters_are_not_looked_for_in_others() -> None:
    assert [part for part in ("by", "ort", "konst") if compounds.may_be_part(part)] == ["ort", "konst"]


@pytest.mark.parametrize(
    ("compound", "part", "is_held"),
    [
        ("väntsal", "sal", True),
        ("stationsort", "ort", True),
        ("transport", "ort", False),
        ("bilder", "der", False),
        ("busshållplats", "hus", False),
        ("salvänt", "sal", False),
        ("förråd", "råd", False),
        ("hållbar", "bar", False),
        ("centrum", "rum", False),
        ("verkstad", "stad", False),
        ("verkstadsveck", "stad", False),
    ],
)
def test_three_letters_are_a_part_only_at_the_end_of_a_known_word(
    compound: str, part: str, is_held: bool
) -> None:
    known = {"vänt", "station", "för", "håll", "cent", "bil", "bild", "buss", "trans"}
    assert compounds.holds(compound, part, known) == is_held


@pytest.mark.parametrize(
    ("compound", "part", "is_held"),
    [
        ("sandsten", "sten", True),
        ("souvenirhyll", "hyll", True),
        ("simrishamn", "hamn", True),
        ("designhögskol", "skol", True),
        ("programansvar", "svar", False),
        ("väckarklock", "lock", False),
        ("turisten", "sten", False),
        ("polisten", "sten", False),
        ("parkering", "ring", False),
        ("usten", "sten", False),
    ],
)
def test_the_last_part_counts_behind_an_unknown_word_where_no_known_one_lies_across(
    compound: str, part: str, is_held: bool
) -> None:
    known = {"an", "ansvar", "klock", "turist", "högskol", "hög"}
    assert compounds.holds(compound, part, known & compounds.pieces(compound, part)) == is_held


@pytest.mark.parametrize(
    ("written", "part", "is_first"),
    [
        ("reseersättning", "res", True),
        ("stenförråd", "sten", True),
        ("turismansvarig", "turism", True),
        ("kyrkogård", "kyrk", True),
        ("matsalen", "mat", True),
        ("stengods", "sten", True),
        ("kulturella", "kultur", True),
        ("läsning", "läs", True),
        ("restaurangerna", "res", False),
        ("respekt", "res", False),
        ("respektera", "res", False),
        ("resten", "res", False),
        ("resurs", "res", False),
        ("resultat", "res", False),
        ("materialet", "mat", False),
        ("kommunikation", "kommun", False),
        ("resa", "res", False),
        ("bokhandel", "hand", False),
    ],
)
def test_a_word_is_the_first_of_a_compound_when_a_word_follows(
    written: str, part: str, is_first: bool
) -> None:
    known = {"ersättning", "förråd", "ansvar", "gård", "sal", "pek", "del"}
    assert compounds.begins(written, stems.stems_of(written)[0], part, known) == is_first


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("turism", "turism", 0),
        ("turizm", "turism", 1),
        ("turims", "turism", 1),
        ("trism", "turism", 1),
        ("turiism", "turism", 1),
        ("kulturtrsim", "kulturturism", 2),
        ("museum", "muren", 3),
        ("a", "kommunalförbund", 3),
    ],
)
def test_a_swap_of_neighbours_is_one_mistake_and_what_is_far_off_is_farther(
    one: str, other: str, steps: int
) -> None:
    assert distance(one, other, 2) == distance(other, one, 2) == steps


@pytest.mark.parametrize(
    ("said", "written", "steps"),
    [
        ("slott", "skott", 2),
        ("pank", "punk", 2),
        ("kyrka", "yrka", 2),
        ("komun", "kommun", 1),
        ("huvn", "huvn", 0),
        ("satd", "stad", 1),
        ("vag", "väg", 1),
        ("plats", "platz", 1),
        ("kafä", "kafe", 1),
        ("turizm", "turism", 1),
        ("turipm", "turism", 1),
        ("konstmuseum", "monstmuseum", 1),
        ("kyrkan", "myrkan", 2),
        ("cykeln", "sykeln", 1),
    ],
)
def test_another_letter_makes_another_word_of_a_short_one(said: str, written: str, steps: int) -> None:
    assert mistakes(said, written) == steps


def test_longer_words_may_have_more_mistakes() -> None:
    assert [most_mistakes("x" * length) for length in (3, 4, 7, 8, 20)] == [0, 1, 1, 2, 2]


@given(TEXT, QUERY)
def test_marking_neither_loses_nor_invents_text(text: str, query: str) -> None:
    pieces = excerpts.marked(text, stems.asked(query))
    assert "".join(piece.text for piece in pieces) == text


@given(TEXT, QUERY)
def test_an_excerpt_is_a_part_of_the_text_and_no_longer_than_it_may_be(text: str, query: str) -> None:
    words = stems.asked(query)
    said = "".join(piece.text for piece in excerpts.excerpt(text, words))
    bare = said.removeprefix(excerpts.MORE).removesuffix(excerpts.MORE)
    assert bare in excerpts.plain(text)
    assert len(bare) <= excerpts.LONGEST


@given(TEXT, QUERY)
def test_an_excerpt_marks_a_word_where_the_text_has_one(text: str, query: str) -> None:
    words = stems.asked(query)
    there = bool(excerpts.hits(excerpts.plain(text), words))
    assert any(piece.is_hit for piece in excerpts.excerpt(text, words)) == there


def test_an_excerpt_shows_the_first_hit_of_a_long_text_without_marks_of_markdown() -> None:
    text = "Ord före. " * 60 + "**Museerna** öppnar i [maj](https://example.org). " + "Ord efter. " * 60
    pieces = excerpts.excerpt(text, stems.asked("museum"))
    assert [piece.text for piece in pieces if piece.is_hit] == ["Museerna"]
    assert "Museerna öppnar i maj." in "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        (["Kulturchef, Kristianstad"], "Kristianstad"),
        (["Möte i Kristianstads hamn"], "Kristianstad"),
        (["Kristianstad bjuder in", "Nu. Kristianstad kommer"], "kristianstad"),
        (["Se Kristianstad", "se kristianstad"], "kristianstad"),
        (["Ingenting"], "kristianstad"),
    ],
)
def test_a_name_is_said_as_it_is_written_inside_a_sentence(texts: list[str], written: str) -> None:
    asked = stems.asked("kristianstad")
    assert excerpts.as_written("kristianstad", (excerpts.marked(text, asked) for text in texts)) == written


def test_the_cells_of_a_table_stay_apart() -> None:
    table = "Så räknar vi:\n\n| vad | mål i juni |\n|---|:--:|\n| Värdar | | 12 |\n\nSedan mer."
    assert excerpts.plain(table) == "Så räknar vi: · vad · mål i juni · Värdar · 12 · Sedan mer."
