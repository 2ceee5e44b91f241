"""Asking for a document: what it says, that it is made once, who may have it, and for how long."""

from datetime import date, timedelta

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import func, select

from collab import clock, db
from collab.documents import actions, paper, policy, queries
from collab.documents.actions import turns
from collab.documents.actions.turns import TURNS
from collab.documents.models import DocumentOrder, OrderState, PlanDocument
from collab.documents.paper import Format, Paper, Part
from collab.errors import NotFound, RuleViolation
from collab.files import jobs as sweeping
from collab.files import queries as files
from collab.files import serving
from collab.programmes.models import Membership
from collab.projects import actions as projects
from collab.projects import queries as reading
from collab.projects.actions import Definition, Home, Writing
from collab.projects.models import Mandate, Milestone, NamedPlan
from collab.text import Localised
from tests.documents.orders import order, ready
from tests.support.cast import Cast


def said(asked: DocumentOrder) -> Paper:
    assert asked.content is not None
    return paper.of_values(asked.content)


def part(asked: DocumentOrder, heading: str) -> Part:
    return next(one for one in said(asked).parts if one.heading == heading)


def write(cast: Cast, words: str) -> None:
    seen = reading.get_section(cast.project, "need").version
    projects.write_section(cast.project, "need", Writing(words, seen), by=cast.culture)


@pytest.fixture
def named(cast: Cast) -> NamedPlan:
    """The plan under a name, which has changed since."""
    write(cast, "As it was sent.")
    plan = projects.name_plan(cast.project, "Sent to the board", by=cast.culture)
    write(cast, "As it is now.")
    return plan


def test_it_says_what_the_plan_is_of_and_who_is_in_the_team(cast: Cast) -> None:
    paper = said(order(cast.project, cast.culture))
    assert (paper.title, paper.promise, paper.author) == ("Open doors", "A promise.", cast.team.name)
    assert paper.facts == (
        ("Programme", "Culture on the move"),
        ("Team", cast.team.name),
        ("Municipalities", "Höganäs, Karlskrona, Kristianstad and Simrishamn"),
        ("Version", "The plan as it was on Monday 15\xa0May 2017"),
    )
    (team,) = [one.table for one in paper.parts if one.heading == "The team"]
    assert team is not None
    assert team.columns == ("Office", "Municipality")
    assert ("Head of culture", "Kristianstad") in team.rows
    assert "@" not in str(team.rows)
    assert (paper.address, paper.made_on) == ("http://localhost/projects/oppna-dorrar/plan", "2017-05-15")


def test_it_says_each_section_and_which_are_not_written_yet(cast: Cast) -> None:
    write(cast, "# Doors\n\nOpen **them**.")
    asked = order(cast.project, cast.culture)
    assert part(asked, "Need").source == "# Doors\n\nOpen **them**."
    assert part(asked, "Idea") == Part("Idea", note="This section is not written yet.", language="sv")


def test_it_says_milestones_and_the_anchoring_with_its_totals(cast: Cast) -> None:
    owner = db.session.scalars(select(Membership).where(Membership.person == cast.culture)).one()
    for title, done in (("Trial evening", date(2017, 5, 2)), ("Second evening", None)):
        step = Milestone(
            project=cast.project, title=title, due_on=date(2017, 5, 3), owner=owner, done_on=done
        )
        db.session.add(step)
    place, row = reading.get_home(cast.project, "kristianstad")
    home = Home(("Mayor",), Mandate.COMMITTEE, "KN 12", date(2017, 4, 3), 1200, 30_000, "")
    projects.anchor(cast.project, place, home, seen=row.version, by=cast.culture)
    asked = order(cast.project, cast.culture)
    milestones, anchoring = part(asked, "Milestones").table, part(asked, "Anchored at home").table
    assert milestones is not None
    assert anchoring is not None
    who, day = cast.culture.name.en, "3\xa0May\xa02017"
    assert milestones.rows[:2] == (
        ("Trial evening", day, who, "Done 2\xa0May\xa02017"),
        ("Second evening", day, who, "Not yet"),
    )
    assert anchoring.rows[0] == (
        "Kristianstad", "Mayor", "The committee, KN 12, 3\xa0April\xa02017", "1,200", "30,000",
    )  # fmt: skip
    assert {row[4] for row in anchoring.rows[1:]} == {"–"}
    assert anchoring.total == ("Together", "", "", "1,200", "30,000")


