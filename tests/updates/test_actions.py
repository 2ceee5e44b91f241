"""Writing, posting, correcting and taking back updates, and answering them."""

from datetime import date

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from collab import clock, db, versions
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.files.actions import Description
from collab.projects.models import Status
from collab.updates import actions, queries
from collab.updates.content import Content, Missing, SentForm, Shown
from collab.updates.models import Comment, Kind, Update, Visibility
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.written import WHOLE, a_draft, a_picture, a_post, on

TODAY = date(2017, 5, 15)


def recorded() -> list[Verb]:
    return list(db.session.scalars(select(Activity.verb).order_by(Activity.id)))


def public_version() -> int:
    db.session.commit()
    return versions.read(db.engine())


def test_posting_lets_the_project_say_what_the_update_says(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    assert (cast.project.status, update.posted_at, update.is_posted) == (
        Status.AT_RISK,
        update.saved_at,
        True,
    )
    event = db.session.scalars(select(Activity)).one()
    assert (event.verb, event.by, event.subject_kind, event.subject_id, event.project_id) == (
        Verb.UPDATE_POSTED, cast.culture, "project_update", update.id, cast.project.id,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"status": None}, [Missing.STATUS]),
        ({"text": " \n"}, [Missing.TEXT]),
        ({"next_step": ""}, [Missing.NEXT_STEP]),
        ({"next_step_due_on": None}, [Missing.DUE_DAY]),
        ({"next_step_due_on": date(2017, 5, 14)}, [Missing.COMING_DAY]),
        ({"next_step_due_on": TODAY}, []),
        ({}, []),
    ],
)
def test_what_an_update_lacks_is_what_posting_refuses(
    cast: Cast, change: dict[str, object], missing: list[Missing]
) -> None:
    content = replace(WHOLE, **change)
    assert content.missing(TODAY) == missing
    draft = a_draft(cast.project, cast.culture, content)
    if missing:
        with pytest.raises(RuleViolation):
            actions.publish(draft, content, by=cast.culture)
    else:
        actions.publish(draft, content, by=cast.culture)
    assert draft.is_posted == (not missing)


def test_an_empty_update_lacks_everything_but_pictures() -> None:
    assert Content().missing(TODAY) == [Missing.STATUS, Missing.TEXT, Missing.NEXT_STEP, Missing.DUE_DAY]


def test_a_picture_nobody_has_described_is_not_posted(cast: Cast) -> None:
    shown = Shown(a_picture(cast.culture, "wall"), Description(""))
    assert replace(WHOLE, pictures=(shown,)).missing(TODAY) == [Missing.ALTERNATIVE]
    decoration = Shown(shown.picture, Description(is_decorative=True))
    assert replace(WHOLE, pictures=(decoration,)).missing(TODAY) == []


def test_an_update_has_at_most_four_pictures(cast: Cast) -> None:
    shown = tuple(Shown(a_picture(cast.culture, f"p{i}"), Description("A wall")) for i in range(5))
    with pytest.raises(RuleViolation):
        a_post(cast.project, cast.culture, replace(WHOLE, pictures=shown))
    assert a_post(cast.project, cast.culture, replace(WHOLE, pictures=shown[:4])).is_posted


def test_the_text_is_rendered_when_it_is_written_and_nothing_in_it_runs(cast: Cast) -> None:
    text = "**Done**, @business and @nobody. <script>x</script> [go](javascript:x)"
    update = a_post(cast.project, cast.culture, replace(WHOLE, text=text))
    assert update.html == (
        '<p><strong>Done</strong>, <strong class="named">Näringslivschef, Karlskrona</strong> and @nobody. '
        "&lt;script&gt;x&lt;/script&gt; [go](javascript:x)</p>\n"
    )


def test_a_mention_does_not_tell_who_else_has_an_account(cast: Cast) -> None:
    assert a_post(cast.project, cast.culture, replace(WHOLE, text="@outsider")).html == "<p>@outsider</p>\n"


def test_the_same_form_sent_twice_is_one_update(cast: Cast) -> None:
    first = actions.begin(cast.project, "the form", by=cast.culture)
    actions.publish(first, WHOLE, by=cast.culture)
    again = actions.begin(cast.project, "the form", by=cast.culture)
    actions.publish(again, WHOLE, by=cast.culture)
    assert (again, again.edited_at, recorded()) == (first, None, [Verb.UPDATE_POSTED])
    assert actions.begin(cast.project, "the form", by=cast.business) is not first


