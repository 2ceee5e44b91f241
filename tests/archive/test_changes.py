"""A changed file changes what it speaks of, and nothing else."""

from pathlib import Path

import pytest
from sqlalchemy import select

from collab import clock, db, versions
from collab.accounts.models import Person, SignIn
from collab.activity.models import Activity, Verb
from collab.programmes.models import Goal
from collab.projects.models import Milestone, PlanText, Project
from collab.reviews.models import Answer, Judgement, Point, Review
from collab.showcases.models import Edition
from collab.teams.models import JoinRequest, JoinState, TeamMember
from collab.updates.models import Comment, Update
from tests.archive.conftest import Load
from tests.archive.fingerprint import rows

pytestmark = pytest.mark.usefixtures("empty_site", "small")


def change(load: Load, file: str, old: str, new: str) -> dict[str, int]:
    """Import, change a file, import that file alone. Answers how many rows were made and changed."""
    load()
    path = Path(f"{file}.yaml")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    report = load(file)
    return {name: report.made[name] + report.changed[name] for name in report.made | report.changed}


def happened(verb: Verb) -> int:
    return len(db.session.scalars(select(Activity).where(Activity.verb == verb)).all())


def test_files_can_be_imported_one_by_one(load: Load) -> None:
    order = ("programme", "people", "ideas", "teams", "projects", "updates", "reviews", "showcases")
    for name in (*order, "conference"):
        load(name)
    assert len(db.session.scalars(select(Edition)).all()) == 1
    before = rows()
    load()
    assert rows() == before


def test_a_name_in_the_programme(load: Load) -> None:
    assert change(load, "programme", "Mindre svinn", "Inget svinn") == {"goal": 1}
    assert db.session.scalars(select(Goal)).one().name.sv == "Inget svinn"


def test_a_change_is_noted_and_public_pages_are_made_anew(load: Load) -> None:
    load()
    before = versions.read(db.engine())
    change(load, "programme", "Mindre svinn", "Inget svinn")
    assert happened(Verb.PROGRAMME_IMPORTED) == 2
    assert versions.read(db.engine()) == before + 1


def test_the_e_mail_address_of_a_person(load: Load) -> None:
    assert change(load, "people", "rektor@ronneby.example", "skolan@ronneby.example") == {"person": 1}
    person = db.session.scalars(select(Person).where(Person.handle == "rektor.ronneby")).one()
    assert person.email == "skolan@ronneby.example"


@pytest.mark.parametrize(("role", "left"), [("facilitator", 0), ("participant", 1)])
def test_who_leads_from_now_on_signs_in_anew(load: Load, role: str, left: int) -> None:
    load()
    with db.transaction():
        person = db.session.scalars(select(Person).where(Person.handle == "kok.ronneby")).one()
        db.session.add(SignIn(token_hash="0", person=person, expires_at=clock.real()))
    path = Path("people.yaml")
    before, its, after = path.read_text(encoding="utf-8").partition("handle: kok.ronneby")
    path.write_text(before + its + after.replace("role: participant", f"role: {role}", 1), encoding="utf-8")
    load("people")
    assert len(db.session.scalars(select(SignIn)).all()) == left


def test_a_request_that_was_answered(load: Load) -> None:
    pending = 'state: pending, message: "Jag med?"'
    declined = (
        'state: declined, message: "Jag med?", answered_by: karlskrona-kitchen, '
        'answered_at: 2019-09-26T09:00:00, answer: "Inte nu."'
    )
    assert change(load, "teams", pending, declined) == {"join_request": 1}
    states = set(db.session.scalars(select(JoinRequest.state)))
    assert states == {JoinState.ACCEPTED, JoinState.DECLINED}
    assert happened(Verb.JOIN_ANSWERED) == 2


def test_a_section_of_a_plan_gets_a_new_version(load: Load) -> None:
    assert change(load, "projects", "**rotsaker**", "**kål**") == {"plan_text": 1, "plan_version": 1}
    text = db.session.scalars(select(PlanText)).one()
    assert (text.version, text.html) == (2, "<p>Soppa på <strong>kål</strong> varje tisdag.</p>\n")


def test_a_milestone_that_is_done_happens_once(load: Load) -> None:
    change(load, "projects", "owner: ronneby-school}", "owner: ronneby-school, done_on: 2020-04-02}")
    load("projects")
    assert len(db.session.scalars(select(Milestone).where(Milestone.done_on.is_not(None))).all()) == 2
    assert happened(Verb.MILESTONE_DONE) == 2


