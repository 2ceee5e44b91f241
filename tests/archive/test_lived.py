"""A programme that people have worked in goes out and comes in again as it was."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from flask import Flask
from msgspec.structs import replace
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
from collab.files.folder import FolderStore
from collab.files.pictures import prepare
from collab.files.store import KeptPicture, Store
from collab.ideas import actions as ideas
from collab.ideas.actions import Wanted, Words
from collab.ideas.models import Companion
from collab.programmes.models import Goal, Indicator, Membership, Role
from collab.project_files import actions as shelf
from collab.project_files.actions import Agreement, Said
from collab.project_files.actions import Shown as Pictured
from collab.project_files.arrived import Arrived
from collab.project_files.kinds import Kind
from collab.project_files.models import PictureConsent, ProjectFile, Purpose, Readers
from collab.project_files.recognising import recognise
from collab.projects import actions as projects
from collab.projects.actions import Step, Summary, Writing
from collab.projects.models import Milestone, Project, Status
from collab.reviews import actions as reviews
from collab.reviews.actions import Draft, PointDraft, Reply
from collab.reviews.models import AnswerState, Point, ReviewRound, Severity
from collab.showcases import actions as showcases
from collab.showcases.models import Consent
from collab.stages import actions as gates
from collab.stages import queries as stages
from collab.teams.models import Change, Invitation, JoinRequest, JoinState, Team, TeamChange, TeamMember
from collab.text import Localised, in_language
from collab.updates import actions as updates
from collab.updates.content import Content, Counted, SentForm, Shown
from collab.updates.models import Update, Visibility, Word
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


def participants() -> list[Membership]:
    return db.session.query(Membership).filter_by(role=Role.PARTICIPANT).order_by(Membership.id).all()


def photograph(store: Store, colour: str) -> KeptPicture:
    data = BytesIO()
    Image.new("RGB", (700, 400), colour).save(data, "PNG")
    return store.keep_picture(prepare(data.getvalue()))


class Story:
    """What people did after the files were imported, one act after the other."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.kept = [photograph(store, colour) for colour in ("navy", "gold")]
        self.minutes = 0

    def act(self) -> None:
        acts = (
            self.wish,
            self.write,
            self.plan,
            self.shelve,
            self.post,
            self.review,
            self.show,
            self.come_and_go,
            self.change_minds,
        )
        for act in acts:
            self.minutes += 10
            with clock.at(THE_DAY + timedelta(minutes=self.minutes)), db.transaction(), in_language("sv"):
                self.project = db.session.scalars(select(Project)).one()
                self.cook, self.head = person("kok.karlskrona"), person("rektor.ronneby")
                self.taster, self.host = person("provsmakare.matlandet"), person("vard.matlandet")
                act()

    def wish(self) -> None:
        """An idea that a team works on, one that is taken back, wishes, and somebody to be apart from."""
        programme, places = self.project.programme, participants()
        kept = ideas.propose(programme, Words("Soppa på allt", "Rester.", 2), by=self.cook)
        gone = ideas.propose(programme, Words("Egen odling"), by=self.host)
        ideas.wish(places[0], Wanted([gone, kept], beside=[places[1]], apart=[places[2]]))
        ideas.wish(places[1], Wanted([], apart=[places[0]]))
        ideas.withdraw(gone, by=self.host)
        self.project.team.idea = kept

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
        projects.write_section(self.project, "dish", Writing(source, 1, "Mera salt"), by=self.head)
        projects.name_plan(self.project, "Skickad till nämnden", by=self.cook)
        other = Writing(source.replace("peppar", "svartpeppar") + "\n", 2)
        projects.write_section(self.project, "dish", other, by=self.cook)
        projects.keep_draft(self.project, "dish", projects.Draft("Halvskriv", 3), by=self.cook)
        projects.add_milestone(self.project, Step("Tredje: soppan", date(2020, 5, 1), None), by=self.cook)
        first = db.session.scalars(select(Milestone).where(Milestone.done_on.is_not(None))).one()
        projects.reopen_milestone(first, by=self.cook)
        self.slip(first)

    def slip(self, first: Milestone) -> None:
        """Strands of work, moved; a milestone of one of them moved there and back, another one given up."""
        soup, bread = (projects.open_strand(self.project, name, by=self.cook) for name in ("Soppa", "Bröd"))
        projects.move_strand(soup, 40, "Receptet är klart.", seen=1, by=self.head)
        projects.move_strand(soup, 55, "", seen=2, by=self.cook)
        projects.close_strand(bread, by=self.head)
        for number, month in enumerate((6, 7)):
            day, why = date(2020, month, 1), 'Grytan: "sprack".'
            projects.postpone_milestone(
                first, day, why, seen=first.version, by=(self.cook, self.head)[number]
            )
        back = Step(
            first.title, date(2020, 6, 15), first.owner_id, strand_id=first.strand_id, why="Den är lagad."
        )
        projects.edit_milestone(first, back, seen=first.version, by=self.cook)
        second = Step("Andra", date(2020, 4, 1), None, strand_id=soup.id, given_up_why="Ingen hungrig.")
        last = db.session.scalars(select(Milestone).where(Milestone.title == "Andra soppan")).one()
        projects.edit_milestone(last, second, seen=last.version, by=self.cook)

    def shelve(self) -> None:
        """A file in two versions, one that is taken away, and a picture with a consent that is withdrawn."""
        budget = self._file(b"rotsaker;3\n", "budget.csv", self.cook)
        arrived = self._arrived(b"rotsaker;4\n", "budget.csv")
        shelf.add_version(budget, arrived, Said(reason="Mera rotsaker"), by=self.head)
        shelf.remove_file(self._file(b"x", "x.txt", self.head), "Fel fil.", by=self.cook)
        kept = self.kept[0]
        name = kept.variants[max(kept.variants)]
        came = Arrived("gryta.webp", Kind.PICTURE, self.store.size(name), name, kept)
        agreed = Agreement("En kock", date(2020, 1, 7), (Purpose.PLAN, Purpose.PRESS))
        seen = Pictured(Description("En gryta.", caption="Grytan."), "Rektorn", True, agreed)
        picture = shelf.add_file(self.project, came, Said("Vår gryta", shown=seen), by=self.cook)
        consent = db.session.scalars(
            select(PictureConsent).where(PictureConsent.version.has(file_id=picture.id))
        ).one()
        shelf.withdraw_consent(consent, date(2020, 2, 1), by=self.head)

    def _file(self, data: bytes, name: str, by: Person) -> ProjectFile:
        return shelf.add_file(self.project, self._arrived(data, name), Said("", Readers.TEAM), by=by)

    def _arrived(self, data: bytes, name: str) -> Arrived:
        kind = recognise(BytesIO(data), name)
        return Arrived(name, kind, len(data), self.store.keep(data))

    def post(self) -> None:
        picture = files.store_picture(self.kept[1], Description(is_decorative=True), by=self.cook)
        goals, lim = tuple(db.session.scalars(select(Goal))), self._arrived(b"Lim", "lim.txt")
        said = Content(
            Status.STUCK, "Grytan sprack.\n\nVi lagade den: med lim @rektor.ronneby", "Köp en ny.",
            date(2020, 3, 1), visibility=Visibility.PUBLIC, goals=goals, new_files=(lim,),
            pictures=(Shown(picture, Description("En sprucken gryta.", caption="Sprucken.")),),
            files=tuple(db.session.scalars(select(ProjectFile).filter_by(removed_at=None))),
            counted=(Counted(db.session.scalars(select(Indicator)).one(), 3, "Räknat."),),
        )  # fmt: skip
        self.update = updates.begin(self.project, "form-1", by=self.cook)
        updates.publish(self.update, said, by=self.cook)
        updates.comment(self.update, "Synd.\nVerkligen.", by=self.head, form=SentForm("answer-1", True))
        updates.acknowledge(self.update, by=self.taster)
        asked = updates.begin(self.project, "form-3", by=self.head)
        updates.publish(asked, Content(text="Vad håller?", kind=type(said.kind).QUESTION), by=self.head)
        answer = updates.comment(asked, "Lim.", by=self.cook, form=SentForm("answer-2"))
        updates.change_comment(updates.comment(answer, "Vad?", by=self.head), "Vilket?", by=self.head)
        updates.withdraw_comment(updates.comment(answer, "Tejp.", by=self.head), by=self.head)
        updates.mark_answer(answer, by=self.head)
        for thing, word, who in ((asked, Word.CURIOUS, self.taster), (answer, Word.THANKS, self.head)):
            updates.put_word(thing, word, by=who)
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
        anew = replace(draft, headline=Localised("Ny soppa"), sector_roles=[])
        showcases.save(showcase, anew, by=self.head)
        self.showcase = showcase

    def come_and_go(self) -> None:
        """Back from the stage that the approval has opened, let through again, and somebody agrees there."""
        seen = stages.whereabouts(self.project).now.fingerprint
        gates.agree(self.project, ["tasted"], seen=seen, by=self.head)
        gates.go_back(self.project, "cook", "Det bränns.", seen=seen, by=self.cook)
        again = stages.whereabouts(self.project).now.fingerprint
        gates.let_through(self.project, "Servera ändå.", seen=again, by=self.taster)
        gates.agree(self.project, ["tasted"], seen=seen, by=self.cook)

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
        places = participants()
        declined = {"state": JoinState.DECLINED, "answered_at": clock.now(), "answer": "Nej tack."}
        db.session.add(Invitation(team=team, membership=places[0], by=self.head, message="Kom!"))
        db.session.add(Invitation(team=team, membership=places[1], by=self.head, message="Kom!", **declined))
        for days, state in ((3, JoinState.DECLINED), (2, JoinState.WITHDRAWN), (1, JoinState.PENDING)):
            asked_at = clock.now() - timedelta(days=days)
            told = {"answered_at": asked_at, "answer": "Nej."} if state is JoinState.DECLINED else {}
            told |= {"answered_at": asked_at} if state is JoinState.WITHDRAWN else {}
            db.session.add(
                JoinRequest(
                    team=team,
                    membership=places[1],
                    asked_at=asked_at,
                    message="Får jag?",
                    state=state,
                    **told,
                )
            )
        db.session.add(
            TeamChange(team=team, change=Change.APPOINTED, membership=places[0], by=self.head, reason="Byte.")
        )


