"""What a notice says of its thing: what was done, and the first words, as far as its reader may know them."""

import re

import pytest
from msgspec.structs import replace

from collab import db
from collab.accounts.models import Person
from collab.mail.models import Mail
from collab.notifications import actions
from collab.notifications.kinds import Kind, Pace
from collab.notifications.rhythm import Quiet
from collab.projects.models import Status
from collab.text import Localised
from collab.updates import actions as updates
from collab.updates.actions import mark_answer
from collab.updates.models import Kind as Sort
from collab.updates.models import Visibility
from tests.conftest import Browsers
from tests.notifications.telling import derived, known_update, long_ago, mailed, open_all
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_post, a_question

LABEL, LABEL_SV = "Open doors, 15 May", "Öppna dörrar, 15 maj"


def all_at_once(*people: Person) -> None:
    for person in people:
        actions.choose(dict.fromkeys(Kind, Pace.AT_ONCE), Quiet(), by=person)
    db.session.commit()


def to(person: Person, mails: list[Mail]) -> Mail:
    (mail,) = [mail for mail in mails if mail.to == person.email]
    return mail


@pytest.mark.parametrize(
    ("sort", "status", "said"),
    [
        (Sort.PROGRESS, Status.ON_TRACK, "wrote an update"),
        (Sort.PROGRESS, Status.AT_RISK, "wrote that the project is at risk"),
        (Sort.PROGRESS, Status.STUCK, "wrote that the project is stuck"),
        (Sort.SUCCESS, Status.ON_TRACK, "told of a success"),
        (Sort.LEARNED, Status.ON_TRACK, "told of something learned"),
        (Sort.LEARNED, Status.STUCK, "wrote that the project is stuck"),
        (Sort.QUESTION, Status.STUCK, "asked a question"),
        (Sort.JOIN, Status.ON_TRACK, "invited others to join"),
    ],
)
def test_an_update_is_told_by_what_it_says_with_its_first_words(
    cast: Cast, browsers: Browsers, sort: Sort, status: Status, said: str
) -> None:
    a_post(
        cast.project, cast.culture, replace(WHOLE, kind=sort, status=status, text="The **jury** is\n\ndone.")
    )
    derived()
    page = browsers(cast.business).text("/notices")
    assert f"New Head of culture, Kristianstad {said}: {LABEL} “The jury is done.”" in page


def test_who_is_named_reads_so_and_the_comment_with_names(cast: Cast, browsers: Browsers) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "Hi @tourism, *when*?", by=cast.business)
    derived()
    page = browsers(cast.tourism).text("/notices")
    who, quote = "Head of business, Karlskrona", "“Hi @Turistchef, Höganäs, when?”"
    assert f"New {who} mentioned you in a comment: {LABEL} {quote}" in page


def test_a_mention_in_a_question_and_in_an_update_says_where(cast: Cast, browsers: Browsers) -> None:
    a_question(cast.project, cast.culture, "@tourism?")
    a_post(cast.project, cast.culture, replace(WHOLE, text="By @business"))
    derived()
    assert "mentioned you in a question:" in browsers(cast.tourism).text("/notices")
    assert "mentioned you in an update:" in browsers(cast.business).text("/notices")


def test_a_mention_of_a_team_says_the_team_to_those_who_are_not_named_themselves(
    cast: Cast, browsers: Browsers
) -> None:
    a_question(cast.other_project, cast.other, "@sparet and @tourism?")
    update = a_post(cast.other_project, cast.other, replace(WHOLE, text="By @sparet"))
    derived()
    page, who = browsers(cast.business).text("/notices"), cast.other.name.en
    assert f"{who} mentioned your team Spåret in a question: " in page
    assert f"{who} mentioned your team Spåret in an update: " in page
    assert f"{who} mentioned you in a question: " in browsers(cast.tourism).text("/notices")
    open_all(cast.second)
    updates.comment(update, "Hi @sparet", by=cast.other)
    derived()
    assert f"{who} mentioned your team Spåret in a comment: " in browsers(cast.second).text("/notices")


def test_a_letter_says_the_team_that_is_mentioned(cast: Cast) -> None:
    a_post(cast.other_project, cast.other, replace(WHOLE, text="By @sparet"))
    derived()
    subjects = {mail.subject.partition(":")[0].partition("nämnde ")[2] for mail in mailed()}
    assert subjects == {"ert team Spåret i en lägesrapport"}


def test_an_answer_is_told_to_who_asked_as_one_to_them(cast: Cast, browsers: Browsers) -> None:
    question = a_question(cast.project, cast.culture)
    long_ago()
    updates.comment(question, "We have.", by=cast.business)
    derived()
    pages = [browsers(person).text("/notices") for person in (cast.culture, cast.tourism)]
    told = [page.partition("Karlskrona ")[2].partition(":")[0] for page in pages]
    assert told == ["answered your question", "answered a question"]


