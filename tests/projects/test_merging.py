"""Two people's versions become one, and not a word of either is lost."""

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab import markdown
from collab.projects import grains, merging
from collab.projects.marking import Mark, compare
from collab.projects.merging import Clash, Side, joined, merge, settled

WORDS = st.sampled_from(["en", "två", "kommuner", "teater", "krog.", "Vi", "gör", "ett", "prov!", "-", "|"])
LINES = st.lists(WORDS, max_size=6).map(" ".join)
TEXTS = st.lists(LINES, max_size=8).map("\n".join)
SAME_EACH_TIME = settings(deadline=None, derandomize=True)


def test_what_each_changed_elsewhere_is_taken_from_both() -> None:
    base = "Behovet är stort.\n\nMålgruppen är unga.\n"
    mine, theirs = base.replace("stort", "mycket stort"), base.replace("unga", "unga vuxna")
    assert settled(merge(base, mine, theirs)) == "Behovet är mycket stort.\n\nMålgruppen är unga vuxna.\n"


def test_two_sentences_of_one_line_do_not_clash() -> None:
    base = "Behovet är stort. Målgruppen är unga."
    mine, theirs = base.replace("stort", "akut"), base.replace("unga", "äldre")
    assert settled(merge(base, mine, theirs)) == "Behovet är akut. Målgruppen är äldre."


def test_the_same_words_clash_and_all_three_texts_are_kept() -> None:
    pieces = merge("Tre kommuner är med.", "Fyra kommuner är med.", "Fem kommuner är med.")
    assert pieces == [Clash("Tre kommuner är med.", "Fyra kommuner är med.", "Fem kommuner är med.")]
    assert settled(pieces) is None


def test_a_clash_is_a_whole_sentence_and_both_read_well_after_each_other() -> None:
    base = "Vi gör tio intervjuer. Sedan åker vi t.ex. till Osby.\n"
    pieces = merge(base, base.replace("tio", "nitton"), base.replace("tio", "tretton"))
    both = "Vi gör nitton intervjuer. Vi gör tretton intervjuer. Sedan åker vi t.ex. till Osby.\n"
    assert joined(pieces, [Side.BOTH]) == both


TABLE = "| Plats | Antal |\n|---|---|\n| Museum | 1 |\n| Butik | 2 |\n\nSlut.\n"


def test_rows_of_a_table_that_stand_beside_each_other_keep_what_was_written_in_each() -> None:
    mine, theirs = TABLE.replace("1 |", "5 |"), TABLE.replace("2 |", "kanske |")
    assert settled(merge(TABLE, mine, theirs)) == mine.replace("2 |", "kanske |")


def test_a_clash_in_a_table_is_a_whole_row() -> None:
    pieces = merge(TABLE, TABLE.replace("1 |", "5 |"), TABLE.replace("1 |", "kanske |"))
    assert pieces[1] == Clash("| Museum | 1 |\n", "| Museum | 5 |\n", "| Museum | kanske |\n")
    assert "| Museum | 5 |\n| Museum | kanske |\n| Butik" in joined(pieces, [Side.BOTH])


@pytest.mark.parametrize("marker", ["- ", "1. ", "# ", "  * "])
def test_a_clash_takes_the_marker_of_its_point_along(marker: str) -> None:
    base, mine, theirs = (f"Först.\n\n{marker}{many} kommuner\n" for many in ("Tre", "Fyra", "Fem"))
    pieces = merge(base, mine, theirs)
    assert joined(pieces, [Side.BOTH]).startswith(f"Först.\n\n{marker}Fyra kommuner\n{marker}Fem kommuner")


def test_what_one_took_away_and_the_other_changed_clashes() -> None:
    pieces = merge("Ett.\nTvå.\n", "Ett.\n", "Ett.\nTvå och ett halvt.\n")
    assert settled(pieces) is None
    assert "halvt" in "".join(p.theirs for p in pieces if isinstance(p, Clash))


def test_what_both_wrote_from_nothing_clashes() -> None:
    assert merge("", "Vi vill.", "De vill.") == [Clash("", "Vi vill.", "De vill.")]


