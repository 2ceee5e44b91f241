"""Secret tokens: what a cookie or a mailed link carries, and what the database keeps of it."""

import secrets
from hashlib import sha256


def new_token() -> str:
    """A random token of 256 bits for an address or a cookie."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What the database keeps of a token: enough to find it, useless to whoever reads the database."""
    return sha256(token.encode()).hexdigest()