def test_a_comment_is_told_to_the_author_as_one_on_their_update(cast: Cast, browsers: Browsers) -> None:
    updates.comment(known_update(cast.project, cast.culture), "Good.", by=cast.business)
    derived()
    pages = [browsers(person).text("/notices") for person in (cast.culture, cast.tourism)]
    told = [page.partition("Karlskrona ")[2].partition(":")[0] for page in pages]
    assert told == ["commented on your update", "commented"]


def test_the_answer_that_is_marked_is_quoted(cast: Cast, browsers: Browsers) -> None:
    question = a_question(cast.project, cast.culture)
    answer = updates.comment(question, "In Osby.", by=cast.other)
    long_ago()
    mark_answer(answer, by=cast.business)
    derived()
    said = f"marked the answer to your question: {LABEL} “In Osby.”"
    assert said in browsers(cast.culture).text("/notices")


def test_what_else_has_happened_is_said_to_be_about_the_same_thing(cast: Cast, browsers: Browsers) -> None:
    update = known_update(cast.project, cast.culture)
    browser = browsers(cast.culture)
    more = []
    for text in ("One", "Two", "Three"):
        updates.comment(update, text, by=cast.business)
        derived()
        more.append(browser.text("/notices").partition(LABEL)[2].partition("“")[0].strip())
    assert more == [
        "",
        ", and one more event about the same thing",
        ", and 2 more events about the same thing",
    ]


def test_a_letter_quotes_in_text_and_html_what_was_written_and_no_mark_up(cast: Cast) -> None:
    all_at_once(cast.business)
    a_question(cast.project, cast.culture, "Is 1 < 2 & <b>so</b>? " + "word " * 40)
    derived()
    mail = to(cast.business, mailed())
    quote = "Is 1 < 2 & <b>so</b>? " + "word " * 22 + "word…"
    assert f"  ”{quote}”\n" in mail.text
    assert quote.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in mail.html
    said = "Is 1 < 2 & <b>so</b>? " + "word " * 3 + "word…"
    assert mail.subject == f"Kulturchef, Kristianstad ställde en fråga: Öppna dörrar, 15 maj: ”{said}”"


def test_of_several_things_the_subject_says_what_leads(cast: Cast) -> None:
    all_at_once(cast.facilitator, cast.second)
    a_question(cast.project, cast.culture)
    a_question(cast.project, cast.culture, "And @second?")
    a_post(cast.project, cast.culture)
    a_post(cast.project, cast.second)
    derived()
    mails = mailed()
    assert [to(person, mails).subject for person in (cast.facilitator, cast.second)] == [
        "2 frågor till dig: Öppna dörrar",
        "Du är nämnd, och 2 nyheter till: Öppna dörrar",
    ]


def test_several_things_of_one_kind_are_counted_in_the_subject(cast: Cast) -> None:
    all_at_once(cast.business)
    for by in (cast.culture, cast.tourism):
        a_post(cast.project, by)
    derived()
    assert to(cast.business, mailed()).subject == "2 nyheter om Öppna dörrar"


def test_news_of_several_projects_name_none_in_the_subject(cast: Cast) -> None:
    all_at_once(cast.business)
    a_post(cast.project, cast.culture)
    a_question(cast.other_project, cast.other, "@business, how?")
    derived()
    assert to(cast.business, mailed()).subject == "Du är nämnd, och en nyhet till"


def buttons(mail: Mail) -> list[tuple[str, str]]:
    """What stands on them, and which kind of place they lead to."""
    found = re.findall(r'<a class="button" href="http://localhost/(\w+)(/?)[^"]*">([^<]+)<', mail.html)
    return [(words, place + slash) for place, slash, words in found]


def test_of_one_thing_alone_the_button_leads_to_it_and_of_several_to_all(cast: Cast) -> None:
    all_at_once(cast.business, cast.tourism, cast.other)
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@tourism, how?", by=cast.business)
    a_post(cast.project, cast.culture)
    derived()
    letters = mailed()
    assert [buttons(to(person, letters)) for person in (cast.business, cast.tourism)] == [
        [("Öppna", "notices/")],
        [("Se alla aviseringar", "notices")],
    ]
    a_question(cast.project, cast.culture, "And @other?")
    derived()
    asked = to(cast.other, mailed()[len(letters) :])
    assert buttons(asked) == [("Svara", "notices/")]
    assert asked.html.count("Se alla aviseringar") == 1


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("Lund", "Lund, 15 maj, och 2 händelser till om samma sak"),
        ("Lundby", "Lundby, 15 maj: ”@Vi, and here”"),
        ("Vägen under våra fötter", "Vägen under våra fötter, 15 maj"),
        ("Den långa vägen vid havet i söder och öster om", "Den långa vägen vid havet i söder och öster…"),
    ],
)
def test_the_subject_of_one_thing_counts_the_others_in_whole_words_or_not_at_all(
    cast: Cast, called: str, said: str
) -> None:
    all_at_once(cast.business)
    cast.team.name, cast.other_project.title = "Vi", Localised(called, called)
    update = a_post(cast.other_project, cast.other)
    for text in ("@sparet, look", "@sparet, and there", "@sparet, and here"):
        updates.comment(update, text, by=cast.other)
    derived()
    subject = to(cast.business, mailed()).subject
    assert subject.partition(": ")[2] == said
    assert len(subject) <= 110


