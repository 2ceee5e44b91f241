"""Anchoring at home: who knows, who has decided, what is promised, and who is in by name only."""

import re
from datetime import date
from html import unescape

import pytest
from sqlalchemy import select

from collab import db
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.programmes.models import Organisation
from collab.projects import actions, queries
from collab.projects.actions import Home, Overtaken
from collab.projects.models import Anchoring, Mandate
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.support.statements import statements_of

PAGE = "/projects/oppna-dorrar/anchoring/kristianstad"
NOTHING = Home((), Mandate.NONE, "", None, 0, 0, "")
DECIDED = Home(("Kulturchef",), Mandate.BOARD, "KS 2017/1 § 5", date(2017, 3, 1), 80, 20_000, "Klart.")
SENT = {
    "informed": "Kulturchef\r\n\r\nKommundirektör",
    "mandate": "committee",
    "reference": "KN 2017/8",
    "decided_on": "2017-03-01",
    "hours": "120",
    "money_sek": "",
    "note": "",
    "version": 0,
}


def kristianstad() -> Organisation:
    return db.session.scalars(select(Organisation).where(Organisation.slug == "kristianstad")).one()


def test_what_is_said_is_kept_and_recorded(cast: Cast) -> None:
    row = actions.anchor(cast.project, kristianstad(), DECIDED, seen=0, by=cast.culture)
    assert (row.informed, row.mandate, row.hours, row.version) == (["Kulturchef"], Mandate.BOARD, 80, 1)
    db.session.flush()
    recorded = db.session.scalars(select(Activity)).one()
    assert (recorded.verb, recorded.subject_kind) == (Verb.ANCHORING_EDITED, "project")


@pytest.mark.parametrize(
    ("home", "said"),
    [
        (Home((), Mandate.BOARD, "", date(2017, 3, 1), 0, 0, ""), "diarienummer och en dag"),
        (Home((), Mandate.BOARD, "KS 1", None, 0, 0, ""), "diarienummer och en dag"),
        (Home((), Mandate.BOARD, "KS 1", date(2017, 5, 16), 0, 0, ""), "Den dagen har inte kommit"),
        (Home((), Mandate.NONE, "KS 1", None, 0, 0, ""), "Ingen har beslutat"),
        (Home((), Mandate.BOARD, "KS 1", date(1800, 3, 1), 0, 0, ""), "mer än 10 år gammalt"),
    ],
)
def test_a_decision_has_a_reference_and_a_day_that_has_come(cast: Cast, home: Home, said: str) -> None:
    with pytest.raises(RuleViolation, match=said):
        actions.anchor(cast.project, kristianstad(), home, seen=0, by=cast.culture)


def test_a_save_from_an_old_page_changes_nothing(cast: Cast) -> None:
    actions.anchor(cast.project, kristianstad(), DECIDED, seen=0, by=cast.culture)
    with pytest.raises(Overtaken):
        actions.anchor(cast.project, kristianstad(), NOTHING, seen=0, by=cast.business)


