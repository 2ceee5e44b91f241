"""Every mail that can be sent: three parts, two languages, nothing fetched, links to us only."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from collab import clock
from collab.activity.models import Verb
from collab.activity.queries import Event
from collab.app import PACKAGE, PAGES
from collab.mail.letters import Letter, Rendered, Undeliverable
from collab.notifications import reminding
from collab.notifications.kinds import Kind
from collab.notifications.mailing import told
from collab.notifications.queries import Item
from collab.teams.actions.seats import Word
from collab.teams.models import Change
from collab.text import Localised
from collab.updates.content import Missing
from collab.updates.starting import Time
from collab.web.letters import render
from tests.support.browser import words_of
from tests.support.pages import faults_of

VALUES: dict[str, dict[str, Any]] = {
    "accounts/mail/sign_in_link": {"token": "t0ken", "next": "/projects/oppna-dorrar"},
    "accounts/mail/password_changed": {},
    "contact/mail/receipt": {"key": "k3y", "number": "7"},
    "messages/mail/message": {
        "subject": "Hur går det?",
        "text": "Hej Turistchef, Osby!",
        "html": "<p>Hej <b>Turistchef, Osby</b>!</p>",
        "by": "Processledare, Region", "programme": "Kultur på resande fot",
        "copy": "c0py", "reply_to": "processledare@example.org",
    },
    "contact/mail/answer": {"key": "k3y", "number": "7", "answer": "Tack!\nVi ordnar det."},
    "forming/mail/address_corrected": {
        "programme": "Kultur på resande fot", "reply_to": "programansvarig@example.org",
    },
    "reviews/mail/assigned": {
        "project": "Öppna dörrar",
        "round": "Slutomgången",
        "by": "Programansvarig, Region",
        "until": "19 maj",
    },
    "reviews/mail/released": {
        "project": "Öppna dörrar",
        "round": "Slutomgången",
        "slug": "oppna-dorrar",
        "answer_by": "2 juni",
    },
    "updates/mail/not_out": {
        "key": "k3y", "project": "Öppna dörrar", "moment": "tis 16 maj kl. 08.00", "is_reopened": True,
        "lacks": [what.value for what in Missing], "refusal": "",
    },
    "stages/mail/moved": {
        "project": "Öppna dörrar", "slug": "oppna-dorrar", "stage": "Arbete", "by": "Processledare, Region",
        "reason": "Beslutet kommer i juni.", "is_back": False,
    },
    **{
        template: {
            "team": "Spåret", "slug": "sparet", "people": ["Turistchef, Osby"], "leads": False, "said": "",
            "leaders": ["Turistchef, Osby"], "by": "Processledare, Region",
        }
        for template in ("divisions/mail/placed", "divisions/mail/undone")
    },
    reminding.TEMPLATE: {
        "title": Localised("Öppna dörrar", "Open doors"), "slug": "oppna-dorrar",
        "question": Localised("Vad har hänt?", "What has happened?"), "time": Time(date(2017, 5, 1), 2),
        "next_step": "Skriva till de fem", "due_on": date(2017, 5, 8),
    },
    "teams/mail/told": {
        "what": "moved", "team": "Spåret", "slug": "sparet", "other": "Ensam", "whom": "Turistchef, Osby",
        "is_me": False, "by": "Processledare, Region", "said": "", "key": "", "day": "",
    },
}  # fmt: skip
VALUES["notifications/mail/told"] = told(
    [
        Item(number, f"k3y{number}", kind, True, number, None, event)
        for number, (kind, event) in enumerate(
            [
                (
                    Kind.MENTION,
                    Event(1, clock.real(), clock.real(), Verb.COMMENTED, None, "Spår", "", {}, {}),
                ),
                (Kind.TEAM, Event(2, clock.real(), clock.real(), Verb.JOINED, None, "Spåret", "", {}, {})),
            ]
        )
    ]
)
TEMPLATES = sorted(VALUES)
WRITTEN = {"messages/mail/message"}
"""Whose subject somebody has written: it is the same in both languages."""
TOLD_OTHERWISE = {Change.FORMED, Change.JOINED}
"""To nobody, or as `came` and `accepted`."""


def letter(template: str, language: str, values: dict[str, Any]) -> Letter:
    return Letter(1, "k", "a@example.org", language, template, values, clock.real(), 1)


def rendered(template: str, language: str = "en", **more: Any) -> Rendered:
    return render(letter(template, language, {**VALUES[template], **more}))


def test_every_mail_in_the_code_and_every_template_is_known_here() -> None:
    code = "\n".join(path.read_text() for path in PACKAGE.rglob("*.py") if path.parent.name != "mail")
    named = set(re.findall(r'"(\w+/mail/\w+)"', code))
    made = {
        str(path.relative_to(PAGES / "templates")).split(".")[0]
        for path in Path(PAGES / "templates").glob("*/mail/*")
    }
    assert named == made == set(TEMPLATES)


@pytest.mark.parametrize("template", TEMPLATES)
def test_it_says_the_same_in_text_and_html_and_is_sound(site: Flask, template: str) -> None:
    mail = rendered(template)
    assert faults_of(mail.html) == []
    assert "src=" not in mail.html
    assert "url(" not in mail.html
    links = [re.findall(r"https?://[^\s\"<]+", part) for part in (mail.text, mail.html.replace("&amp;", "&"))]
    assert set(links[0]) == set(links[1])
    assert {link.split("/")[2] for link in links[0]} == {"localhost"}
    assert "\n\n\n" not in mail.text


def test_a_message_says_where_an_answer_goes(site: Flask) -> None:
    mail = rendered("messages/mail/message")
    said = "An answer to it goes to processledare@example.org."
    assert (mail.text.endswith(f"\n{said}\n"), said in mail.html) == (True, True)
    assert "cannot be answered" not in mail.text + mail.html


@pytest.mark.parametrize("template", [one for one in TEMPLATES if "reply_to" not in VALUES[one]])
def test_it_says_where_to_write_since_it_cannot_be_answered(site: Flask, template: str) -> None:
    mail = rendered(template)
    assert "Write to us here: http://localhost/contact\n" in mail.text
    assert 'Write to us here: <a href="http://localhost/contact">http://localhost/contact</a>' in mail.html


@pytest.mark.parametrize("template", TEMPLATES)
def test_it_speaks_the_language_of_its_reader(site: Flask, template: str) -> None:
    english, swedish = rendered(template, "en"), rendered(template, "sv")
    assert '<html lang="sv">' in swedish.html
    assert (english.subject == swedish.subject) == (template in WRITTEN)
    sentences = [line for line in english.text.splitlines() if line and "://" not in line]
    said_in_both = set(sentences) & set(swedish.text.splitlines())
    written = [str(VALUES[template].get(name, "")) for name in ("answer", "text")]
    assert said_in_both <= {"-- ", *"\n".join(written).splitlines()}


@pytest.mark.parametrize("what", [*sorted(set(Change) - TOLD_OTHERWISE), *Word])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_whatever_happens_to_a_team_has_its_sentence_and_its_reason(
    site: Flask, what: Change | Word, language: str
) -> None:
    said = [
        rendered("teams/mail/told", language, what=what.value, is_me=is_me, said="Så blev det.", key="k3y")
        for is_me in (True, False)
    ]
    quoted = {"sv": "”Så blev det.”", "en": "“Så blev det.”"}[language]
    for mail in said:
        sentence, reason = mail.text.split("\n\n")[1:3]
        assert sentence.endswith((".", "!"))
        assert ("Spåret" in sentence, reason) == (True, quoted)


def test_who_is_in_no_team_after_undoing_is_shown_the_way_home(site: Flask) -> None:
    alone = rendered("divisions/mail/undone", team="", slug="", people=[], leaders=[], said="")
    assert "You are in no team for now." in alone.text
    assert "In the team are:" not in alone.text + alone.html
    assert "http://localhost/home" in alone.text


def test_who_coordinates_is_told_so(site: Flask) -> None:
    said = rendered("divisions/mail/placed", people=["Turistchef, Osby", "Chef, Ystad"], said="Så blir det.")
    assert "- Turistchef, Osby (coordinates)\n- Chef, Ystad\n" in said.text
    assert "“Så blir det.”" in said.text
    assert "You coordinate the team." in rendered("divisions/mail/placed", leads=True).text


def test_what_people_wrote_stays_text(site: Flask) -> None:
    mail = rendered("contact/mail/answer", answer="<a href='https://evil.example'>Klicka</a>")
    assert "<a href='https://evil.example'>" not in mail.html
    assert "<a href='https://evil.example'>Klicka</a>" in words_of(mail.html)


def test_a_template_that_is_missing_or_lacks_a_value_is_refused_for_good(site: Flask) -> None:
    for template, values in (("no/mail/such", {}), ("contact/mail/receipt", {"key": "k"})):
        with pytest.raises(Undeliverable) as no:
            render(letter(template, "sv", values))
        assert no.value.is_final


def test_what_did_not_go_out_leads_to_its_draft_where_one_may_still_write(site: Flask) -> None:
    values: list[dict[str, Any]] = [{}, {"is_over": True}]
    said = [rendered("updates/mail/not_out", **more) for more in values]
    leads = [["/updates/k3y/edit" in words for words in (one.text, one.html)] for one in said]
    assert leads == [[True, True], [False, False]]
