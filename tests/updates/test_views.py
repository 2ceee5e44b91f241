"""Reading updates and answering them in the browser."""

import re
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from collab import clock, db
from collab.files.actions import Description, store_picture
from collab.files.pictures import prepare
from collab.files.serving import store
from collab.updates import actions, queries
from collab.updates.content import Shown
from collab.updates.models import Comment, Kind, Update, Visibility
from tests.conftest import Browsers
from tests.files import corpus
from tests.support.cast import Cast
from tests.updates.sent import NEW, filled, the_update, updates
from tests.updates.written import WHOLE, a_draft, a_post, on, with_visibility

LIST = "/projects/oppna-dorrar/updates"


def posted(cast: Cast, visibility: Visibility = Visibility.PROGRAMME, **changes: Any) -> str:
    """The key of an update of the head of culture, posted and committed."""
    update = a_post(cast.project, cast.culture, replace(WHOLE, **changes), visibility, on(5, 12, 14))
    db.session.commit()
    return update.key


def with_picture(cast: Cast, visibility: Visibility) -> tuple[str, str]:
    """The keys of an update and its picture."""
    kept = store().keep_picture(prepare(corpus.encoded(corpus.two_tone(1000, 600))))
    picture = store_picture(kept, Description("A platform", caption="Osby"), by=cast.culture)
    return posted(cast, visibility, pictures=(Shown(picture, Description("A platform")),)), picture.key


def answered() -> list[str]:
    return list(db.session.scalars(select(Comment.text).order_by(Comment.id)))


def test_an_update_is_a_page_with_who_when_how_and_what_next(cast: Cast, browsers: Browsers) -> None:
    key = posted(cast)
    page = browsers(cast.other).text(f"/updates/{key}")
    for words in (
        "Update of 12 May: Open doors – Collab",
        "Head of culture, Kristianstad",
        "Fri 12 May at 14:00",
        "At risk",
        "The jury is done .",
        "Next step: Write to the five , Wed 24 May",
        "Visible to: everybody in the programme",
        "No comments yet",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("kind", "text", "heading"),
    [
        (Kind.PROGRESS, "All is well.", "<h1>Update of 12 May</h1>"),
        (Kind.SUCCESS, "All is well.", "<h1>A success, 12 May</h1>"),
        (Kind.QUESTION, "Who has done it?", '<h1 lang="sv">Who has done it?</h1>'),
        (Kind.QUESTION, "word " * 30, '<h1 lang="sv">' + "word " * 11 + "word…</h1>"),
    ],
)
def test_a_question_is_headed_by_its_first_words_and_the_rest_by_what_they_are(
    cast: Cast, browsers: Browsers, kind: Kind, text: str, heading: str
) -> None:
    page = browsers(cast.other).get(f"/updates/{posted(cast, kind=kind, text=text)}")
    assert heading in page.get_data(as_text=True).replace("\N{NO-BREAK SPACE}", " ")


def test_what_people_wrote_is_marked_as_swedish_on_an_english_page(cast: Cast, browsers: Browsers) -> None:
    html = browsers(cast.other).get(f"/updates/{posted(cast)}").get_data(as_text=True)
    assert re.search(r'<div class="post__text" lang="sv"><p>The jury', html)


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        (Visibility.TEAM, {"culture", "business", "facilitator"}),
        (Visibility.PROGRAMME, {"culture", "business", "facilitator", "other"}),
        (Visibility.PUBLIC, {"culture", "business", "facilitator", "other", "outsider", "visitor"}),
    ],
)
def test_an_update_and_its_picture_are_served_to_those_who_may_read_it_and_nobody_else_knows_of_it(
    cast: Cast, browsers: Browsers, visibility: Visibility, readers: set[str]
) -> None:
    update, picture = with_picture(cast, visibility)
    for name in ("culture", "business", "facilitator", "other", "outsider", "visitor"):
        browser = browsers(getattr(cast, name, None))
        expected = 200 if name in readers else 404
        paths = (f"/updates/{update}", f"/updates/{update}/pictures/{picture}/480.webp")
        assert [browser.get(path).status_code for path in paths] == [expected] * 2, name


