"""Whole numbers: as hidden fields send them, and a field whose errors say what it is about and takes."""

import re
from collections.abc import Sequence
from typing import Any

from wtforms import IntegerField

from collab.text import _, number

LONGEST_NUMBER = 9
"""Digits of what a page of ours sends: Python refuses to read thousands of them."""
_WHOLE = re.compile(r"[-−]?\d{1,30}")


def whole(sent: str | None) -> int:
    """A whole number as a hidden field sends it; -1 for what is none, and for what no page has sent."""
    is_one = sent and sent.isascii() and sent.isdecimal() and len(sent) <= LONGEST_NUMBER
    return int(sent) if sent and is_one else -1


class WholeNumber(IntegerField):
    """A whole number from `least` to `most`; spaces between its digits are none of its business.

    What it does not take leaves `data` at None, so that nothing else is said of it.
    """

    def __init__(self, *args: Any, least: int = 0, most: int, **values: Any) -> None:
        super().__init__(*args, **values)
        self.least, self.most = least, most

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed. Raises ValueError with the sentence that the person reads."""
        typed = "".join("".join(valuelist[:1]).split())
        if not valuelist:
            return
        self.data = None
        if not typed:
            return
        names = {"field": str(self.label.text), "least": number(self.least), "most": number(self.most)}
        if not _WHOLE.fullmatch(typed):
            raise ValueError(_("%(field)s: write a whole number, such as 12.", **names))
        value = int(typed.replace("−", "-"))
        if not self.least <= value <= self.most:
            raise ValueError(_("%(field)s: write a number from %(least)s to %(most)s.", **names))
        self.data = value