def test_it_says_what_is_given_up_under_way_and_moved_with_the_day_and_why(cast: Cast) -> None:
    told = {"project": cast.project, "due_on": date(2017, 5, 20)}
    moved = Milestone(title="Three stores", **told)
    given_up = {"given_up_on": date(2017, 5, 12), "given_up_why": "Juryn fick inte tid."}
    db.session.add_all(
        [moved, Milestone(title="Jury", **told, **given_up), Milestone(title="Signs", is_begun=True, **told)]
    )
    db.session.flush()
    projects.postpone_milestone(moved, date(2017, 5, 30), "Låset är sent.", seen=1, by=cast.culture)
    table = part(order(cast.project, cast.culture), "Milestones").table
    assert table is not None
    assert table.columns[3:] == ("State", "Why")
    day = "20\xa0May\xa02017"
    assert [row for row in table.rows if row[0] in ("Three stores", "Jury", "Signs")] == [
        ("Jury", day, "Nobody yet", "Given up 12\xa0May\xa02017", "Juryn fick inte tid."),
        ("Signs", day, "Nobody yet", "Under way", ""),
        ("Three stores", f"30\xa0May\xa02017, moved from {day}", "Nobody yet", "Not yet", "Låset är sent."),
    ]


def test_it_speaks_the_language_that_was_chosen(cast: Cast) -> None:
    paper = said(order(cast.project, cast.culture, language="sv"))
    assert [one.heading for one in paper.parts] == [
        "Teamet",
        "Behov",
        "Idé",
        "Milstolpar",
        "Förankring hemma",
    ]
    assert (paper.title, paper.page) == ("Öppna dörrar", ("Sida", "av"))
    assert paper.keys == {"title": "titel", "language": "språk", "date": "datum", "address": "adress"}


def test_a_version_with_a_name_has_the_sections_of_then(cast: Cast, named: NamedPlan) -> None:
    need = reading.plan_section(cast.project, "need")
    other = Definition(Localised("Varför", "Why"), need.guidance, need.example, 10, 20, by_goal=False)
    seen, added = Definition.of(need), replace(other, name=Localised("Sedan", "Later"))
    projects.define_section(cast.programme, need, other, seen=seen, by=cast.organiser)
    projects.add_section(cast.programme, added, by=cast.organiser)
    then, now = order(cast.project, cast.culture, named=named), order(cast.project, cast.culture)
    assert part(then, "Need").source == "As it was sent."
    assert part(now, "Why").source == "As it is now."
    assert part(now, "Later").note
    assert not {"Why", "Later"} & {one.heading for one in said(then).parts}


def test_a_version_with_a_name_says_what_was_written_then(cast: Cast, named: NamedPlan) -> None:
    then, now = order(cast.project, cast.culture, named=named), order(cast.project, cast.culture)
    assert (part(then, "Need").source, part(now, "Need").source) == ("As it was sent.", "As it is now.")
    assert dict(said(then).facts)["Version"] == (
        "Sent to the board, the plan as it was on Monday 15\xa0May 2017"
    )
    assert part(then, "Anchored at home").note == "As on Monday 15\xa0May 2017."
    assert then.file_name == f"oppna-dorrar-project-plan-2017-05-15-{named.key[:6]}.md"
    assert now.file_name == "oppna-dorrar-project-plan-2017-05-15.md"


def test_demonstration_content_says_that_it_is_one(cast: Cast) -> None:
    assert said(order(cast.project, cast.culture)).notice == ""
    cast.project.is_demonstration = True
    assert said(order(cast.project, cast.culture)).notice == "Demonstration: the content is invented."