@pytest.fixture
def lived(empty_site: Flask, small: Path, load: Load, tmp_path: Path) -> Iterator[Store]:
    """The small programme after people have worked in it; the store that its pictures are in."""
    load("programme", "people", "teams", "projects", "updates", "conference")
    store = FolderStore(tmp_path / "files")
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
    other = FolderStore(tmp_path / "other")
    assert bring_in(first, other) > 100
    for table, rows in comparison.content().items():
        assert rows == before[table], table
    exporting.export_programme(SLUG, second, store=other, progress=silent)
    assert files_in(second) == files_in(first)


def test_whom_somebody_would_be_apart_from_leaves_no_trace_in_any_file(lived: Store, tmp_path: Path) -> None:
    apart = select(Companion).where(Companion.is_apart)
    assert len(db.session.scalars(apart).all()) == 2
    with_it, without = tmp_path / "with", tmp_path / "without"
    exporting.export_programme(SLUG, with_it, store=lived, progress=silent)
    assert bring_in(with_it, lived) == 0
    assert len(db.session.scalars(apart).all()) == 2
    with db.transaction():
        for pair in db.session.scalars(apart):
            db.session.delete(pair)
    exporting.export_programme(SLUG, without, store=lived, progress=silent)
    assert files_in(with_it) == files_in(without)
    written = yaml.safe_load((with_it / "ideas.yaml").read_text(encoding="utf-8"))
    first, second, third = (place.code for place in participants())
    (wishes,) = written["wishes"]
    assert (wishes["person"], wishes["beside"], third in str(wishes)) == (first, [second], False)
    assert set(wishes) == {"person", "ideas", "beside"}