def test_it_is_written_on_a_page_and_read_on_the_project(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    assert browser.post(PAGE, SENT).status_code == 303
    text = browsers(cast.other).text("/projects/oppna-dorrar")
    assert "Kristianstad Kulturchef, Kommundirektör The committee, KN 2017/8, 1 Mar 120 – –" in text
    assert "By name only" in text


def test_bad_input_comes_back_with_what_was_typed(browsers: Browsers, cast: Cast) -> None:
    page = browsers(cast.culture).post(PAGE, {**SENT, "reference": "", "hours": "-3"})
    html = page.get_data(as_text=True)
    assert page.status_code == 422
    assert "Hours promised: write a number from 0 to 1,000,000,000." in html
    assert "Kommundirektör" in html
    assert db.session.scalars(select(Anchoring)).all() == []


def test_an_office_that_is_told_twice_is_kept_once(browsers: Browsers, cast: Cast) -> None:
    sent = {**SENT, "informed": "Kulturchef\nKommundirektör\n kulturchef"}
    browsers(cast.culture).post(PAGE, sent)
    (row,) = [one for one in queries.homes(cast.project) if one.slug == "kristianstad"]
    assert [name.casefold() for name in row.informed] == ["kulturchef", "kommundirektör"]


def test_what_the_team_is_promised_is_added_up_and_the_message_stands_there(
    browsers: Browsers, cast: Cast
) -> None:
    browser = browsers(cast.culture)
    browser.post(PAGE, SENT)
    home = browser.post(PAGE.replace("kristianstad", "karlskrona"), {**SENT, "hours": "30"})
    html = browser.get(home.headers["Location"].partition("#")[0]).get_data(as_text=True)
    table = html[html.index('id="anchored"') :]
    assert "The anchoring in Karlskrona is saved." in table[: table.index("<table")]
    assert html.count("The anchoring in Karlskrona is saved.") == 1
    assert "Together 150 0" in browser.text("/projects/oppna-dorrar")


def test_hours_that_are_no_number_are_said_once_with_their_field(browsers: Browsers, cast: Cast) -> None:
    page = browsers(cast.culture).post(PAGE, {**SENT, "hours": "12,5"}).get_data(as_text=True)
    assert page.count("Hours promised: write a whole number, such as 12.") == 2
    assert 'value="12,5"' in page


def test_a_municipality_without_a_part_in_the_project_is_not_found(browsers: Browsers, cast: Cast) -> None:
    assert browsers(cast.culture).get(PAGE.replace("kristianstad", "ystad")).status_code == 404


def test_those_who_lead_see_who_is_in_by_name_only_and_what_is_promised(
    browsers: Browsers, cast: Cast
) -> None:
    actions.anchor(cast.project, kristianstad(), DECIDED, seen=0, by=cast.culture)
    db.session.commit()
    page = "/programmes/kultur-pa-resande-fot/anchoring"
    text = browsers(cast.organiser).text(page)
    assert "Together the municipalities have promised 80 hours and 20,000 kronor." in text
    assert "Kristianstad Decided The executive board, KS 2017/1 § 5, 1 Mar 80 20,000" in text
    assert "Three municipalities by name only" in text
    assert browsers(cast.culture).get(page).status_code == 404


def test_one_statement_reads_every_project(cast: Cast) -> None:
    queries.homes_of_programme(cast.programme, viewer=cast.organiser)
    few = statements_of(lambda: queries.homes_of_programme(cast.programme, viewer=cast.organiser))
    assert few == 1


def began(page: str) -> dict[str, str]:
    """What the page carries of what is saved."""
    return {
        name: unescape(re.findall(rf'name="{name}"[^>]* value="([^"]*)"', page)[0])
        for name in ("began", "version")
    }


def test_two_who_changed_different_fields_both_have_their_way(browsers: Browsers, cast: Cast) -> None:
    actions.anchor(cast.project, kristianstad(), DECIDED, seen=0, by=cast.culture)
    db.session.commit()
    hers, his = browsers(cast.culture), browsers(cast.business)
    old = began(his.get(PAGE).get_data(as_text=True))
    said = {
        "mandate": "board",
        "reference": "KS 2017/1 § 5",
        "decided_on": "2017-03-01",
        "money_sek": "20000",
    }
    said |= {"informed": "Kulturchef", "hours": "80", "note": "Klart.", **old}
    assert hers.post(PAGE, {**said, "hours": "40"}).status_code == 303
    assert his.post(PAGE, {**said, "note": "Snart."}).status_code == 303
    row = db.session.scalars(select(Anchoring)).one()
    assert (row.hours, row.note) == (40, "Snart.")


def test_only_what_both_changed_is_shown_with_who_saved_and_the_rest_is_kept(
    browsers: Browsers, cast: Cast
) -> None:
    actions.anchor(cast.project, kristianstad(), DECIDED, seen=0, by=cast.culture)
    db.session.commit()
    hers, his = browsers(cast.culture), browsers(cast.business)
    old = began(his.get(PAGE).get_data(as_text=True))
    said = {
        "mandate": "board",
        "reference": "KS 2017/1 § 5",
        "decided_on": "2017-03-01",
        "money_sek": "20000",
    }
    said |= {"informed": "Kulturchef", "hours": "80", "note": "Klart.", **old}
    hers.post(PAGE, {**said, "hours": "40", "note": "Hennes ord."})
    refused = his.post(PAGE, {**said, "note": "Hans ord."})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 409
    assert f"{cast.culture.name.en} saved while you wrote" in page
    assert re.findall(r"<dt>([^<]*)</dt><dd[^>]*>([^<]*)</dd>", page) == [("Note", "Hennes ord.")]
    assert "Hans ord.</textarea>" in page
    again = {**said, "hours": "40", "note": "Hans ord.", **began(page)}
    assert his.post(PAGE, again).status_code == 303
    row = db.session.scalars(select(Anchoring)).one()
    assert (row.hours, row.note) == (40, "Hans ord.")


def test_a_municipality_that_has_no_part_any_more_counts_no_more(cast: Cast) -> None:
    actions.anchor(cast.project, kristianstad(), DECIDED, seen=0, by=cast.culture)
    cast.project.municipalities = [m for m in cast.project.municipalities if m.slug != "kristianstad"]
    db.session.commit()
    assert "kristianstad" not in [row.slug for row in queries.homes(cast.project)]
    (ours,) = [
        row
        for row in queries.homes_of_programme(cast.programme, viewer=cast.organiser)
        if row.slug == cast.project.slug
    ]
    assert (ours.hours, ours.money_sek) == (0, 0)