@pytest.mark.parametrize("visibility", Visibility)
def test_a_picture_stays_in_ones_own_browser_and_in_no_cache_before_it(
    cast: Cast, browsers: Browsers, visibility: Visibility
) -> None:
    update, picture = with_picture(cast, visibility)
    answer = browsers(cast.culture).get(f"/updates/{update}/pictures/{picture}/960.webp")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_a_picture_of_an_update_taken_back_is_answered_no_more(cast: Cast, browsers: Browsers) -> None:
    update, picture = with_picture(cast, Visibility.PUBLIC)
    path = f"/updates/{update}/pictures/{picture}/960.webp"
    held = browsers().get(path).headers["ETag"]
    browsers(cast.culture).post(f"/updates/{update}/withdrawal")
    for headers in ({}, {"If-None-Match": held}):
        answer = browsers().get(path, headers=headers)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


def test_a_picture_of_another_update_is_not_served_beneath_a_public_one(
    cast: Cast, browsers: Browsers
) -> None:
    _, hidden = with_picture(cast, Visibility.TEAM)
    public = posted(cast, Visibility.PUBLIC)
    assert browsers().get(f"/updates/{public}/pictures/{hidden}/480.webp").status_code == 404


def test_a_visitor_reads_a_public_update_without_its_comments_and_without_a_form(
    cast: Cast, browsers: Browsers
) -> None:
    key = posted(cast, Visibility.PUBLIC)
    browsers(cast.other).post(f"/updates/{key}/comments", {"text": "Between us"})
    html = browsers().get(f"/updates/{key}").get_data(as_text=True)
    assert "The jury is" in html
    assert [word in html for word in ("Between us", "<form", "csrf_token", "/projects/")] == [False] * 4
    assert "Between us" in browsers(cast.other).text(f"/updates/{key}")
    assert "Between us" not in browsers(cast.outsider).text(f"/updates/{key}")


