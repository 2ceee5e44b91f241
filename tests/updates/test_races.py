"""The same form twice at the same moment is one thing, on both databases."""

from functools import partial

import pytest
from flask import Flask
from sqlalchemy import delete, select

from collab import clock, db
from collab.activity.models import Activity, Verb
from collab.mail.models import Mail
from collab.projects.models import Project, Status
from collab.updates import actions, jobs, policy, queries
from collab.updates.content import Content
from collab.updates.models import Comment, Opening, Update
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.support.together import AT_ONCE, together
from tests.updates.sent import NEW, filled
from tests.updates.written import WHOLE, a_draft, a_post, on


@pytest.mark.parametrize("button", ["publish", "draft"])
def test_a_form_sent_many_times_at_once_is_one_update(cast: Cast, browsers: Browsers, button: str) -> None:
    senders = [browsers(cast.culture) for _ in range(AT_ONCE)]
    answers = together(lambda number: senders[number].post(NEW, filled(**{button: "1"})).location)
    update = db.session.scalars(select(Update)).one()
    assert answers == [f"/updates/{update.key}" + ("" if button == "publish" else "/edit")] * AT_ONCE
    assert len(list(db.session.scalars(select(Activity)))) == (1 if button == "publish" else 0)


def test_a_draft_published_many_times_at_once_is_posted_once(cast: Cast, browsers: Browsers) -> None:
    key = a_draft(cast.project, cast.culture, Content()).key
    db.session.commit()
    senders = [browsers(cast.culture) for _ in range(AT_ONCE)]
    answers = together(
        lambda number: senders[number].post(f"/updates/{key}/edit", filled(version="1", publish="1")).location
    )
    assert answers == [f"/updates/{key}"] * AT_ONCE
    assert [event.verb for event in db.session.scalars(select(Activity))] == [Verb.UPDATE_POSTED]


def test_of_a_team_that_reports_at_once_the_project_stands_where_the_newest_says(
    cast: Cast, browsers: Browsers
) -> None:
    team = (cast.culture, cast.business, cast.tourism)
    senders = [browsers(team[number % len(team)]) for number in range(AT_ONCE)]

    def send(turn: int, number: int) -> int:
        said = {"text": f"Said {turn}-{number}.", "status": list(Status)[number % 3]}
        said = filled(form_key=f"{turn}-{number}", publish="1", **said)
        return senders[number].post(NEW, said).status_code

    for turn in range(6):
        assert together(partial(send, turn)) == [303] * AT_ONCE
        db.session.rollback()
        project = db.session.scalars(select(Project).where(Project.slug == "oppna-dorrar")).one()
        assert project.status == queries.latest_status(project)


def test_a_draft_thrown_away_while_it_is_posted_is_there_or_was_never_posted(
    cast: Cast, browsers: Browsers
) -> None:
    key = a_draft(cast.project, cast.culture, WHOLE).key
    db.session.commit()
    senders = [browsers(cast.culture) for _ in range(AT_ONCE)]

    def send(number: int) -> str | None:
        if number % 2:
            return senders[number].post(f"/updates/{key}/withdrawal?draft=1").location
        return senders[number].post(f"/updates/{key}/edit", filled(version="1", publish="1")).location

    answers = together(send)
    db.session.rollback()
    posted = list(db.session.scalars(select(Activity.verb)))
    there = [update.posted_at is not None for update in db.session.scalars(select(Update))]
    is_thrown_away = "/projects/oppna-dorrar/updates" in answers
    assert (posted, there) == (([], []) if is_thrown_away else ([Verb.UPDATE_POSTED], [True]))


def test_what_is_written_again_at_its_hour_goes_out_whole_or_not(
    cast: Cast, browsers: Browsers, site: Flask
) -> None:
    draft = a_draft(cast.project, cast.culture)
    actions.schedule(draft, WHOLE, at=on(5, 15, 10))
    path = f"/updates/{draft.key}/edit"
    db.session.commit()
    writers = [browsers(cast.culture) for _ in range(AT_ONCE)]
    fields = filled(version="2", text="Half a sent", goes_out="2017-05-15T10:00", draft="itself")

    def send(number: int) -> None:
        if number:
            writers[number].post(path, fields)
        else:
            with site.app_context():
                jobs.post_next_due()

    with clock.at(on(5, 15, 10)):
        together(send)
        db.session.rollback()
        jobs.post_next_due()  # it was passed over while somebody held it
    now = db.session.scalars(select(Update)).one()
    told = list(db.session.scalars(select(Mail.template)))
    whole, half = (True, WHOLE.text, []), (False, "Half a sent", ["updates/mail/not_out"])
    assert (now.posted_at is not None, now.text, told) in (whole, half)


def test_a_comment_sent_many_times_at_once_is_one_comment(cast: Cast, browsers: Browsers) -> None:
    key = a_post(cast.project, cast.culture).key
    db.session.commit()
    senders = [browsers(cast.facilitator) for _ in range(AT_ONCE)]
    fields = {"text": "Well done", "form_key": "the-form"}
    answers = together(lambda number: senders[number].post(f"/updates/{key}/comments", fields).location)
    comment = db.session.scalars(select(Comment)).one()
    assert answers == [f"/updates/{key}#comment-{comment.key}"] * AT_ONCE
    verbs = list(db.session.scalars(select(Activity.verb).order_by(Activity.id)))
    assert verbs == [Verb.UPDATE_POSTED, Verb.COMMENTED]


def test_a_page_opened_many_times_at_once_is_kept_once(cast: Cast, browsers: Browsers) -> None:
    key = a_post(cast.project, cast.culture).key
    db.session.commit()
    readers = [browsers(cast.other) for _ in range(AT_ONCE)]
    assert together(lambda number: readers[number].get(f"/updates/{key}").status_code) == [200] * AT_ONCE
    assert db.session.scalars(select(Opening.person_id)).all() == [cast.other.id]


def test_of_an_update_that_is_deleted_meanwhile_no_opening_is_kept(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    db.session.commit()
    assert policy.be_noted(cast.other, update)  # as the page asks, before it goes
    with db.apart() as connection:
        connection.execute(delete(Update))
    actions.note_opening(update, by=cast.other)
    db.session.rollback()
    assert db.session.scalars(select(Opening)).all() == []
