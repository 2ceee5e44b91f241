"""The page that finds everything in a programme that one may see, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from collab import clock, db
from collab.accounts.models import Person
from collab.updates import actions as updates
from collab.updates.models import Update, Visibility
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_draft, a_post

PAGE = "/programmes/kultur-pa-resande-fot/search"
SAYS = replace(WHOLE, text="Museerna öppnar sina portar")

WRITE: dict[str, Callable[[Cast], Update]] = {
    "for the programme": lambda cast: a_post(cast.project, cast.culture, SAYS),
    "for anybody": lambda cast: a_post(cast.project, cast.culture, SAYS, Visibility.PUBLIC),
    "for the team": lambda cast: a_post(cast.project, cast.culture, SAYS, Visibility.TEAM),
    "a draft": lambda cast: a_draft(cast.project, cast.culture, SAYS),
    "later": lambda cast: a_post(cast.project, cast.culture, SAYS, at=clock.now() + timedelta(days=1)),
    "withdrawn": lambda cast: _withdrawn(a_post(cast.project, cast.culture, SAYS), cast.culture),
}
EVERYBODY = {"culture", "business", "other", "facilitator", "organiser"}
FINDS = {
    "for the programme": EVERYBODY,
    "for anybody": EVERYBODY,
    "for the team": EVERYBODY - {"other"},
    "a draft": {"culture"},
    "later": {"culture"},
    "withdrawn": {"culture"},
}


def _withdrawn(update: Update, by: Person) -> Update:
    updates.withdraw(update, by=by)
    return update


def search(browsers: Browsers, person: Person, query: str, **more: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in {"q": query, **more}.items())
    return browsers(person).text(f"{PAGE}?{asked}")


@pytest.mark.parametrize("state", WRITE)
def test_an_update_is_found_by_those_who_may_read_it(cast: Cast, browsers: Browsers, state: str) -> None:
    WRITE[state](cast)
    db.session.commit()
    finders = {name for name in EVERYBODY if "1 hit " in search(browsers, getattr(cast, name), "museum")}
    assert finders == FINDS[state]