def test_a_draft_that_arrives_after_posting_changes_nothing(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    with pytest.raises(RuleViolation):
        actions.save_draft(update, Content(text="late"))
    assert Content.of(update) == WHOLE


def test_a_draft_is_kept_however_unfinished_and_is_no_event(cast: Cast) -> None:
    draft = a_draft(cast.project, cast.culture, Content(text="Half a"))
    assert (draft.text, draft.is_posted, draft.saved_at <= clock.now(), recorded()) == (
        "Half a",
        False,
        True,
        [],
    )
    assert cast.project.status == Status.ON_TRACK


@pytest.mark.parametrize("gone", [None, Visibility.TEAM])
def test_without_a_report_that_others_can_read_the_project_stands_as_before_the_first_one(
    cast: Cast, gone: Visibility | None
) -> None:
    report = a_post(cast.project, cast.culture, replace(WHOLE, status=Status.STUCK))
    if gone is None:
        actions.withdraw(report, by=cast.culture)
    else:
        actions.publish(report, replace(WHOLE, status=Status.STUCK, visibility=gone), by=cast.culture)
    assert cast.project.status == Status.ON_TRACK


def test_a_report_that_becomes_a_question_says_no_more_how_it_goes(cast: Cast) -> None:
    report = a_post(cast.project, cast.culture, replace(WHOLE, status=Status.STUCK))
    question = Content(kind=Kind.QUESTION, text="Who?")
    actions.publish(report, question, by=cast.culture)
    assert cast.project.status == Status.ON_TRACK


def test_a_question_changes_nothing_of_what_the_project_came_with(cast: Cast) -> None:
    cast.project.status = Status.AT_RISK
    question = a_post(cast.project, cast.culture, Content(kind=Kind.QUESTION, text="Who?"))
    actions.withdraw(question, by=cast.culture)
    assert cast.project.status == Status.AT_RISK


def test_what_is_said_to_the_team_alone_is_not_the_status_that_everybody_sees(cast: Cast) -> None:
    a_post(cast.project, cast.culture, at=on(5, 10))
    update = a_post(
        cast.project, cast.culture, replace(WHOLE, status=Status.STUCK), Visibility.TEAM, at=on(5, 12)
    )
    assert cast.project.status == Status.AT_RISK
    opened = replace(WHOLE, status=Status.STUCK, visibility=Visibility.PROGRAMME)
    actions.publish(update, opened, by=cast.culture, at=on(5, 13))
    assert cast.project.status == Status.STUCK


def test_correcting_a_posted_update_is_recorded_and_dated(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, at=on(5, 10))
    actions.publish(update, replace(WHOLE, status=Status.STUCK), by=cast.culture, at=on(5, 12))
    assert (update.posted_at, update.edited_at) == (on(5, 10), on(5, 12))
    assert (cast.project.status, recorded()) == (Status.STUCK, [Verb.UPDATE_POSTED, Verb.UPDATE_EDITED])


def test_a_next_step_that_was_to_come_when_posted_may_be_past_when_corrected(cast: Cast) -> None:
    content = replace(WHOLE, next_step_due_on=date(2017, 5, 11))
    update = a_post(cast.project, cast.culture, content, at=on(5, 10))
    actions.publish(update, replace(content, text="Corrected"), by=cast.culture)
    assert update.text == "Corrected"


def test_correcting_an_older_update_does_not_change_how_the_project_is_going(cast: Cast) -> None:
    older = a_post(cast.project, cast.culture, at=on(5, 1))
    a_post(cast.project, cast.business, replace(WHOLE, status=Status.ON_TRACK), at=on(5, 2))
    actions.publish(older, replace(WHOLE, status=Status.STUCK), by=cast.culture)
    assert cast.project.status == Status.ON_TRACK


def test_a_withdrawn_update_is_gone_and_the_project_says_what_the_one_before_said(cast: Cast) -> None:
    a_post(cast.project, cast.culture, at=on(5, 1))
    update = a_post(cast.project, cast.culture, replace(WHOLE, status=Status.STUCK), at=on(5, 2))
    actions.withdraw(update, by=cast.culture)
    assert (update.is_posted, cast.project.status) == (False, Status.AT_RISK)
    assert recorded() == [Verb.UPDATE_POSTED, Verb.UPDATE_POSTED, Verb.UPDATE_WITHDRAWN]


def test_a_draft_thrown_away_is_gone_and_lets_its_pictures_go(cast: Cast) -> None:
    picture = a_picture(cast.culture, "wall")
    draft = a_draft(cast.project, cast.culture, Content(pictures=(Shown(picture, Description("A wall")),)))
    actions.withdraw(draft, by=cast.culture)
    db.session.flush()
    assert (list(db.session.scalars(select(Update))), recorded()) == ([], [])
    assert picture.loose_since is not None


def test_pictures_keep_their_order_and_the_one_taken_out_is_let_go(cast: Cast) -> None:
    pictures = [a_picture(cast.culture, key) for key in ("a", "b", "c")]
    shown = [Shown(p, Description(f"Picture {p.key}")) for p in pictures]
    update = a_post(cast.project, cast.culture, replace(WHOLE, pictures=tuple(shown)))
    actions.publish(update, replace(WHOLE, pictures=(shown[2], shown[0])), by=cast.culture)
    db.session.commit()
    assert [(p.position, p.picture.key) for p in update.pictures] == [(0, "c"), (1, "a")]
    assert [p.loose_since is None for p in pictures] == [True, False, True]


@pytest.mark.parametrize("visibility", list(Visibility))
def test_only_what_anybody_may_read_makes_public_pages_new(cast: Cast, visibility: Visibility) -> None:
    before = public_version()
    update = a_post(cast.project, cast.culture, visibility=visibility)
    posted = public_version()
    actions.publish(update, replace(WHOLE, text="Corrected"), by=cast.culture)
    corrected = public_version()
    steps = (posted - before, corrected - posted)
    assert steps == ((1, 1) if visibility is Visibility.PUBLIC else (0, 0))


def test_withdrawing_a_public_update_makes_public_pages_new(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
    before = public_version()
    actions.withdraw(update, by=cast.culture)
    assert public_version() - before == 1


def test_an_answer_is_recorded_once_for_the_same_form(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    first = actions.comment(update, " Well *done*, @culture ", by=cast.facilitator, form=SentForm("the form"))
    again = actions.comment(update, "Well *done*, @culture", by=cast.facilitator, form=SentForm("the form"))
    assert (again, recorded()) == (first, [Verb.UPDATE_POSTED, Verb.COMMENTED])
    named = '<strong class="named">Kulturchef, Kristianstad</strong>'
    assert first.html == f"<p>Well <em>done</em>, {named}</p>\n"


def test_other_words_of_the_same_form_are_another_answer(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    texts = ["Well done", "How?", "Well done", "How?"]
    said = [actions.comment(update, text, by=cast.facilitator, form=SentForm("the form")) for text in texts]
    assert [one.text for one in said] == texts
    assert [said[2], said[3]] == said[:2]
    assert said[0] is not said[1]


def test_words_that_a_comment_no_longer_says_are_said_anew(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)

    def say() -> Comment:
        return actions.comment(update, "Well done", by=cast.facilitator, form=SentForm("the form"))

    first = say()
    actions.change_comment(first, "So so", by=cast.facilitator)
    second = say()
    actions.withdraw_comment(second, by=cast.facilitator)
    assert [one.text for one in (first, second, say())] == ["So so", "", "Well done"]


def test_two_answers_without_a_form_are_two(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    for _ in range(2):
        actions.comment(update, "Well done", by=cast.facilitator)
    assert len(queries.comments(update, viewer=cast.culture)) == 2


def test_an_answer_needs_words(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    with pytest.raises(RuleViolation):
        actions.comment(update, " \n ", by=cast.facilitator)
    assert list(db.session.scalars(select(Comment))) == []


def test_who_has_just_begun_an_update_waits_for_nobody_who_changes_it(cast: Cast) -> None:
    begun = actions.begin(cast.project, "a form", by=cast.culture)
    assert statements_of(lambda: db.hold(begun)) == 0
    db.session.commit()
    assert begun.id
    assert statements_of(lambda: db.hold(begun)) == 2
