"""Passwords: what is kept, how it is compared, what is refused."""

import pytest
from argon2 import PasswordHasher, extract_parameters

from collab.accounts import passwords
from collab.accounts.passwords import Weakness
from tests.accounts.conftest import HASH, PASSWORD

ADDRESS = "kulturchef@kristianstad.example"


def test_a_password_is_kept_as_argon2id_with_the_costs_we_promise() -> None:
    kept = extract_parameters(HASH)
    assert (kept.type.name, kept.memory_cost, kept.time_cost, kept.parallelism) == ("ID", 47104, 1, 1)


def test_nobodys_hash_costs_what_a_real_one_costs() -> None:
    assert extract_parameters(passwords.NOBODYS) == extract_parameters(HASH)


def test_the_right_password_matches_and_no_other() -> None:
    assert passwords.matches(HASH, PASSWORD)
    assert not passwords.matches(HASH, PASSWORD + " ")
    assert not passwords.matches(HASH, "")


def test_nothing_matches_where_nothing_is_kept() -> None:
    assert not passwords.matches(None, PASSWORD)


def test_a_damaged_hash_matches_nothing() -> None:
    assert not passwords.matches("$argon2id$broken", PASSWORD)


def test_o_with_dots_is_the_same_letter_from_every_keyboard() -> None:
    assert passwords.matches(passwords.hashed("blå ö i norr"), "bla\u030a o\u0308 i norr")


def test_a_hash_made_with_lower_costs_is_outdated() -> None:
    assert passwords.is_outdated(PasswordHasher(1, 8192, 1).hash(PASSWORD))
    assert not passwords.is_outdated(HASH)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elva tecken", Weakness.TOO_SHORT),
        ("x" * 64 + "y" * 65, Weakness.TOO_LONG),
        ("password1234", Weakness.COMMON),
        ("Lösenord2017!", Weakness.COMMON),
        ("PasswordPassword", Weakness.COMMON),
        ("123456789012", Weakness.COMMON),
        ("987654321098", Weakness.COMMON),
        ("aaaaaaaaaaaaaaaa", Weakness.COMMON),
        ("hejhejhejhej", Weakness.COMMON),
        ("Kulturchef i skogen", Weakness.OWN_ADDRESS),
    ],
)
def test_a_password_that_is_guessed_first_is_refused(password: str, why: Weakness) -> None:
    assert passwords.weakness(password, ADDRESS) is why


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "tolv tecken!", "x9" * 32 + "!" + "abcdefgh" * 7, "korv med moset", "🧭🧭🧭🧭 sju hav nio"],
)
def test_length_is_the_only_rule_of_composition(password: str) -> None:
    assert passwords.weakness(password, ADDRESS) is None
