"""What an address is that mail can be sent to: one rule for files, forms and the outbox; pure."""

import re

_PLAIN = r"[^\s@<>,;:\"()\[\]\\]+"
_ADDRESS = re.compile(rf"{_PLAIN}@{_PLAIN}\.{_PLAIN}")


def is_plain(text: str) -> bool:
    """Whether it is one address as people write it: no name beside it, no comment, no second one, no quotes.

    Whether there is such a place and somebody reads there, the mail finds out.
    """
    return _ADDRESS.fullmatch(text) is not None and text.isprintable()
