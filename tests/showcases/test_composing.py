"""What the working copy starts from, what it rests on, and two people who write it at once."""

import re

import pytest
from msgspec.structs import replace
from sqlalchemy import select
from werkzeug.test import TestResponse

from collab import db
from collab.programmes.models import Goal, Indicator
from collab.showcases import actions, composing, queries
from collab.showcases.content import Content
from collab.text import Localised
from collab.updates import actions as updates
from collab.updates.models import Contribution, Update, Visibility
from tests.conftest import Browsers
from tests.showcases import stage
from tests.showcases.test_views import FORM
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.updates.written import a_post, on

HERE = "/projects/oppna-dorrar/showcase"


def _counted(*counting: Update) -> None:
    indicator = Indicator(
        goal=db.session.scalars(select(Goal)).one(), code="visits", baseline=0, target=10, position=0,
        name=Localised("Besök", "Visits"), unit=Localised("besök", "visits"),
    )  # fmt: skip
    db.session.add(indicator)
    db.session.flush()
    db.session.add_all(Contribution(update=u, indicator_id=indicator.id, value=5) for u in counting)
    db.session.flush()


def test_a_number_rests_on_the_newest_public_update_that_counts(cast: Cast) -> None:
    visibilities = [Visibility.PUBLIC, Visibility.PUBLIC, Visibility.PROGRAMME]
    posts = [
        a_post(cast.project, cast.culture, visibility=v, at=on(5, day))
        for day, v in enumerate(visibilities, 1)
    ]
    posts[0].key, posts[1].key = "zz-older", "aa-newer"
    _counted(*posts)
    (effect,) = composing.composed(cast.project).effects
    assert (effect["text"], effect["evidence"]) == ("15", "aa-newer")


def test_a_number_of_updates_that_nobody_outside_reads_rests_on_none(cast: Cast) -> None:
    _counted(a_post(cast.project, cast.culture))
    (effect,) = composing.composed(cast.project).effects
    assert (effect["text"], effect["evidence"]) == ("5", "")


@pytest.mark.parametrize("whose", ["another team's", "not public", "unknown"])
def test_evidence_is_a_public_update_of_the_own_project(cast: Cast, browsers: Browsers, whose: str) -> None:
    key = {
        "another team's": a_post(cast.other_project, cast.other, visibility=Visibility.PUBLIC).key,
        "not public": a_post(cast.project, cast.culture).key,
        "unknown": "nothing",
    }[whose]
    db.session.commit()
    answer = browsers(cast.culture).post(HERE, {**FORM, "effects-0-evidence": key})
    assert (answer.status_code, queries.showcase_of(cast.project)) == (422, None)
    assert "Choose one of your public updates." in answer.get_data(as_text=True)


def test_evidence_of_another_project_is_not_frozen(cast: Cast) -> None:
    key = a_post(cast.other_project, cast.other, visibility=Visibility.PUBLIC).key
    content = Content.thawed(stage.published(cast, _resting_on(key)).content)
    assert [effect.evidence for effect in content.effects] == [""]


def test_the_link_to_the_report_goes_when_the_update_is_withdrawn(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
    stage.published(cast, _resting_on(update.key))
    visitor = browsers()
    assert f"/updates/{update.key}" in visitor.get("/showcases/oppna-dorrar").get_data(as_text=True)
    updates.withdraw(update, by=cast.culture)
    db.session.commit()
    page = visitor.get("/showcases/oppna-dorrar").get_data(as_text=True)
    assert (f"/updates/{update.key}" in page, "1 640" in page) == (False, True)


def _resting_on(key: str) -> actions.Draft:
    return replace(stage.WHOLE, effects=[{**stage.WHOLE.effects[0], "evidence": key}])


def _version(answer: TestResponse) -> str:
    found = re.search(r'name="version"[^>]*value="(\d+)"', answer.get_data(as_text=True))
    assert found is not None
    return found[1]


def test_two_who_start_the_page_do_not_overwrite_each_other(cast: Cast, browsers: Browsers) -> None:
    first, second = browsers(cast.culture), browsers(cast.business)
    opened = [_version(browser.get(HERE)) for browser in (first, second)]
    assert opened == ["0", "0"]
    first.post(HERE, {**FORM, "takes": "En nyckel.", "version": "0"})
    answer = second.post(HERE, {**FORM, "takes": "Två nycklar.", "version": "0"})
    text = words_of(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert "This is what was saved while you wrote What it takes En nyckel. What you typed is below" in text
    assert "Två nycklar." in text
    assert _takes(cast) == "En nyckel."


def test_after_seeing_both_texts_the_second_can_save(cast: Cast, browsers: Browsers) -> None:
    browsers(cast.culture).post(HERE, {**FORM, "takes": "En nyckel."})
    second = browsers(cast.business)
    answer = second.post(HERE, {**FORM, "takes": "Två nycklar."})
    again = second.post(HERE, {**FORM, "takes": "Båda.", "version": _version(answer)})
    assert (again.status_code, _takes(cast)) == (303, "Båda.")


@pytest.mark.parametrize("version", ["x", "", None])
def test_a_form_that_does_not_say_what_it_saw_overwrites_nothing(
    cast: Cast, browsers: Browsers, version: str | None
) -> None:
    browsers(cast.culture).post(HERE, {**FORM, "takes": "En nyckel."})
    fields = {name: value for name, value in FORM.items() if name != "version"}
    fields |= {} if version is None else {"version": version}
    answer = browsers(cast.business).post(HERE, {**fields, "takes": "Två nycklar."})
    assert (answer.status_code, _takes(cast)) == (409, "En nyckel.")


def _takes(cast: Cast) -> str:
    db.session.rollback()
    found = queries.showcase_of(cast.project)
    assert found is not None
    return found.takes
