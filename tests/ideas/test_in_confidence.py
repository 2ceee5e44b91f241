"""Whom somebody would rather be apart from: their own page says it and the facilitators', nothing else."""

import re

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update

from collab import clock, db, subjects
from collab.activity.models import Activity
from collab.ideas.models import Companion, Wish
from collab.mail.models import Mail
from collab.notifications.models import Notice
from tests.architecture.exhibits import put_up
from tests.architecture.test_offered import starts
from tests.architecture.walking import walk
from tests.conftest import Browsers
from tests.ideas.wishing import a_companion, a_wish, an_idea, place
from tests.support.browser import Browser
from tests.support.cast import Cast

PROGRAMME = "/programmes/kultur-pa-resande-fot"
WISHES = f"{PROGRAMME}/ideas/wishes"
PROPOSALS = ("/team-proposals/", "/divisions/")
"""Read by those who lead alone; to facilitators they say that their ground has changed."""
VARIES = re.compile(
    r'name="(csrf_token|form_key|idempotency_key|window)"[^>]*>|DTSTAMP:\w+|<p class="others".*?</p>'
    r'|<details class="post__opened[\s\S]*?</details>|data-since="[^"]*"|name="until" value="[^"]*"'
)
"""What is another each time that a page is made: keys, who writes there just then, and who opened it when."""


def everything(browser: Browser, paths: set[str]) -> dict[str, str]:
    """Whatever somebody can read, by its path."""
    return {path: VARIES.sub("", text) for path, text in walk(browser, paths).texts.items()}


def say(cast: Cast, browsers: Browsers) -> None:
    """The head of culture would rather not be with the head of business, nor with the other one."""
    sent = {"apart_1": place(cast.business).code, "apart_2": place(cast.other).code}
    assert browsers(cast.culture).post(WISHES, sent).status_code == 303
    assert db.session.scalar(select(func.count(Companion.id)).where(Companion.is_apart)) == 2


@pytest.mark.alike
def test_of_all_there_is_to_read_one_page_says_it_to_the_one_who_said_it_and_one_to_facilitators(
    browsers: Browsers, app: Flask, cast: Cast
) -> None:
    names = put_up(cast)
    cast.outsider.is_site_organiser = True
    db.session.execute(update(Notice).values(opened_at=clock.real()))  # the walk would open them
    db.session.commit()
    paths, own, theirs = starts(app, names), {WISHES}, {f"{WISHES}/everybody"}
    says = {"culture": own, "facilitator": theirs}
    says |= {name: set() for name in ("organiser", "outsider", "visitor", "business", "other", "second")}
    readers = {name: browsers(getattr(cast, name, None)) for name in says}
    before = {name: everything(browser, paths) for name, browser in readers.items()}
    say(cast, browsers)
    after = {name: everything(browser, paths) for name, browser in readers.items()}
    assert min(map(len, after.values())) > 30
    seen = {name: differing(before[name], after[name]) for name in says}
    seen["facilitator"] = {path for path in seen["facilitator"] if not path.startswith(PROPOSALS)}
    assert seen == says


def differing(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The paths at which something else is read."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_it_is_in_no_mail_and_in_no_record(browsers: Browsers, cast: Cast) -> None:
    kept = [select(func.count()).select_from(table) for table in (Mail, Activity)]
    before = [db.session.scalar(number) for number in kept]
    say(cast, browsers)
    assert [db.session.scalar(number) for number in kept] == before
    assert {"wish", "companion"}.isdisjoint(subjects.kinds())


def test_what_is_told_of_teams_and_ideas_is_the_same_with_it_and_without(
    browsers: Browsers, cast: Cast
) -> None:
    told = []
    for is_said in (False, True):
        if is_said:
            a_companion(cast.culture, cast.business, is_apart=True)
        idea = an_idea(cast.programme, f"Nattåg {is_said}", cast.culture)
        a_wish(cast.tourism, idea)
        db.session.commit()
        browsers(cast.culture).post(f"{PROGRAMME}/ideas/{idea.key}/withdrawal")
        form = {"remove-person": place(cast.second).code, "remove-reason": "Prov."}
        assert browsers(cast.facilitator).post("/teams/sparet/mend/remove", form).status_code == 303
        form = {"add-person": place(cast.second).code, "add-reason": "Prov."}
        assert browsers(cast.facilitator).post("/teams/sparet/mend/add", form).status_code == 303
        told.append(taken_out())
        db.session.execute(delete(Wish))
        db.session.commit()
    assert told[0] == told[1] != ([], [])


def taken_out() -> tuple[list[str], list[str]]:
    """What is in the outbox and in the record, which are empty afterwards."""
    letters = [f"{mail.to} {mail.template} {mail.values}" for mail in db.session.scalars(select(Mail))]
    facts = [f"{row.verb} {row.detail}" for row in db.session.scalars(select(Activity))]
    for table in (Mail, Activity):
        db.session.execute(delete(table))
    db.session.commit()
    return sorted(letters), sorted(facts)