def test_what_no_file_can_hold_is_left_out(cast: Cast) -> None:
    write(cast, "Do\x07ors \ufffe")
    assert part(order(cast.project, cast.culture), "Need").source == "Doors "


def test_the_same_person_who_asks_for_the_same_again_gets_the_same(cast: Cast) -> None:
    first = order(cast.project, cast.culture)
    assert order(cast.project, cast.culture) is first
    assert order(cast.project, cast.culture, Format.PDF) is not first
    write(cast, "Changed.")
    assert order(cast.project, cast.culture) is not first


def test_what_somebody_else_had_made_is_ready_at_once(cast: Cast) -> None:
    made = ready(cast.project, cast.culture)
    asked = order(cast.project, cast.business)
    assert asked.key != made.key
    assert (asked.state, asked.document, asked.content) == (OrderState.READY, made.document, None)
    assert db.session.scalar(select(func.count(PlanDocument.id))) == 1


def test_everybody_who_waits_for_the_same_has_it_when_it_is_made(cast: Cast) -> None:
    waiting = [order(cast.project, person) for person in (cast.culture, cast.business)]
    turn = TURNS.take(db.session())
    assert turn is not None
    assert turns.finish(db.session(), turn, "a" * 64, 1)
    db.session.expire_all()
    assert [(one.state, one.content) for one in waiting] == [(OrderState.READY, None)] * 2


def test_nobody_waits_for_more_than_five(cast: Cast) -> None:
    for number in range(5):
        write(cast, f"Draft {number}")
        order(cast.project, cast.culture)
    write(cast, "One more")
    with pytest.raises(RuleViolation, match="Du väntar redan på fem dokument"):
        order(cast.project, cast.culture)


def test_only_who_asked_reads_it_and_only_while_they_read_the_plan(cast: Cast) -> None:
    made = ready(cast.project, cast.culture)
    assert queries.get_order("oppna-dorrar", made.key, viewer=cast.culture) is made
    for stranger in (cast.business, cast.organiser, cast.outsider):
        with pytest.raises(NotFound):
            queries.get_order("oppna-dorrar", made.key, viewer=stranger)
    with pytest.raises(NotFound):
        queries.get_order("ensam-ide", made.key, viewer=cast.culture)


def test_policy_and_its_twin_in_sql_agree(cast: Cast) -> None:
    made = ready(cast.project, cast.culture)
    for person in (cast.culture, cast.business, cast.facilitator, cast.organiser, cast.outsider):
        found = db.session.scalars(select(DocumentOrder).where(policy.visible_to(person))).all()
        assert (made in found) == policy.read(person, made)


def test_a_month_after_it_was_last_asked_for_it_is_gone(
    site: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ready(cast.project, cast.culture, b"its bytes")
    assert made.document is not None
    file = made.document.file
    assert file in files.names_of_files()
    db.session.commit()
    begun = clock.real()

    def wait(**time: int) -> None:
        monkeypatch.setattr(clock, "real", lambda: begun + timedelta(**time))

    wait(hours=1)
    order(cast.project, cast.business)
    db.session.commit()
    wait(days=30, minutes=-1)
    assert actions.throw_away_old() == 0
    wait(days=30, minutes=1)
    assert actions.throw_away_old() == 1
    assert file in files.names_of_files()
    wait(days=30, minutes=65)
    assert actions.throw_away_old() == 1
    assert file not in files.names_of_files()
    db.session.commit()
    wait(days=40)
    sweeping.sweep_unnamed_files()
    with pytest.raises(NotFound):
        serving.store().read(file)


def test_one_that_failed_is_tried_again_from_the_beginning(cast: Cast) -> None:
    asked = order(cast.project, cast.culture)
    for _ in range(TURNS.deaths):
        turn = TURNS.take(db.session())
        assert turn is not None
        TURNS.bury(db.session(), turn)
    db.session.refresh(asked)
    assert (asked.state, asked.deaths) == (OrderState.FAILED, 3)
    actions.try_again(asked)
    assert (asked.state, asked.deaths, asked.cause) == (OrderState.WAITING, 0, None)
    assert order(cast.project, cast.culture) is asked
