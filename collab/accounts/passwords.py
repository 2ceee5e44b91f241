"""Passwords: argon2id, compared in equal time for every account, refused when easily guessed."""

import unicodedata
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 128

# OWASP's password storage recommendation for argon2id with one lane.
_hasher = PasswordHasher(time_cost=1, memory_cost=47_104, parallelism=1)

# The hash of a random password that nobody kept: what is compared where there is no password to compare.
NOBODYS = "$argon2id$v=19$m=47104,t=1,p=1$1VYKeELrrkHAU+jrA5eepA$+fpFIJqxd9xwgtgMJWaAucL/6d9BtT0j1eaWmDLbYKY"

# Words that everybody tries first; digits, signs and repetitions around them do not help.
COMMON = frozenset(
    {
        "abcdefghijkl", "administrator", "changeme", "collab", "footballfootball", "hejhejhejhej", "iloveyou",
        "kommun", "kultur", "letmein", "lösenord", "losenord", "näringsliv", "passphrase", "password",
        "passwort", "qazwsxedcrfv", "qwertyuiop", "qwertyuiopasdf", "qwertyuiopå", "qwertyuiopåasdf",
        "regionblekinge", "regionskane", "regionskåne", "sommar", "superman", "turism", "vinter", "välkommen",
        "valkommen", "welcome",
    }
)  # fmt: skip
DIGITS = "01234567890123456789"


class Weakness(StrEnum):
    """Why a password is refused."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    COMMON = "common"
    OWN_ADDRESS = "own-address"


def weakness(password: str, email: str) -> Weakness | None:
    """What is wrong with a new password of the account `email`, or None. It may be composed as one likes."""
    if len(password) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(password) > LONGEST:
        return Weakness.TOO_LONG
    if _is_common(password):
        return Weakness.COMMON
    own = email.partition("@")[0].casefold()
    return Weakness.OWN_ADDRESS if len(own) >= 3 and own in password.casefold() else None


def hashed(password: str) -> str:
    """The hash to keep. Takes some 60 ms and 46 MiB on purpose: never inside a write transaction."""
    return _hasher.hash(_composed(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether the password belongs to the kept hash. Costs the same where nothing is kept, and is False."""
    try:
        _hasher.verify(kept or NOBODYS, _composed(password[: LONGEST + 1]))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other costs than today's."""
    return _hasher.check_needs_rehash(kept)


def _composed(password: str) -> str:
    """One form for letters that keyboards send in two: ö is ö on every computer."""
    return unicodedata.normalize("NFC", password)


def _is_common(password: str) -> bool:
    word = _composed(password).casefold()
    if len(set(word)) <= 3 or word in DIGITS or word[::-1] in DIGITS:
        return True
    letters = "".join(c for c in word if c.isalpha())
    return any(letters == common * (len(letters) // len(common)) for common in COMMON if letters)
