"""Several at the same moment: one working copy, one current edition, no page without an approval."""

from contextvars import copy_context
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from collab import db
from collab.reviews import actions as reviews
from collab.showcases.models import Edition, Showcase
from tests.conftest import Browsers
from tests.showcases import stage
from tests.showcases.test_views import FORM
from tests.support.cast import Cast
from tests.updates.test_races import AT_ONCE, together

HERE = "/projects/oppna-dorrar/showcase"


def test_many_who_start_at_once_start_one_page(cast: Cast, browsers: Browsers) -> None:
    senders = [browsers(cast.culture) for _ in range(AT_ONCE)]
    answers = together(lambda number: senders[number].post(HERE, FORM).status_code)
    assert sorted(answers) == [303] + [409] * (AT_ONCE - 1)
    assert [s.version for s in db.session.scalars(select(Showcase))] == [1]


def test_many_who_publish_at_once_leave_one_current_edition(cast: Cast, browsers: Browsers) -> None:
    stage.approved(cast)
    stage.composed(cast)
    db.session.commit()
    senders = [browsers(cast.culture) for _ in range(AT_ONCE)]
    answers = together(lambda number: senders[number].post(f"{HERE}/publication").status_code)
    assert answers == [303] * AT_ONCE
    editions = db.session.execute(select(Edition.number, Edition.is_current).order_by(Edition.number))
    assert [tuple(row) for row in editions] == [(n, n == AT_ONCE) for n in range(1, AT_ONCE + 1)]


def test_the_database_holds_no_two_current_editions_of_a_page(cast: Cast) -> None:
    edition = stage.published(cast)
    kept = {c.name: getattr(edition, c.name) for c in Edition.__table__.columns if c.name != "id"}
    db.session.add(Edition(**{**kept, "number": 2}))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_publication_waits_for_the_approval_that_is_being_taken_back(
    site: Flask, cast: Cast, browsers: Browsers
) -> None:
    stage.approved(cast)
    stage.composed(cast)
    db.session.commit()
    browser, answers = browsers(cast.culture), []

    def publish() -> None:
        with site.app_context():  # a session of its own
            answers.append(browser.post(f"{HERE}/publication").location)

    sending = Thread(target=copy_context().run, args=(publish,))
    with db.transaction():
        reviews.withdraw_approval(cast.project, reason="För tidigt", by=cast.facilitator)
        db.session.flush()
        sending.start()
        sending.join(timeout=1)
    sending.join()
    assert answers == [HERE]
    assert list(db.session.scalars(select(Edition))) == []
