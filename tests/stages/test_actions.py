"""Going through a gate, being let through, going back: each is recorded, none is done from an old page."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from collab import db, versions
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.mail.models import Mail
from collab.programmes.models import Stage
from collab.projects.models import Agreement, Milestone, Passage, Project, Way
from collab.reviews import actions as reviews
from collab.stages import actions, queries
from collab.text import Localised
from tests.reviews import road
from tests.reviews.rivals import at_once, loaded
from tests.stages.asked import ALL, HOURS, NEED, ask, ask_usual, seen, stage, stage_of
from tests.support.cast import Cast


def proceed(cast: Cast, codes: list[str], by: Person | None = None) -> Passage:
    return actions.proceed(cast.project, codes, seen=seen(cast.project), by=by or cast.culture)


def standing() -> list[str]:
    return list(db.session.scalars(select(Agreement.code).order_by(Agreement.code)))


def verbs() -> list[tuple[Verb, dict[str, str]]]:
    rows = db.session.execute(select(Activity.verb, Activity.detail).order_by(Activity.id))
    told = Verb.STAGE_REACHED, Verb.STAGE_RETURNED
    return [(verb, detail) for verb, detail in rows if verb in told]


def test_the_gate_is_shut_while_anything_is_missing_and_then_opens(cast: Cast) -> None:
    ask_usual()
    with pytest.raises(RuleViolation, match="kan inte gå vidare"):
        proceed(cast, ALL)
    road.write_plan(cast.project)
    with pytest.raises(RuleViolation, match="kan inte gå vidare"):
        proceed(cast, ["hours"])
    proceed(cast, ALL)
    assert stage_of(cast) == "work"


def test_a_passage_keeps_who_went_who_had_agreed_and_what_the_machine_said(cast: Cast) -> None:
    ask_usual()
    road.write_plan(cast.project)
    actions.agree(cast.project, ["owner"], seen=seen(cast.project), by=cast.business)
    proceed(cast, ["hours"])
    (past,) = queries.history_of(cast.project)
    assert (past.way, past.from_name.en, past.to_name.en, past.who) == (
        Way.GATE, "Plan", "Work", cast.culture.name,
    )  # fmt: skip
    assert (past.met, past.unmet) == (1, ())
    assert [(one.words.en, [v.who for v in one.voices]) for one in past.agreed] == [
        ("A municipality has taken it on", [cast.business.name]),
        ("The hours are there", [cast.culture.name]),
    ]
    assert verbs() == [(Verb.STAGE_REACHED, {"stage": "work", "way": "gate"})]


def test_an_agreement_can_be_taken_back_until_the_project_has_gone_on(cast: Cast) -> None:
    ask_usual()
    actions.agree(cast.project, ALL, seen=seen(cast.project), by=cast.culture)
    actions.agree(cast.project, ["hours"], seen=seen(cast.project), by=cast.business)
    assert standing() == ["hours", "hours", "owner"]
    actions.agree(cast.project, [], seen=seen(cast.project), by=cast.culture)
    assert standing() == ["hours"]
    road.write_plan(cast.project)
    proceed(cast, ALL)
    actions.agree(cast.project, [], seen=seen(cast.project), by=cast.culture)
    assert standing() == ["hours", "hours", "owner"]


def test_who_agrees_to_words_that_were_changed_meanwhile_is_asked_to_read_again(cast: Cast) -> None:
    ask_usual()
    before = seen(cast.project)
    actions.agree(cast.project, ["hours"], seen=before, by=cast.business)
    db.session.commit()
    ask([NEED], [{**HOURS, "label": {"sv": "Dagarna finns", "en": "The days are there"}}])
    with pytest.raises(RuleViolation, match="har ändrats under tiden"):
        actions.agree(cast.project, ["hours"], seen=before, by=cast.culture)
    assert [said.is_met for said in queries.whereabouts(cast.project).gate.statements] == [False]


def test_nothing_is_done_from_a_page_of_a_stage_that_is_left_or_gone(cast: Cast) -> None:
    ask([], [])
    before = seen(cast.project)
    proceed(cast, [])
    with pytest.raises(RuleViolation, match="under tiden kommit till skedet Work"):
        actions.proceed(cast.project, [], seen=before, by=cast.business)
    db.session.delete(stage("idea"))
    versions.bump()
    db.session.commit()
    for old in ("idea 0123456789ab", ""):
        with pytest.raises(RuleViolation, match="finns inte längre i programmet"):
            actions.go_back(cast.project, "plan", "Om igen", seen=old, by=cast.culture)
    assert stage_of(cast) == "work"


def test_after_the_last_stage_there_is_none(cast: Cast) -> None:
    cast.project.stage = stage("presentation")
    db.session.commit()
    with pytest.raises(RuleViolation, match="det sista skedet"):
        proceed(cast, [])
    with pytest.raises(RuleViolation, match="det sista skedet"):
        actions.let_through(cast.project, "Klart", seen=seen(cast.project), by=cast.facilitator)


def test_a_facilitator_lets_a_team_through_with_a_reason_which_the_team_gets(cast: Cast) -> None:
    ask_usual()
    with pytest.raises(RuleViolation, match="varför du släpper fram"):
        actions.let_through(cast.project, " ", seen=seen(cast.project), by=cast.facilitator)
    actions.let_through(cast.project, "Beslutet kommer i juni.", seen=seen(cast.project), by=cast.facilitator)
    (past,) = queries.history_of(cast.project)
    assert (past.way, past.reason, past.met) == (Way.LET_THROUGH, "Beslutet kommer i juni.", 0)
    assert past.unmet == (Localised("Behovet är beskrivet", "The need is described"),)
    letters = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    assert len(letters) == 4
    assert {letter.template for letter in letters} == {"stages/mail/moved"}
    assert letters[0].values["reason"] == "Beslutet kommer i juni."
    assert verbs() == [(Verb.STAGE_REACHED, {"stage": "work", "way": "let-through"})]


def test_going_back_has_a_reason_and_what_was_agreed_to_is_asked_again(cast: Cast) -> None:
    ask([], [HOURS])
    proceed(cast, ["hours"])
    for to, reason, said in (("plan", "", "varför projektet går tillbaka"), ("work", "x", "ligger före")):
        with pytest.raises(RuleViolation, match=said):
            actions.go_back(cast.project, to, reason, seen=seen(cast.project), by=cast.business)
    actions.go_back(cast.project, "plan", "Osby drog sig ur.", seen=seen(cast.project), by=cast.business)
    assert stage_of(cast) == "plan"
    assert [(p.way, p.reason) for p in queries.history_of(cast.project)] == [
        (Way.BACK, "Osby drog sig ur."), (Way.GATE, ""),
    ]  # fmt: skip
    assert not queries.whereabouts(cast.project).gate.statements[0].is_met
    assert verbs()[-1] == (Verb.STAGE_RETURNED, {"stage": "plan", "way": "back"})
    assert {m.to for m in db.session.scalars(select(Mail))} == {
        person.email for person in (cast.culture, cast.tourism, cast.second)
    }


def test_handing_in_and_approving_are_passages_too(cast: Cast) -> None:
    cast.project.stage = stage("idea")
    road.write_plan(cast.project)
    midway = road.the_round("midway")
    midway.for_stages = ["plan"]
    midway.opens_on, midway.closes_on = road.on(5, 1).date(), road.on(5, 20).date()
    db.session.flush()
    reviews.hand_in(cast.project, midway, by=cast.culture)
    road.review(cast.project, cast.facilitator, "midway", ())
    road.review(cast.project, cast.colleague, "midway", ())
    reviews.approve(cast.project, by=cast.facilitator)
    assert [(p.way, p.to_name.en, p.who) for p in queries.history_of(cast.project)] == [
        (Way.APPROVED, "Work", cast.facilitator.name), (Way.HANDED_IN, "Plan", cast.culture.name),
    ]  # fmt: skip


def test_of_two_who_go_through_a_gate_at_once_one_does_and_the_other_is_told(cast: Cast, site: Flask) -> None:
    ask([], [HOURS])
    page, project_id = seen(cast.project), cast.project.id
    people = [cast.culture.id, cast.business.id]
    db.session.rollback()

    def pass_by(person_id: int) -> None:
        project = loaded(Project, project_id)
        actions.proceed(project, ["hours"], seen=page, by=loaded(Person, person_id))

    assert at_once(site, *(lambda p=p: pass_by(p) for p in people)) == ["done", "refused"]  # type: ignore[misc]
    assert stage_of(cast) == "work"
    assert len(db.session.scalars(select(Passage)).all()) == 1
    assert standing() == ["hours"]


def test_going_on_and_being_let_through_at_once_are_one_passage(cast: Cast, site: Flask) -> None:
    ask([], [])
    page, project_id, ids = seen(cast.project), cast.project.id, (cast.culture.id, cast.facilitator.id)
    db.session.rollback()

    def go_on() -> None:
        actions.proceed(loaded(Project, project_id), [], seen=page, by=loaded(Person, ids[0]))

    def let_through() -> None:
        actions.let_through(loaded(Project, project_id), "Ja.", seen=page, by=loaded(Person, ids[1]))

    assert at_once(site, go_on, let_through) == ["done", "refused"]
    assert len(db.session.scalars(select(Passage)).all()) == 1
    assert db.session.scalars(select(Stage.code).where(Stage.id == cast.project.stage_id)).one() == "work"


def test_what_is_given_up_is_no_milestone_on_page_and_in_the_list(cast: Cast) -> None:
    ask([{**NEED, "code": "dated", "kind": "milestones", "min": 1}], [])
    given_up = Milestone(
        project=cast.project, title="Doors", due_on=date(2017, 5, 20), given_up_on=date(2017, 5, 2)
    )
    db.session.add(given_up)
    db.session.commit()
    listed = {line.slug: line for line in queries.list_projects(cast.programme, viewer=cast.organiser)}
    for here in (queries.whereabouts(cast.project), listed[cast.project.slug].whereabouts):
        assert [check.code for check in here.gate.missing] == ["dated"]
    given_up.given_up_on, given_up.done_on = None, date(2017, 5, 3)
    db.session.commit()
    assert queries.whereabouts(cast.project).gate.missing == ()