def test_a_visitor_is_led_on_to_the_three_newest_other_public_reports_of_the_project(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = posted(cast, Visibility.PUBLIC)
    others = [posted(cast, Visibility.PUBLIC, text=f"Number {n}") for n in range(4)]
    posted(cast, Visibility.PROGRAMME, text="For the programme")
    a_post(cast.other_project, cast.other, WHOLE, Visibility.PUBLIC, on(5, 13))
    a_post(cast.project, cast.culture, replace(WHOLE, text="To come"), Visibility.PUBLIC, on(5, 16))
    db.session.commit()
    led = {
        who: re.findall(r'<a href="/updates/(\w+)" lang="sv">(.*?)</a>', page.get_data(as_text=True))
        for who, page in {
            "visitor": browsers().get(f"/updates/{key}"),
            "outsider": browsers(cast.outsider).get(f"/updates/{key}"),
            "other": browsers(cast.other).get(f"/updates/{key}"),
        }.items()
    }
    newest = [(others[n], f"Number {n}") for n in (3, 2, 1)]
    assert led == {"visitor": newest, "outsider": newest, "other": []}
    later = clock.real() + timedelta(days=2)
    monkeypatch.setattr(clock, "real", lambda: later)
    assert "To come" in browsers().text(f"/updates/{key}")


def test_a_public_page_is_new_on_the_first_request_after_a_change(cast: Cast, browsers: Browsers) -> None:
    key = posted(cast, Visibility.PUBLIC)
    visitor = browsers()
    assert "The jury is done ." in visitor.text(f"/updates/{key}")
    update = db.session.scalars(select(Update).where(Update.key == key)).one()
    content = replace(WHOLE, text="Corrected", visibility=Visibility.PUBLIC)
    actions.publish(update, content, by=cast.culture)
    db.session.commit()
    assert "Corrected" in visitor.text(f"/updates/{key}")
    browsers(cast.culture).post(f"/updates/{key}/withdrawal")
    assert visitor.get(f"/updates/{key}").status_code == 404


def test_the_list_shows_the_newest_first_with_the_way_to_answer(cast: Cast, browsers: Browsers) -> None:
    keys = [posted(cast, text=f"Number {n}") for n in range(2)]
    html = browsers(cast.other).get(LIST).get_data(as_text=True)
    assert re.findall(r"Number \d", html) == ["Number 1", "Number 0"]
    assert re.findall(r'href="(/updates/[^"]+)"', html) == [
        f"/updates/{key}#comments" for key in reversed(keys)
    ]


def test_the_list_goes_on_page_by_page(cast: Cast, browsers: Browsers) -> None:
    for number in range(queries.cards.PER_PAGE + 1):
        a_post(cast.project, cast.culture, replace(WHOLE, text=f"Number {number}."), at=on(5, 1, 1))
    db.session.commit()
    browser = browsers(cast.other)
    (older,) = re.findall(r'href="([^"]*before=[^"]+)"', browser.get(LIST).get_data(as_text=True))
    page = browser.text(older)
    assert ("Number 0." in page, "Number 1." in page, "The newest" in page) == (True, False, True)


def test_drafts_are_listed_for_their_author_only(cast: Cast, browsers: Browsers) -> None:
    draft = a_draft(cast.project, cast.culture, replace(WHOLE, text="Half a bridge"))
    db.session.commit()
    page = browsers(cast.culture).get(LIST).get_data(as_text=True)
    assert f'<a href="/updates/{draft.key}/edit" lang="sv">Half a bridge</a>' in page
    assert "Draft saved Mon 15 May at 09:00" in browsers(cast.culture).text(LIST)
    for who in (cast.business, cast.facilitator):
        assert "Half a bridge" not in browsers(who).text(LIST)


def test_the_list_of_nothing_shows_the_way_on(cast: Cast, browsers: Browsers) -> None:
    assert "Write the first update" in browsers(cast.culture).text(LIST)
    assert "Read the plan" in browsers(cast.other).text(LIST)
    assert browsers(cast.outsider).get(LIST).status_code == 404
    assert browsers().get(LIST).status_code == 302


def test_a_comment_is_posted_once_and_led_back_to(cast: Cast, browsers: Browsers) -> None:
    key = posted(cast)
    browser = browsers(cast.facilitator)
    fields = {"text": "Well done, @culture", "form_key": "the-form"}
    answers = [browser.post(f"/updates/{key}/comments", fields) for _ in range(2)]
    comment = db.session.scalars(select(Comment)).one()
    assert [a.location for a in answers] == [f"/updates/{key}#comment-{comment.key}"] * 2
    page = browser.text(f"/updates/{key}")
    assert "1 comment" in page
    assert "Well done, Kulturchef, Kristianstad" in page


def test_one_of_the_team_reads_why_anothers_update_cannot_be_changed(cast: Cast, browsers: Browsers) -> None:
    answer = browsers(cast.business).get(f"/updates/{posted(cast)}/edit")
    said = "Only who wrote the update and is in the team can change it, until it is withdrawn."
    assert (answer.status_code, said in answer.get_data(as_text=True)) == (403, True)


def test_an_answer_to_a_comment_speaks_to_its_author(cast: Cast, browsers: Browsers) -> None:
    key = posted(cast)
    browsers(cast.facilitator).post(f"/updates/{key}/comments", {"text": "Well done"})
    browser = browsers(cast.culture)
    html = browser.get(f"/updates/{key}").get_data(as_text=True)
    comment = db.session.scalars(select(Comment.key)).one()
    assert f'href="/updates/{key}?answers={comment}#text"' in html
    for wanted, begun in ((comment, "@facilitator "), ("business", ""), ("<script>", "")):
        html = browser.get(f"/updates/{key}?answers={wanted}").get_data(as_text=True)
        assert re.findall(r"<textarea[^>]*>\s*([^<]*?)</textarea>", html) == [begun]


def test_a_comment_without_words_keeps_the_page_and_says_so(cast: Cast, browsers: Browsers) -> None:
    key = posted(cast)
    answer = browsers(cast.facilitator).post(f"/updates/{key}/comments", {"text": " "})
    html = answer.get_data(as_text=True)
    assert (answer.status_code, "<title>Error:" in html, html.count("Write what you want to say")) == (
        422,
        True,
        2,
    )
    assert answered() == []


@pytest.mark.parametrize(
    ("visibility", "who", "status"),
    [
        (Visibility.TEAM, "other", 404),
        (Visibility.PROGRAMME, "outsider", 404),
        (Visibility.PUBLIC, "outsider", 403),
        (Visibility.PUBLIC, "visitor", 403),
        (Visibility.PROGRAMME, "other", 303),
    ],
)
def test_those_in_the_programme_who_read_an_update_answer_it(
    cast: Cast, browsers: Browsers, visibility: Visibility, who: str, status: int
) -> None:
    key = posted(cast, visibility)
    answer = browsers(getattr(cast, who, None)).post(f"/updates/{key}/comments", {"text": "Hello"})
    assert (answer.status_code, answered()) == (status, ["Hello"] if status == 303 else [])


@pytest.mark.parametrize("button", ["publish", "draft"])
def test_the_form_of_a_withdrawn_update_writes_another_one(
    cast: Cast, browsers: Browsers, button: str
) -> None:
    author = browsers(cast.culture)
    author.post(NEW, filled(publish="1"))
    gone = the_update().key
    author.post(f"/updates/{gone}/withdrawal")
    for _ in range(2):
        assert author.post(NEW, filled(text="Better words.", **{button: "1"})).status_code == 303
    old, new = updates()
    assert (old.key, old.text, old.is_posted) == (gone, "The jury is done.", False)
    assert (new.text, new.is_posted) == ("Better words.", button == "publish")
    author.post(NEW, filled(text="Better words.", publish="1"))
    assert "Better words." in browsers(cast.other).text(f"/updates/{updates()[1].key}")


@pytest.mark.parametrize("is_narrowed", [False, True])
def test_the_older_updates_are_found_behind_one_that_is_gone_meanwhile(
    cast: Cast, browsers: Browsers, is_narrowed: bool
) -> None:
    posts = [a_post(cast.project, cast.culture, at=on(4, day)) for day in range(1, 24)]
    db.session.commit()
    last = queries.page(cast.project, cast.other).older
    assert last == posts[3].key
    if is_narrowed:
        actions.publish(posts[3], with_visibility(WHOLE, Visibility.TEAM), by=cast.culture)
    else:
        actions.withdraw(posts[3], by=cast.culture)
    db.session.commit()
    html = browsers(cast.other).get(f"/projects/oppna-dorrar/updates?before={last}").get_data(as_text=True)
    shown = [key for key in (post.key for post in posts) if f"/updates/{key}#" in html]
    assert shown == [post.key for post in posts[:3]]


def test_a_withdrawn_update_is_gone_for_others_and_says_so_to_its_author(
    cast: Cast, browsers: Browsers
) -> None:
    key = posted(cast)
    author = browsers(cast.culture)
    answer = author.post(f"/updates/{key}/withdrawal")
    assert (answer.status_code, answer.location) == (303, LIST)
    assert "You have withdrawn this update" in author.text(f"/updates/{key}")
    assert browsers(cast.business).get(f"/updates/{key}").status_code == 404
    assert author.post(f"/updates/{key}/withdrawal").status_code == 403


def test_a_draft_is_thrown_away(cast: Cast, browsers: Browsers) -> None:
    draft = a_draft(cast.project, cast.culture)
    db.session.commit()
    browsers(cast.culture).post(f"/updates/{draft.key}/withdrawal")
    assert list(db.session.scalars(select(Update))) == []


def test_nothing_that_people_write_runs(cast: Cast, browsers: Browsers) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))"
    key = posted(cast, text=evil, next_step=evil)
    browsers(cast.other).post(f"/updates/{key}/comments", {"text": evil})
    for path in (f"/updates/{key}", LIST):
        html = browsers(cast.culture).get(path).get_data(as_text=True)
        assert [part in html for part in ("<script>alert", "<img src=x", 'href="javascript')] == [False] * 3


