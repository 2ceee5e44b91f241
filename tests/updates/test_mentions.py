"""@handles become names."""

import pytest

from collab.updates.mentions import handles_in, with_names

NAMES = {"kulturchef.osby": "Kulturchef, Osby", "star": "A *star*"}


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@kulturchef.osby Kan vi?", {"kulturchef.osby"}),
        ("Fråga @a och @b-c.", {"a", "b-c"}),
        ("(@a)", {"a"}),
        ("skriv till info@osby.se", set()),
        ("https://example.org/@a", set()),
        ("@ ensam", set()),
    ],
)
def test_handles_are_found_and_addresses_are_not(text: str, handles: set[str]) -> None:
    assert handles_in(text) == handles


def test_a_known_handle_is_said_as_a_name_in_bold_and_an_unknown_one_stays() -> None:
    assert with_names("@kulturchef.osby, @nobody", NAMES) == r"**Kulturchef\, Osby**, @nobody"


def test_a_name_is_never_read_as_markdown() -> None:
    assert with_names("@star", NAMES) == r"**A \*star\***"