@pytest.mark.parametrize(
    ("called", "ends"),
    [("Lund", "händer…”"), ("Den långa vägen vid havet i söder och öster om bergen", " om…")],
)
def test_the_subject_of_one_thing_is_at_most_110_characters(cast: Cast, called: str, ends: str) -> None:
    all_at_once(cast.business)
    cast.project.title = Localised(called, called)
    a_post(cast.project, cast.culture, replace(WHOLE, text="Nu " + "händer det " * 20))
    derived()
    subject = to(cast.business, mailed()).subject
    assert subject.startswith(f"Kulturchef, Kristianstad skrev att projektet är i riskzonen: {called[:20]}")
    assert (90 < len(subject) <= 110, subject.endswith(ends)) == (True, True)


def test_what_was_changed_is_quoted_as_it_reads_now(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture)
    derived()
    updates.publish(update, replace(WHOLE, text="All is well."), by=cast.culture)
    db.session.commit()
    page = browsers(cast.business).text("/notices")
    assert (page.count("The jury is done."), page.count("“All is well.”")) == (0, 1)


def test_nothing_is_quoted_to_who_may_not_read_it_any_more(cast: Cast, browsers: Browsers) -> None:
    all_at_once(cast.other)
    update = a_post(cast.project, cast.culture, replace(WHOLE, text="@other: hush"))
    derived()
    shown = browsers(cast.other).text("/notices").count("hush")
    updates.publish(update, replace(WHOLE, text="@other: hush", visibility=Visibility.TEAM), by=cast.culture)
    db.session.commit()
    assert (shown, browsers(cast.other).text("/notices").count("hush")) == (1, 0)
    assert [mail for mail in mailed() if mail.to == cast.other.email] == []


def test_a_mention_in_a_report_is_told_as_no_question(cast: Cast) -> None:
    all_at_once(cast.business)
    a_post(cast.project, cast.culture, replace(WHOLE, text="With @business"))
    derived()
    named = to(cast.business, mailed())
    assert [said in named.text for said in ("Du är nämnd:", "Det här kan behöva ditt svar")] == [True, False]
    assert [said in named.html for said in ("Du är nämnd<", "Det här kan behöva ditt svar")] == [True, False]


def test_a_mention_in_a_question_or_a_comment_needs_an_answer(cast: Cast) -> None:
    all_at_once(cast.business, cast.tourism)
    post = a_post(cast.project, cast.culture)
    a_question(cast.other_project, cast.other, "@business, how?")
    updates.comment(post, "@tourism, how?", by=cast.business)
    derived()
    letters = mailed()
    asked = [
        "Det här kan behöva ditt svar:" in to(person, letters).text
        for person in (cast.business, cast.tourism)
    ]
    assert asked == [True, True]


def test_an_answer_that_mentions_who_asked_is_told_as_an_answer(cast: Cast, browsers: Browsers) -> None:
    question = a_question(cast.project, cast.culture)
    long_ago()
    updates.comment(question, f"@{cast.culture.handle}, we have.", by=cast.other)
    derived()
    said = f"Näringslivschef, Simrishamn svarade på din fråga: {LABEL_SV}"
    letter = to(cast.culture, mailed())
    assert said in letter.subject
    assert "Det här kan behöva ditt svar" not in letter.text
    assert "answered your question" in browsers(cast.culture).text("/notices")


def test_who_asked_is_told_that_the_question_is_open_again(cast: Cast, browsers: Browsers) -> None:
    question = a_question(cast.project, cast.culture)
    answer = updates.comment(question, "We have.", by=cast.other)
    mark_answer(answer, by=cast.culture)
    long_ago()
    updates.withdraw_comment(answer, by=cast.other)
    derived()
    assert f"Your question is open again: {LABEL}" in browsers(cast.culture).text("/notices")


def test_a_letter_says_titles_and_days_in_its_readers_language(cast: Cast) -> None:
    cast.business.language, cast.tourism.language = "en", "sv"
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@business, @tourism, when?", by=cast.second)
    derived()
    mails = mailed()
    assert LABEL in to(cast.business, mails).subject
    assert LABEL_SV in to(cast.tourism, mails).subject
