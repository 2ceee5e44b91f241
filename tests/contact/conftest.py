"""A view that waits for an answer."""

import pytest

from collab import db
from collab.contact import actions
from collab.contact.models import View
from tests.support.cast import Cast


@pytest.fixture
def view(cast: Cast) -> View:
    """What somebody with an address wrote in Swedish."""
    with db.transaction():
        return actions.receive_view(
            "Kartan går inte att läsa i solen.",
            programme=cast.programme,
            email="visitor@example.org",
            language="sv",
        )
