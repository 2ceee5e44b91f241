"""What somebody did who has no place in the programme, or is gone, goes out and comes in again unnamed."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from collab import clock, db
from collab.accounts.models import Person
from collab.archive import exporting, importing
from collab.archive.problems import Refused
from collab.files.folder import FolderStore
from collab.projects.models import Project
from collab.reviews.models import Answer
from collab.text import Localised
from collab.updates import actions as updates
from collab.updates.content import Content
from collab.updates.models import Acknowledgement, Comment, Kind, MarkedAnswer, Update
from tests.archive import comparison
from tests.archive.conftest import Load
from tests.archive.test_lived import SLUG, THE_DAY, person
from tests.archive.test_round_trip import files as files_in
from tests.archive.test_round_trip import silent
from tests.support.databases import Database

pytestmark = pytest.mark.usefixtures("empty_site")


def bring_in(folder: Path, store: FolderStore) -> int:
    report = importing.import_files(sorted(folder.glob("*.yaml")), store=store, progress=silent)
    return sum((report.made + report.changed).values())


def organise() -> None:
    """The site's organiser, who has no place in it, comments, acknowledges and answers; an author is gone."""
    organiser = Person(
        handle="webbansvarig", email="w@example.org", name=Localised("W"), is_site_organiser=True
    )
    db.session.add(organiser)
    post = db.session.scalars(select(Update)).one()
    updates.comment(post, "Bra jobbat.", by=organiser)
    updates.acknowledge(post, by=organiser)
    asked = updates.begin(db.session.scalars(select(Project)).one(), "two", by=person("kok.karlskrona"))
    updates.publish(asked, Content(text="Hur?", kind=Kind.QUESTION), by=person("kok.karlskrona"))
    updates.mark_answer(updates.comment(asked, "Så.", by=organiser), by=organiser)
    db.session.flush()
    db.session.execute(update(Update).where(Update.id == asked.id).values(author_id=None))
    db.session.execute(update(Answer).values(by_id=None))


def test_it_comes_in_again_and_takes_nobodys_name_away(
    small: Path, load: Load, tmp_path: Path, empty_database: Database
) -> None:
    load()
    store = FolderStore(tmp_path / "files")
    with clock.at(THE_DAY):
        with db.transaction():
            organise()
        exporting.export_programme(SLUG, tmp_path / "first", store=store, progress=silent)
        before = comparison.content()
        assert bring_in(tmp_path / "first", store) == 0
        assert comparison.content() == before
        db.session.remove()
        db.engine().dispose()
        empty_database.reset()
        assert bring_in(tmp_path / "first", store) > 50
        ones = select(Comment.text).where(Comment.author_id.is_(None)).order_by(Comment.id)
        assert db.session.scalars(ones).all() == ["Bra jobbat.", "Så."]
        assert [db.session.scalars(select(of.by_id)).one() for of in (Acknowledgement, MarkedAnswer)] == [
            None
        ] * 2
        assert bring_in(tmp_path / "first", store) == 0
        exporting.export_programme(SLUG, tmp_path / "second", store=store, progress=silent)
    assert files_in(tmp_path / "second") == files_in(tmp_path / "first")


def test_a_file_that_people_write_says_who_it_was(small: Path, load: Load) -> None:
    file = Path("updates.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("{author: taster, at", "{at"), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load()
    assert [problem.said for problem in refused.value.problems] == ['The key "author" is missing.']
