"""Who calls on somebody that cannot read the text is told so."""

from msgspec.structs import replace

from collab import db
from collab.updates import actions, queries
from collab.updates.models import Visibility
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.sent import filled
from tests.updates.written import WHOLE, a_post

CALLED = "@other, @ensam, @business, @sparet, @facilitator and @nobody"
CALLING = replace(WHOLE, text=CALLED)


def test_people_and_teams_outside_are_not_reached_by_what_is_for_the_team(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, CALLING, visibility=Visibility.TEAM)
    outside = sorted([str(cast.other.name), cast.other_team.name])
    assert sorted(queries.unreached(update)) == outside


def test_everybody_in_the_programme_is_reached_by_what_is_for_the_programme(cast: Cast) -> None:
    assert queries.unreached(a_post(cast.project, cast.culture, CALLING)) == []


def test_what_is_written_and_nobody_is_called_so_is_told(cast: Cast) -> None:
    text = "@Nobody, @other, @Sparet, @BUSINESS, @Höganäs, @site, info@osby.se, a@b and `@code`"
    update = a_post(cast.project, cast.culture, replace(WHOLE, text=text))
    comment = actions.comment(update, "@nobody! @culture", by=cast.business)
    assert queries.unknown(update) == ["@Nobody", "@Höganäs", "@site"]
    assert queries.unknown(comment) == ["@nobody"]
    assert queries.unknown(a_post(cast.project, cast.culture)) == []


def test_the_writer_is_told_of_names_that_nobody_has(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    db.session.commit()
    browser, page = browsers(cast.culture), f"/updates/{update.key}"
    said = "Nobody is called @finnsinte. Write @ and choose in the list."
    browser.post(f"{page}/comments", {"text": "@finnsinte, how?"})
    of_comment = said in browser.text(page)
    sent = browser.post(
        "/projects/oppna-dorrar/updates/new", {**filled(text="So, @finnsinte?"), "publish": "1"}
    )
    assert (of_comment, said in browser.text(sent.location), said in browser.text(page)) == (
        True,
        True,
        False,
    )


def test_the_writer_of_a_comment_is_told_and_what_can_be_done(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture, visibility=Visibility.TEAM)
    db.session.commit()
    page, said = f"/updates/{update.key}", "Cannot read this and will not be notified: "
    for who, advice in ((cast.culture, "Change who may see"), (cast.business, "Whoever wrote the update")):
        browser = browsers(who)
        browser.post(f"{page}/comments", {"text": "@other, how?"})
        assert f"{said}{cast.other.name.en}. {advice}" in browser.text(page)


def test_the_writer_of_an_update_is_told_when_it_is_published(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    fields = filled(text="How did you, @other?", visibility="team")
    sent = browser.post("/projects/oppna-dorrar/updates/new", {**fields, "publish": "1"})
    said = f"Cannot read this and will not be notified: {cast.other.name.en}. Change who may see"
    assert said in browser.text(sent.location)


def test_whoever_is_called_on_is_asked_for_at_once(cast: Cast) -> None:
    def asked(text: str) -> int:
        key = a_post(cast.project, cast.culture, replace(WHOLE, text=text), Visibility.TEAM).key
        db.session.commit()
        update = queries.get_update(key, viewer=cast.culture)
        return statements_of(lambda: queries.unreached(update))

    assert asked("@other") == asked("@other @second @business @tourism @facilitator @colleague @organiser")