def test_where_a_project_stands_is_moved_by_what_happens_not_by_its_file(load: Load) -> None:
    load()
    project = db.session.scalars(select(Project)).one()
    assert project.stage.code == "serve"  # the approval has let it in; the file says where it began
    load("projects")
    assert project.stage.code == "serve"


def test_the_text_of_an_update_is_a_correction(load: Load) -> None:
    assert change(load, "updates", "40 tallrikar", "41 tallrikar") == {"project_update": 1}
    update = db.session.scalars(select(Update)).one()
    assert (update.text[:32], update.edited_at is not None) == ("Soppan är uppäten, 41 tallrikar.", True)
    assert (happened(Verb.UPDATE_POSTED), happened(Verb.UPDATE_EDITED)) == (1, 1)


def test_a_comment_that_is_added(load: Load) -> None:
    new = '\n      - {author: host, at: 2019-11-09T10:00:00, text: "Gott."}\n'
    last = 'Tack @provsmakare.matlandet."}\n'
    assert change(load, "updates", last, last.rstrip("\n") + new) == {"comment": 1}
    assert len(db.session.scalars(select(Comment)).all()) == 3


def test_a_comment_of_the_time_when_its_update_was_the_teams_stays_there(load: Load) -> None:
    assert change(load, "updates", "at: 2019-11-07T10:00:00", "at: 2019-11-06T10:30:00") == {"comment": 1}
    rows = db.session.execute(select(Comment.text, Comment.is_inside).order_by(Comment.at, Comment.id)).all()
    assert rows[0] == ("Bra.", True)
    assert [row.is_inside for row in rows[1:]] == [False, False]


def test_a_comment_to_the_team_stays_there_when_its_update_is_for_more(load: Load) -> None:
    path = Path("updates.yaml")
    public = path.read_text(encoding="utf-8")
    path.write_text(public.replace("visibility: public", "visibility: team"), encoding="utf-8")
    load("programme", "people", "teams", "projects", "updates")
    path.write_text(public, encoding="utf-8")
    assert load("updates").changed == {"project_update": 1}
    assert set(db.session.scalars(select(Comment.is_inside))) == {True}


def test_what_a_review_says(load: Load) -> None:
    assert change(load, "reviews", "levels: {salt: 2}", "levels: {salt: 1}") == {"judgement": 1}
    assert db.session.scalars(select(Judgement)).one().level == 1
    assert len(db.session.scalars(select(Review)).all()) == 1


def test_a_point_that_is_added_gets_the_next_number(load: Load) -> None:
    new = '\n      - {id: hotter, severity: idea, criterion: salt, text: "Varmare."}\n'
    last = 'text: "En nypa."}\n'
    assert change(load, "reviews", last, last.rstrip("\n") + new) == {"point": 1}
    assert sorted(db.session.scalars(select(Point.number))) == [1, 2]


def test_an_answer_that_is_changed(load: Load) -> None:
    assert change(load, "reviews", "En nypa.", "Två nypor.") == {"answer": 1}
    assert db.session.scalars(select(Answer)).one().text == "Två nypor."


def test_a_corrected_showcase_is_published_only_under_its_own_time(load: Load) -> None:
    assert change(load, "showcases", "Tio kronor.", "Elva kronor.") == {"showcase": 1}
    assert [e.content["cost"] for e in db.session.scalars(select(Edition))] == ["Tio kronor."]
    path = Path("showcases.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("published_at: 2020-02-21", "published_at: 2020-02-22"), encoding="utf-8")
    load("showcases")
    editions = db.session.scalars(select(Edition).order_by(Edition.number)).all()
    assert [(e.content["cost"], e.is_current) for e in editions] == [
        ("Tio kronor.", False),
        ("Elva kronor.", True),
    ]


def test_what_a_file_no_longer_names_stays(load: Load) -> None:
    member = '\n      - {person: ronneby-school, joined_on: 2019-09-20, task: "Smakar av"}'
    load()
    path = Path("teams.yaml")
    text = path.read_text(encoding="utf-8").replace(member, "")
    start, end = (
        text.index("      - {person: ronneby-school, asked_at"),
        text.index("      - {person: ronneby-kitchen"),
    )
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    load("teams")
    assert len(db.session.scalars(select(TeamMember)).all()) == 2
