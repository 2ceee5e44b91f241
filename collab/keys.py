"""Public keys: what an address says instead of a sequential number."""

import re
import secrets
import unicodedata
from hashlib import blake2s

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LENGTH = 16


def new_key() -> str:
    """A random key of 16 characters (78 bits) that reads well aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def derived_key(*parts: str) -> str:
    """The same key for the same parts, for ever: an import finds again what it made before."""
    number = int.from_bytes(blake2s("\x1f".join(parts).encode()).digest(), "big")
    letters = []
    for _ in range(LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(letters)


def is_key(word: str) -> bool:
    """Whether a word could be a key."""
    return len(word) == LENGTH and set(word) <= set(ALPHABET)


def slug_of(name: str) -> str:
    """The name as an address says it: Ett hav, fyra kök → ett-hav-fyra-kok. Empty when no letter is left."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))
