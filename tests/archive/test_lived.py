"""A programme that people have worked in goes out and comes in again as it was."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.archive import exporting, importing
from collab.archive.exporting import FolderTaken
from collab.archive.problems import Refused
from collab.errors import NotFound
from collab.files import actions as files
from collab.files.actions import Description
from collab.files.pictures import prepare
from collab.files.store import KeptPicture, Store
from collab.programmes.models import Goal, Membership, Role
from collab.projects import actions as projects
from collab.projects.actions import Step, Summary
from collab.projects.models import Milestone, Project, Status
from collab.reviews import actions as reviews
from collab.reviews.actions import Draft, PointDraft, Reply
from collab.reviews.models import AnswerState, Point, ReviewRound, Severity
from collab.showcases import actions as showcases
from collab.showcases.models import Consent
from collab.teams.models import Change, Invitation, JoinState, Team, TeamChange, TeamMember
from collab.text import Localised, in_language
from collab.updates import actions as updates
from collab.updates.content import Content, Shown
from collab.updates.models import Update, Visibility
from tests.archive import comparison
from tests.archive.conftest import Load
from tests.archive.test_round_trip import files as files_in
from tests.archive.test_round_trip import silent
from tests.showcases.stage import WHOLE
from tests.support.databases import Database

SLUG = "skolmat-2019"
THE_DAY = datetime(2020, 2, 12, 9, 30, 12, 345678, tzinfo=UTC)
IN_THE_DOUBLED_HOUR = datetime(2019, 10, 27, 1, 30, tzinfo=UTC)
"""Half past two in Stockholm, for the second time that night."""


def person(handle: str) -> Person:
    return db.session.scalars(select(Person).where(Person.handle == handle)).one()


def photograph(store: Store, colour: str) -> KeptPicture:
    data = BytesIO()
    Image.new("RGB", (700, 400), colour).save(data, "PNG")
    return store.keep_picture(prepare(data.getvalue()))


class Story:
    """What people did after the files were imported, one act after the other."""

    def __init__(self, store: Store) -> None:
        self.kept = [photograph(store, colour) for colour in ("navy", "gold")]
        self.minutes = 0

    def act(self) -> None:
        for act in (self.write, self.plan, self.post, self.review, self.show, self.change_minds):
            self.minutes += 10
            with clock.at(THE_DAY + timedelta(minutes=self.minutes)), db.transaction(), in_language("sv"):
                self.project = db.session.scalars(select(Project)).one()
                self.cook, self.head = person("kok.karlskrona"), person("rektor.ronneby")
                self.taster, self.host = person("provsmakare.matlandet"), person("vard.matlandet")
                act()

    def write(self) -> None:
        summary = Summary(
            Localised("Soppan nu"), Localised("Alla äter."), [], self.project.goals,
            list(self.project.municipalities),
        )  # fmt: skip
        projects.edit_summary(self.project, summary, seen=self.project.version, by=self.head)
        said = Description("En gryta.", caption="Vår gryta.")
        projects.choose_cover(self.project, self.kept[0], said, seen=self.project.version, by=self.head)
        self.head.language = "en"
        self.cook.name = Localised("Kocken", "The cook")

    def plan(self) -> None:
        reviews.record_submission(self.project, db.session.scalars(select(ReviewRound)).one(), by=self.cook)
        source = "# Soppa\n\n- rotsaker: 3 kg\n- 'salt' och \"peppar\"\n\n> Smaka, **salta**.\n\n| a |\n|---|"
        projects.write_section(self.project, "dish", source, seen=1, by=self.head)
        projects.add_milestone(self.project, Step("Tredje: soppan", date(2020, 5, 1), None), by=self.cook)
        first = db.session.scalars(select(Milestone).where(Milestone.done_on.is_not(None))).one()
        projects.reopen_milestone(first, by=self.cook)

    def post(self) -> None:
        picture = files.store_picture(self.kept[1], Description(is_decorative=True), by=self.cook)
        goals = tuple(db.session.scalars(select(Goal)))
        said = Content(
            Status.STUCK, "Grytan sprack.\n\nVi lagade den: med lim @rektor.ronneby", "Köp en ny.",
            date(2020, 3, 1), visibility=Visibility.PUBLIC, goals=goals,
            pictures=(Shown(picture, Description("En sprucken gryta.", caption="Sprucken.")),),
        )  # fmt: skip
        self.update = updates.begin(self.project, "form-1", by=self.cook)
        updates.publish(self.update, said, by=self.cook)
        updates.comment(self.update, "Synd.\nVerkligen.", by=self.head, form_key="answer-1")
        regretted = updates.begin(self.project, "form-2", by=self.head)
        updates.publish(regretted, said, by=self.head, at=IN_THE_DOUBLED_HOUR)
        updates.withdraw(regretted, by=self.head)

    def review(self) -> None:
        round_ = db.session.scalars(select(ReviewRound)).one()
        review = reviews.assign(self.project, round_, reviewer=self.taster, by=self.host)
        points = [
            PointDraft("salt", Severity.IDEA, "Peppra."),
            PointDraft("salt", Severity.MUST, "Salta.", section="dish"),
        ]
        draft = Draft({"salt": 1}, {"salt": "För lite."}, points, "tasty", "Gott.")
        reviews.keep(review, draft, is_final=True, by=self.taster)
        for point in db.session.scalars(select(Point)):
            reviews.answer(point, Reply(AnswerState.DONE, ""), by=self.cook)
        reviews.read_answers(review, by=self.taster)
        reviews.approve(self.project, by=self.taster)

    def show(self) -> None:
        draft = replace(
            WHOLE, story=WHOLE.story.strip(), sector_roles=[{"sector": "kitchen", "text": "Lagar."}]
        )
        shown = [(self.update.pictures[0].picture, Consent.NONE_RECOGNISABLE)]
        showcase = showcases.compose(self.project, draft, shown, by=self.cook, seen=0)
        showcases.publish(showcase, by=self.cook)
        showcases.save(
            showcase, replace(draft, headline=Localised("Ny soppa"), sector_roles=[]), by=self.head
        )
        self.showcase = showcase

    def change_minds(self) -> None:
        point = db.session.scalars(select(Point).where(Point.severity == Severity.MUST)).one()
        reviews.answer(point, Reply(AnswerState.DECLINED, "Läkaren säger nej."), by=self.head)
        reviews.withdraw_approval(self.project, reason="För salt.", by=self.taster)
        showcases.unpublish(self.showcase, by=self.host, reason="Receptet var fel.")
        team = db.session.scalars(select(Team)).one()
        for place in db.session.scalars(select(TeamMember)):
            place.is_coordinator = False
        team.is_open, team.complete_by = False, date(2017, 1, 13)
        self._form(team)

    def _form(self, team: Team) -> None:
        """What happens to a team beside who joined it."""
        places = list(db.session.scalars(select(Membership).where(Membership.role == Role.PARTICIPANT)))
        declined = {"state": JoinState.DECLINED, "answered_at": clock.now(), "answer": "Nej tack."}
        db.session.add(Invitation(team=team, membership=places[0], by=self.head, message="Kom!"))
        db.session.add(Invitation(team=team, membership=places[1], by=self.head, message="Kom!", **declined))
        db.session.add(
            TeamChange(team=team, change=Change.APPOINTED, membership=places[0], by=self.head, reason="Byte.")
        )


@pytest.fixture
def lived(empty_site: Flask, small: Path, load: Load, tmp_path: Path) -> Iterator[Store]:
    """The small programme after people have worked in it; the store that its pictures are in."""
    load("programme", "people", "teams", "projects", "updates", "conference")
    store = Store(tmp_path / "files")
    Story(store).act()
    with clock.at(THE_DAY + timedelta(days=1)):
        yield store


def bring_in(folder: Path, store: Store) -> int:
    """How many rows an import of the folder made or changed."""
    report = importing.import_files(sorted(folder.glob("*.yaml")), store=store, progress=silent)
    return sum((report.made + report.changed).values())


def test_what_people_did_survives_the_way_out_and_in(
    lived: Store, tmp_path: Path, empty_app: Flask, empty_database: Database
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    exporting.export_programme(SLUG, first, store=lived, progress=silent)
    before = comparison.content()
    assert bring_in(first, lived) == 0
    assert comparison.content() == before
    db.session.remove()
    db.engine().dispose()
    empty_database.reset()
    other = Store(tmp_path / "other")
    assert bring_in(first, other) > 100
    for table, rows in comparison.content().items():
        assert rows == before[table], table
    exporting.export_programme(SLUG, second, store=other, progress=silent)
    assert files_in(second) == files_in(first)


def test_a_draft_stays_with_its_writer(lived: Store, tmp_path: Path) -> None:
    with db.transaction():
        project = db.session.scalars(select(Project)).one()
        draft = updates.begin(project, "form-3", by=person("kok.karlskrona"))
        updates.save_draft(draft, Content(text="Bara mitt."))
    exporting.export_programme(SLUG, tmp_path / "out", store=lived, progress=silent)
    assert not [name for name, data in files_in(tmp_path / "out").items() if b"Bara mitt." in data]
    assert bring_in(tmp_path / "out", lived) == 0
    assert db.session.scalars(select(Update).where(Update.text == "Bara mitt.")).one()


def test_a_folder_that_holds_something_is_left_alone(lived: Store, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("Kära du", encoding="utf-8")
    with pytest.raises(FolderTaken):
        exporting.export_programme(SLUG, taken, store=lived, progress=silent)
    assert files_in(taken) == {"letter.txt": "Kära du".encode()}


def test_an_empty_folder_is_filled(lived: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = exporting.export_programme(SLUG, tmp_path / "empty", store=lived, progress=silent)
    assert (report.files, report.pictures) == (9, 2)
    assert "programme.yaml" in files_in(tmp_path / "empty")


def test_where_a_picture_is_gone_there_is_no_folder_at_all(lived: Store, tmp_path: Path) -> None:
    places = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(NotFound):
        exporting.export_programme(SLUG, tmp_path / "out", store=Store(tmp_path / "nothing"), progress=silent)
    assert sorted(path.name for path in tmp_path.iterdir()) == places


def test_a_picture_that_is_missing_or_none_is_named(
    lived: Store, tmp_path: Path, empty_database: Database
) -> None:
    out = tmp_path / "out"
    exporting.export_programme(SLUG, out, store=lived, progress=silent)
    db.session.remove()
    db.engine().dispose()
    empty_database.reset()
    first, second, *_ = sorted((out / "pictures").iterdir())
    first.unlink()
    second.write_bytes(b"<svg/>")
    with pytest.raises(Refused) as refused:
        bring_in(out, Store(tmp_path / "other"))
    assert f"{first} cannot be read: No such file or directory." in str(refused.value)
    assert f"{second} is no WebP picture" in str(refused.value)
    assert "programme" in comparison.content()
    assert comparison.content()["programme"] == []
