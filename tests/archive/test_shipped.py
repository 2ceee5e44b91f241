"""The programme that ships with Collab, as it stands on a site that has just loaded it."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import yaml
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import delete, func, select

from collab import clock, db, versions
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.archive import importing
from collab.conference.models import ConferenceSession, Room
from collab.demonstration import loading
from collab.divisions import asking
from collab.divisions import queries as divisions
from collab.divisions.asking import Stay
from collab.divisions.forms import suggested
from collab.documents.models import DocumentOrder
from collab.documents.paper import Format
from collab.files import serving
from collab.files.models import Picture
from collab.ideas.models import Companion, Idea, Wish
from collab.occasions.models import Occasion, OccasionSession
from collab.programmes import queries
from collab.programmes.models import (
    Branch,
    Goal,
    Indicator,
    Membership,
    Organisation,
    Part,
    Participation,
    PlanSection,
    Role,
)
from collab.projects.models import HillMove, Milestone, PlanText, Project, Slip, WorkStrand
from collab.proposals import reading
from collab.reviews import queries as reviews
from collab.reviews.models import Answer, Approval, Exclusion, Exemption, Point, Release, Review, Submission
from collab.search import findable, rebuilding
from collab.search.models import OF_TITLE, SearchEntry
from collab.showcases.models import Edition, Facet, ShowcasePicture
from collab.teams import queries as teams
from collab.teams.models import JoinRequest, Team, TeamMember
from collab.updates.models import Comment, Contribution, Update, UpdatePicture
from tests.archive.fingerprint import rows
from tests.support.browser import Browser
from tests.support.databases import Database

FILES = sorted((loading.SHIPPED / "nar-kultur-ar-resans-mal").glob("*.yaml"))


def said(name: str) -> Any:
    """What a shipped file says, read by other means than the import."""
    (path,) = (path for path in FILES if path.stem == name)
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def silent(_said: str) -> None:
    """Take no notice of progress."""


@pytest.fixture(scope="module")
def shipped(empty_app: Flask, empty_database: Database) -> Iterator[list[str]]:
    """The site with the shipped programme; what the loading said."""
    empty_database.reset()
    heard: list[str] = []
    with empty_app.app_context():
        assert loading.load_shipped(heard.append) is True
        yield heard
        db.session.remove()
        db.engine().dispose()


pytestmark = pytest.mark.usefixtures("shipped")


def count(model: type[db.Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_there_is_a_file_for_each_kind_of_content() -> None:
    assert [path.stem for path in FILES] == [
        "conference",
        "ideas",
        "people",
        "programme",
        "projects",
        "reviews",
        "showcases",
        "teams",
        "updates",
    ]


def test_loading_says_how_far_it_is(shipped: list[str]) -> None:
    assert shipped[-1] == "40 of 40 pictures are drawn"


def test_a_site_that_has_a_programme_is_left_alone() -> None:
    before = rows()
    assert loading.load_shipped(silent) is False
    assert rows() == before


def test_everything_is_there_as_often_as_the_files_say_it() -> None:
    programme, conference = said("programme"), said("conference")["conference"]
    projects, updates = said("projects")["projects"], said("updates")["updates"]
    told, shown = said("reviews"), said("showcases")["showcases"]
    points = [point for review in told["reviews"] for point in review["points"]]
    wishes = said("ideas")["wishes"]
    steps = [step for project in projects for step in project["milestones"]]
    strands = [strand for project in projects for strand in project.get("strands", [])]
    expected: dict[type[db.Base], int] = {
        Idea: len(said("ideas")["ideas"]),
        Wish: sum(len(wish["ideas"]) for wish in wishes),
        Companion: sum(len(wish.get("beside", [])) for wish in wishes),
        Person: len(said("people")["people"]),
        Team: len(said("teams")["teams"]),
        TeamMember: sum(len(team["members"]) for team in said("teams")["teams"]),
        JoinRequest: sum(len(team["join_requests"]) for team in said("teams")["teams"]),
        Project: len(projects),
        PlanText: sum(len(project["plan"]) for project in projects),
        Milestone: len(steps),
        Slip: sum(len(step.get("moved", [])) for step in steps),
        WorkStrand: len(strands),
        HillMove: sum(len(strand["moves"]) for strand in strands),
        Goal: len(programme["goals"]),
        Indicator: sum(len(goal["indicators"]) for goal in programme["goals"]),
        Branch: len(programme["branches"]),
        Occasion: len(programme["occasions"]),
        OccasionSession: sum(len(occasion["sessions"]) for occasion in programme["occasions"]),
        Room: len(conference["rooms"]),
        ConferenceSession: len(conference["sessions"]),
        Update: len(updates),
        Comment: sum(len(update.get("comments", [])) for update in updates),
        Contribution: sum(len(update.get("contributes", [])) for update in updates),
        UpdatePicture: sum(len(update.get("pictures", [])) for update in updates),
        Submission: len(told["submissions"]),
        Review: len(told["reviews"]),
        Point: len(points),
        Answer: sum("answer" in point for point in points),
        Exclusion: len(told["excluded"]),
        Exemption: len(told["not_reviewed"]),
        Edition: len(shown),
        Approval: len(shown),
        ShowcasePicture: sum(len(showcase["pictures"]) for showcase in shown),
    }
    assert {model.__name__: count(model) for model in expected} == {
        model.__name__: number for model, number in expected.items()
    }


def test_the_numbers_are_those_of_the_programme() -> None:
    roles = Counter(db.session.scalars(select(Membership.role)))
    assert roles == {Role.PARTICIPANT: 30, Role.FACILITATOR: 4, Role.ORGANISER: 2, Role.OBSERVER: 1}
    assert (count(Team), count(Project), count(Update), count(Edition)) == (6, 6, 60, 4)


def test_every_municipality_is_invited_and_ten_take_part() -> None:
    shipped = queries.get_programme("nar-kultur-ar-resans-mal")
    mine = select(Participation.part).where(Participation.programme_id == shipped.id)
    parts = Counter(db.session.scalars(mine))
    assert parts == {Part.INVITED: 38, Part.PARTICIPANT: 10, Part.ORGANISER: 3, Part.FUNDER: 1}


def test_a_municipality_has_its_facts_and_its_place_on_the_map() -> None:
    place = db.session.scalars(select(Organisation).where(Organisation.code == "1256")).one()
    assert (place.slug, place.short_name, place.county_code) == ("ostra-goinge", "Östra Göinge", "12")
    assert (place.name.sv, place.name.en) == ("Östra Göinge kommun", "Östra Göinge Municipality")
    assert None not in (place.latitude, place.label_x, place.tile_row, place.boundary)


def test_a_person_is_an_office() -> None:
    person = db.session.scalars(select(Person).where(Person.handle == "kulturchef.kristianstad")).one()
    assert (person.name.sv, person.name.en) == ("Kulturchef, Kristianstad", "Head of culture, Kristianstad")
    assert (person.email, person.is_demonstration) == ("kulturchef@kristianstad.example", True)


def test_what_happened_is_recorded_once_each_at_its_own_time() -> None:
    happened = Counter(db.session.scalars(select(Activity.verb)))
    assert happened == {
        Verb.PROGRAMME_IMPORTED: 2,
        Verb.ENROLLED: 10,
        Verb.IDEA_PROPOSED: 8,
        Verb.TEAM_FORMED: 6,
        Verb.JOINED: 29,
        Verb.JOIN_ASKED: 9,
        Verb.JOIN_ANSWERED: 7,
        Verb.PROJECT_STARTED: 6,
        Verb.FILE_ADDED: 3,
        Verb.MILESTONE_DONE: 20,
        Verb.MILESTONE_MOVED: 2,
        Verb.STRAND_OPENED: 10,
        Verb.STRAND_MOVED: 20,
        Verb.UPDATE_POSTED: 60,
        Verb.COMMENTED: 104,
        Verb.QUESTION_ANSWERED: 7,
        Verb.REPORT_ACKNOWLEDGED: 46,
        Verb.SUBMITTED: 8,
        Verb.REVIEW_STARTED: 16,
        Verb.REVIEW_SUBMITTED: 16,
        Verb.REVIEWS_RELEASED: 8,
        Verb.POINT_ANSWERED: 27,
        Verb.STAGE_REACHED: 13,
        Verb.STAGE_RETURNED: 1,
        Verb.APPROVED: 4,
        Verb.SHOWCASE_PUBLISHED: 4,
    }
    first, last = db.session.execute(select(func.min(Activity.at), func.max(Activity.at))).one()
    assert clock.local(first).date().isoformat() == "2016-05-09"
    assert clock.local(last) < datetime(2017, 6, 13, tzinfo=clock.STOCKHOLM)


def test_a_round_is_released_when_its_last_review_was_handed_in() -> None:
    for release in db.session.scalars(select(Release)):
        same = (Review.round_id == release.round_id) & (Review.project_id == release.project_id)
        assert release.at == db.session.scalar(select(func.max(Review.submitted_at)).where(same))


def test_only_its_musts_keep_the_stone_project_from_the_final_round() -> None:
    project = db.session.scalars(select(Project).where(Project.slug == "under-fotterna")).one()
    final = reviews.get_round(project.programme, "final")
    missing = reviews.missing_for_submission(project, final)
    assert [str(one.matter) for one in missing] == ["must", "must"]
    exempt = select(Exemption.project_id).where(Exemption.round_id == final.id)
    assert project.id not in set(db.session.scalars(exempt))


def test_what_was_empty_when_it_was_handed_in_is_empty_in_the_frozen_plan() -> None:
    project = db.session.scalars(select(Project).where(Project.slug == "under-fotterna")).one()
    (submission,) = db.session.scalars(select(Submission).where(Submission.project_id == project.id))
    empty = [section["code"] for section in submission.edition["sections"] if not section["html"]]
    assert empty == ["afterwards"]


def test_five_of_six_teams_meet_the_rules() -> None:
    whole = [teams.composition_of(team, teams.members(team)) for team in db.session.scalars(select(Team))]
    assert sorted(composition.is_complete for composition in whole) == [False, True, True, True, True, True]


def test_every_team_has_gathered_around_an_idea_and_two_are_left() -> None:
    ideas = {idea.title: idea for idea in db.session.scalars(select(Idea))}
    taken = {team.idea.title for team in db.session.scalars(select(Team)) if team.idea}
    assert (len(taken), set(ideas) - taken) == (6, {"Biblioteket som turistbyrå", "En biljett till allt"})
    assert {idea.proposed_by is None for idea in ideas.values()} == {True, False}
    assert db.session.scalars(select(Companion).where(Companion.is_apart)).all() == []


def test_a_project_stands_where_its_latest_update_says() -> None:
    for project in said("projects")["projects"]:
        kept = db.session.scalars(select(Project).where(Project.slug == project["id"])).one()
        assert (kept.status, kept.stage.code) == (project["status"], project["stage"])


def test_every_section_of_a_plan_is_as_long_as_its_hint_says() -> None:
    lengths = db.session.execute(
        select(PlanText.words, PlanSection.min_words, PlanSection.max_words).join(PlanText.section)
    )
    assert [row for row in lengths if not row.min_words <= row.words <= row.max_words] == []


def test_every_picture_is_drawn_described_and_marked_as_demonstration() -> None:
    pictures = db.session.scalars(select(Picture)).all()
    assert len(pictures) == 40
    assert {(p.width, tuple(p.variants), p.is_demonstration) for p in pictures} == {
        (1600, ("480", "960", "1600"), True)
    }
    assert all(picture.alternative for picture in pictures)
    assert all(serving.store().read(name) for picture in pictures for name in picture.variants.values())


def test_every_text_that_a_file_calls_public_can_be_found_by_filter() -> None:
    states = Counter(db.session.scalars(select(Facet.code).where(Facet.kind == "state")))
    assert states == {"finished": 2, "ongoing": 2, "seeks": 2}


def test_the_programme_says_that_its_content_is_a_demonstration() -> None:
    programme = queries.get_programme("nar-kultur-ar-resans-mal")
    assert programme.shows_demonstration is True
    assert programme.demonstration_note.en.endswith("show how the platform is used.")


def test_importing_the_shipped_files_again_changes_nothing() -> None:
    before, version = rows(), versions.read(db.engine())
    report = importing.import_files(FILES, store=serving.store(), progress=silent)
    assert (report.made, report.changed) == (Counter(), Counter())
    assert rows() == before
    assert versions.read(db.engine()) == version


def test_each_shipped_file_can_be_imported_again_by_itself() -> None:
    before = rows()
    for path in FILES:
        importing.import_files([path], store=serving.store(), progress=silent)
    assert rows() == before


def test_proposals_can_be_asked_for_everybody_who_takes_part() -> None:
    programme = queries.current_programme()
    assert programme is not None
    standing = divisions.standing_of(programme)
    assert (len(standing.people), asking.placed(standing.ground)) == (30, list(standing.people))
    rules = teams.rules_of(programme.id)
    asked = suggested(rules, dict.fromkeys(standing.teams, True), standing)
    given = asking.instance_of(asked, standing.ground, list(standing.sectors))
    found = reading.read(json.dumps(given).encode())
    assert found.rules == tuple(rules)
    assert found.sectors == ("culture", "business", "tourism")
    assert sorted(len(team.members) for team in found.formed) == sorted(
        len(members) for members in standing.ground.teams.values()
    )
    seated = {member for team in found.formed for member in team.members}
    assert asking.left_to_place(asked, standing.ground) == [
        person.id for person in found.people if person.id not in seated
    ]
    anew = replace(asked, stays=dict.fromkeys(standing.teams, Stay.ANEW))
    assert asking.left_to_place(anew, standing.ground) == list(standing.people)


def test_a_plan_with_a_picture_is_asked_for_as_a_document_in_every_format(empty_app: Flask) -> None:
    project = db.session.scalars(select(Project).where(Project.slug == "oppet-nar-taget-kommer")).one()
    browser = Browser(empty_app, next(iter(teams.coordinators(project.team))))
    address = f"/projects/{project.slug}/documents"
    for kind in Format:
        answer = browser.post(address, {"format": kind.value, "version": "now", "language": "sv"})
        assert (answer.status_code, answer.location.rpartition("/")[0]) == (303, address)
    asked = db.session.scalars(select(DocumentOrder).where(DocumentOrder.project_id == project.id)).all()
    assert [len(one.content["pictures"]) if one.content else 0 for one in asked] == [1, 1, 1]


def test_search_finds_what_a_rebuilt_index_finds() -> None:
    def kept() -> set[tuple[str, int, str]]:
        found = select(SearchEntry.kind, SearchEntry.subject_id, SearchEntry.stems)
        return {tuple(row) for row in db.session.execute(found)}

    written = kept()
    kinds = {kind.kind for kind in findable.in_the_index()}
    assert {kind.removesuffix(OF_TITLE) for kind, _, _ in written} == kinds
    assert "showcase" in kinds
    db.session.execute(delete(SearchEntry))
    db.session.commit()
    rebuilding.rebuild(lambda _kind, _done: None)
    assert kept() == written