def test_a_file_that_names_somebody_to_be_with_does_not_change_whom_the_site_keeps_apart(
    lived: Store, tmp_path: Path
) -> None:
    first, second, third = participants()
    exporting.export_programme(SLUG, tmp_path / "out", store=lived, progress=silent)
    path = tmp_path / "out" / "ideas.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(second.code) == 1
    path.write_text(text.replace(second.code, third.code), encoding="utf-8")
    assert bring_in(tmp_path / "out", lived) > 0
    pairs = db.session.scalars(select(Companion).where(Companion.membership_id == first.id))
    assert [(pair.other_id, pair.is_apart) for pair in pairs] == [(third.id, True)]


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
    assert (report.files, report.pictures) == (10, 3)
    assert "programme.yaml" in files_in(tmp_path / "empty")


def test_where_a_picture_is_gone_there_is_no_folder_at_all(lived: Store, tmp_path: Path) -> None:
    places = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(NotFound):
        exporting.export_programme(
            SLUG, tmp_path / "out", store=FolderStore(tmp_path / "nothing"), progress=silent
        )
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
        bring_in(out, FolderStore(tmp_path / "other"))
    assert f"{first} cannot be read: No such file or directory." in str(refused.value)
    assert f"{second} is no WebP picture" in str(refused.value)
    assert "programme" in comparison.content()
    assert comparison.content()["programme"] == []