@SAME_EACH_TIME
@given(TEXTS, TEXTS)
def test_who_alone_changed_a_text_gets_their_text(base: str, mine: str) -> None:
    assert settled(merge(base, mine, base)) == mine
    assert settled(merge(base, base, mine)) == mine
    assert settled(merge(base, mine, mine)) == mine


@SAME_EACH_TIME
@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_no_line_that_only_one_side_changed_is_dropped(fates: list[int]) -> None:
    """0: nobody touches the line, 1: mine, 2: theirs, 3: mine takes it away."""
    base = [f"Rad {n} är som den var.\n" for n in range(len(fates))]
    mine = [f"Rad {n} skrev jag om.\n" if fate == 1 else line
            for n, (fate, line) in enumerate(zip(fates, base, strict=True)) if fate != 3]  # fmt: skip
    theirs = [f"Rad {n} skrev de om.\n" if fate == 2 else line
              for n, (fate, line) in enumerate(zip(fates, base, strict=True))]  # fmt: skip
    said = told(merge("".join(base), "".join(mine), "".join(theirs)))
    for n, fate in enumerate(fates):
        if fate == 1:
            assert f"Rad {n} skrev jag om.\n" in said
        if fate == 2:
            assert f"Rad {n} skrev de om.\n" in said


EDITS = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["add", "replace", "take away"])), max_size=6)


@SAME_EACH_TIME
@given(TEXTS, EDITS, EDITS)
def test_every_word_that_somebody_added_stands_in_what_they_would_choose(
    base: str, mine: list[tuple[int, str]], theirs: list[tuple[int, str]]
) -> None:
    my_text, their_text = edited(base, mine, "min"), edited(base, theirs, "din")
    pieces = merge(base, my_text, their_text)
    for text, side, mark in ((my_text, "mine", "min"), (their_text, "theirs", "din")):
        chosen = "".join(p if isinstance(p, str) else getattr(p, side) for p in pieces)
        added = [word for word in text.split() if word.startswith(mark)]
        assert [word for word in chosen.split() if word.startswith(mark)] == added


def edited(text: str, edits: list[tuple[int, str]], mark: str) -> str:
    """The text with words of one's own, each another one."""
    words = grains.GRAINS[-1](text)
    for number, (place, what) in enumerate(edits):
        at = min(place, len(words))
        words[at : at + (what != "add")] = [] if what == "take away" else [f" {mark}{number} "]
    return "".join(words)


def told(pieces: list[merging.Piece]) -> str:
    """All that is said anywhere: settled words, and both sides of each clash."""
    return "".join(p if isinstance(p, str) else p.mine + p.theirs for p in pieces)


@SAME_EACH_TIME
@given(st.text())
def test_the_pieces_of_a_text_joined_are_the_text(text: str) -> None:
    assert all("".join(split(text)) == text for split in grains.GRAINS)


@SAME_EACH_TIME
@given(TEXTS, TEXTS)
def test_the_marks_give_both_texts_back(before: str, after: str) -> None:
    stretches = compare(before, after)
    assert "".join(s.words for s in stretches if s.mark is not Mark.NEW) == before
    assert "".join(s.words for s in stretches if s.mark is not Mark.GONE) == after


@pytest.mark.parametrize("apart", ["\n", ". ", " "])
def test_texts_of_few_words_in_any_order_are_merged_and_marked_like_others(apart: str) -> None:
    """In such texts the usual search for what two have in common takes hours."""
    chance = Random(apart)
    pieces = [one + other for one, other in product("abcdefghijk", repeat=2)]
    base, mine = (apart.join(chance.choices(pieces, k=markdown.LONGEST // 5)) for _ in range(2))
    assert "".join(s.words for s in compare(base, mine) if s.mark is not Mark.NEW) == base
    assert settled(merge(base, mine, mine)) == settled(merge(base, mine, base)) == mine


def test_words_are_marked_and_not_lines() -> None:
    marked = [(s.mark, s.words) for s in compare("Tre kommuner är med.\n", "Fyra kommuner är med.\n")]
    assert marked == [(Mark.GONE, "Tre"), (Mark.NEW, "Fyra"), (Mark.SAME, " kommuner är med.\n")]


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
)
def test_a_row_of_a_table_is_seen_after_every_end_of_a_line(end: str) -> None:
    assert grains.has_row(f"before{end} | a | b |")
    assert not grains.has_row(f"before{end}a | b |")
