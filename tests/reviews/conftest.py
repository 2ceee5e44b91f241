"""Rules speak English here, also where no browser has chosen a language."""

from collections.abc import Iterator

import pytest
from flask import Flask

from collab.text import in_language
from tests.support import cast as casting
from tests.support.cast import Cast


@pytest.fixture
def cast(site: Flask) -> Iterator[Cast]:
    """The cast, spoken to in English."""
    assert site
    with in_language("en"):
        yield casting.load()
