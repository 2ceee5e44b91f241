"""The secret part of the address for a calendar: values in, value out."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256


def token_of(salt: str, *, key: str) -> str:
    """What the address says: 256 bits that come of a person's random salt and the site's secret key.

    The page can say it again, and neither the database nor a backup without the key tells it.
    """
    made = hmac.digest(key.encode(), b"calendar\x1f" + salt.encode(), sha256)
    return urlsafe_b64encode(made).decode().rstrip("=")
