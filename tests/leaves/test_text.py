"""Words as pages need them."""

import pytest

from collab import text


@pytest.mark.parametrize(
    ("words", "breadth"),
    [("", ""), ("Ett hav, fyra kök", ""), ("Novemberrummet", "long"), ("Kulturlandskapet i mars", "longer")],
)
def test_a_heading_is_as_broad_as_its_longest_word(words: str, breadth: str) -> None:
    assert text.breadth(words) == breadth


def test_what_is_said_is_in_the_language_of_the_block_and_its_variables_are_filled_in() -> None:
    with text.in_language("sv"):
        assert text._("Funded by %(who)s.", who="Tillväxtverket") == "Finansieras av Tillväxtverket."
        assert text._n("%(num)s day ago", "%(num)s days ago", 3) == "för 3 dagar sedan"
        with text.in_language("en"):
            assert text._("Funded by %(who)s.", who="Tillväxtverket") == "Funded by Tillväxtverket."
        assert text.language() == "sv"


def test_lazy_words_are_in_the_language_in_which_they_are_read() -> None:
    words = text._l("Home")
    with text.in_language("sv"):
        assert str(words) == "Hem"
    with text.in_language("en"):
        assert str(words) == "Home"
