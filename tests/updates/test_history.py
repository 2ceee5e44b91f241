"""What an update said before it was changed, and who may see it."""

from msgspec.structs import replace
from sqlalchemy import select

from collab import db
from collab.programmes.models import Goal
from collab.projects.models import Status
from collab.updates import actions, queries
from collab.updates.models import Kind, Update, Visibility, Wording
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.written import WHOLE, a_post, on, with_visibility


def a_changed(cast: Cast, first: Visibility = Visibility.PROGRAMME) -> Update:
    """Changed once in its words, on 12 May."""
    update = a_post(cast.project, cast.culture, visibility=first, at=on(5, 10))
    changed = replace(WHOLE, text="The jury is out.", status=Status.STUCK)
    actions.publish(update, changed, by=cast.culture, at=on(5, 12))
    db.session.flush()
    return update


def test_a_change_is_told_in_its_words(cast: Cast) -> None:
    (change,) = queries.history(a_changed(cast), viewer=cast.facilitator)
    assert [(part.mark, part.words) for part in change.text] == [
        ("same", "The jury is "), ("gone", "**done**."), ("new", "out."),
    ]  # fmt: skip
    assert [(part.mark, part.words) for part in change.next_step] == [("same", "Write to the five")]
    assert (change.at, change.before.status, change.after.status) == (
        on(5, 12), Status.AT_RISK, Status.STUCK,
    )  # fmt: skip


def test_a_change_names_people_and_teams_by_their_names(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, replace(WHOLE, text="With @business"), at=on(5, 10))
    text = f"With @{cast.other_team.slug}, not @nobody"
    actions.publish(update, replace(WHOLE, text=text), by=cast.culture, at=on(5, 12))
    (change,) = queries.history(update, viewer=cast.facilitator)
    said = "".join(part.words for part in change.text if part.mark != "gone")
    assert said == f"With {cast.other_team.name}, not @nobody"
    assert "".join(part.words for part in change.text if part.mark != "new") == (
        f"With {cast.business.name.said('sv')}"
    )


def test_changes_are_told_the_latest_first_in_three_statements(cast: Cast) -> None:
    update = a_changed(cast)
    sent = [statements_of(lambda: queries.history(update, viewer=cast.culture))]
    for day in (13, 14):
        actions.publish(update, replace(WHOLE, text=f"Day {day}"), by=cast.culture, at=on(5, day))
    db.session.flush()
    sent.append(statements_of(lambda: queries.history(update, viewer=cast.culture)))
    found = queries.history(update, viewer=cast.culture)
    assert [change.at for change in found] == [on(5, 14), on(5, 13), on(5, 12)]
    assert sent == [3, 3]  # the wordings; the team, and whether the viewer is in it


def test_a_change_of_readers_or_of_kind_is_told(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture, visibility=Visibility.PROGRAMME, at=on(5, 10))
    public = replace(WHOLE, visibility=Visibility.PUBLIC)
    actions.publish(update, public, by=cast.culture, at=on(5, 12))
    actions.publish(update, replace(public, kind=Kind.SUCCESS), by=cast.culture, at=on(5, 13))
    db.session.commit()
    latest, first = queries.history(update, viewer=cast.other)
    assert [(one.is_of_readers, one.is_of_kind) for one in (first, latest)] == [(True, False), (False, True)]
    page = browsers(cast.other).text(f"/updates/{update.key}/versions")
    readers = "Before it could be read by everybody in the programme. Now: anybody, also without an account."
    kind = "What it tells of: A success instead of Progress."
    assert (page.count(readers), page.count(kind)) == (1, 1)


def test_what_the_team_alone_could_read_tells_nobody_else_that_it_was_opened(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, visibility=Visibility.TEAM, at=on(5, 10))
    actions.publish(update, WHOLE, by=cast.culture, at=on(5, 12))
    db.session.flush()
    (change,) = queries.history(update, viewer=cast.business)
    assert (change.before.visibility, change.after.visibility) == (Visibility.TEAM, Visibility.PROGRAMME)
    assert queries.history(update, viewer=cast.other) == []


def test_a_kind_that_was_not_kept_is_not_told(cast: Cast) -> None:
    update = a_changed(cast)
    db.session.scalars(select(Wording)).one().kind = None
    (change,) = queries.history(update, viewer=cast.culture)
    assert not change.is_of_kind


def test_a_change_of_goals_keeps_no_wording(cast: Cast) -> None:
    goals = tuple(db.session.scalars(select(Goal).where(Goal.programme_id == cast.programme.id)))
    update = a_post(cast.project, cast.culture, replace(WHOLE, goals=goals), at=on(5, 10))
    actions.publish(update, WHOLE, by=cast.culture, at=on(5, 12))
    assert update.edited_at == on(5, 12)
    assert db.session.scalars(select(Wording)).all() == []
    assert queries.history(update, viewer=cast.culture) == []


def test_a_draft_keeps_no_wording(cast: Cast) -> None:
    draft = actions.begin(cast.project, "the-form", by=cast.culture)
    actions.save_draft(draft, WHOLE)
    actions.publish(draft, replace(WHOLE, text="Other"), by=cast.culture)
    assert db.session.scalars(select(Wording)).all() == []


def test_what_was_said_to_the_team_alone_stays_there(cast: Cast) -> None:
    update = a_changed(cast, first=Visibility.TEAM)
    assert update.visibility is Visibility.PROGRAMME
    seen = [
        len(queries.history(update, viewer=who)) for who in (cast.culture, cast.facilitator, cast.outsider)
    ]
    assert seen == [1, 1, 0]


def test_whoever_may_not_read_what_was_said_is_told_so(cast: Cast, browsers: Browsers) -> None:
    update = a_changed(cast, first=Visibility.TEAM)
    db.session.commit()
    page = browsers(cast.other).text(f"/updates/{update.key}/versions")
    assert page.count("What it said before was for the team and those who lead the programme.") == 1


def test_the_page_marks_the_words_and_the_update_leads_to_it(cast: Cast, browsers: Browsers) -> None:
    update = a_changed(cast)
    db.session.commit()
    browser = browsers(cast.business)
    assert f'href="/updates/{update.key}/versions"' in browser.get(f"/updates/{update.key}").get_data(
        as_text=True
    )
    words = words_of(browser.get(f"/updates/{update.key}/versions").get_data(as_text=True))
    assert "At risk became Stuck The jury is taken away: **done**. added: out." in words


def test_the_public_reads_the_update_and_not_its_history(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC, at=on(5, 10))
    public = with_visibility(replace(WHOLE, text="Other"), Visibility.PUBLIC)
    actions.publish(update, public, by=cast.culture, at=on(5, 12))
    db.session.commit()
    page = browsers(None).get(f"/updates/{update.key}").get_data(as_text=True)
    assert ("Changed" in page, "See what was changed" in page) == (True, False)
    assert browsers(None).get(f"/updates/{update.key}/versions").status_code == 302


def test_who_reads_no_words_of_the_team_is_told_when_those_came_that_they_read(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, at=on(5, 10))
    inside = replace(WHOLE, text="Between us.", visibility=Visibility.TEAM)
    actions.publish(update, inside, by=cast.culture, at=on(5, 11))
    actions.publish(update, replace(WHOLE, text="The jury is out."), by=cast.culture, at=on(5, 14))
    db.session.flush()
    told = [
        [change.at for change in queries.history(update, viewer=who)] for who in (cast.other, cast.business)
    ]
    assert told == [[on(5, 14)], [on(5, 14), on(5, 11)]]
