"""Rules speak English here, also where no browser has chosen a language."""

from collections.abc import Iterator

import pytest
from flask import Flask, has_request_context

from collab.text import choose_language_by
from collab.web import languages
from tests.support import cast as casting
from tests.support.cast import Cast


@pytest.fixture
def cast(site: Flask) -> Iterator[Cast]:
    """The cast, spoken to in English."""
    assert site
    choose_language_by(lambda: languages.chosen() if has_request_context() else "en")
    yield casting.load()
    choose_language_by(languages.chosen)