def test_a_change_of_what_is_out_is_told_as_a_change(cast: Cast, browsers: Browsers) -> None:
    update, browser = a_post(cast.project, cast.culture), browsers(cast.culture)
    db.session.commit()
    changed = browser.post(f"/updates/{update.key}/edit", filled(version=str(update.version)))
    said = browser.text(changed.location)
    assert ("The change is saved." in said, "The update is published." in said) == (True, False)


def test_a_visitor_reads_that_the_answer_to_a_public_question_is_for_the_programme(
    cast: Cast, browsers: Browsers
) -> None:
    question = a_post(cast.project, cast.culture, replace(WHOLE, kind=Kind.QUESTION), Visibility.PUBLIC)
    actions.mark_answer(actions.comment(question, "We have.", by=cast.other), by=cast.culture)
    db.session.commit()
    told = "Answers are for those in the programme."
    assert told in browsers().text(f"/updates/{question.key}")
    assert told not in browsers(cast.other).text(f"/updates/{question.key}")


def test_what_waits_for_its_time_says_who_will_see_it(cast: Cast, browsers: Browsers) -> None:
    draft = actions.begin(cast.project, "later", by=cast.culture)
    actions.schedule(draft, WHOLE, at=clock.now() + timedelta(days=1), seen=draft.version)
    db.session.commit()
    assert "Visible to: everybody in the programme" in browsers(cast.culture).text(f"/updates/{draft.key}")
