"""What was acknowledged is there, whatever dies; `make soak` is the same at length."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Connection, create_engine, delete, func, insert, select, update

from collab import db
from collab.activity.models import Activity
from collab.config import Settings
from collab.files.models import Picture
from collab.mail.models import Mail
from collab.notifications.mailing import TEMPLATE
from collab.notifications.models import Notice
from collab.updates.models import Comment, Update, UpdatePicture
from tests.support.databases import empty_database
from tools.soak.running import Plan, Run, soak
from tools.soak.site import settings_for
from tools.soak.verdict import Verdict, judge

WRITES, KILLS = 240, 3
CLEAN = Verdict(*[0] * len(Verdict.__struct_fields__))


@dataclass(frozen=True)
class Survivor:
    """A site that was killed again and again, and what came of it."""

    settings: Settings
    run: Run
    heard: list[str]


@pytest.fixture(scope="module")
def empty(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database of the kind under test."""
    with empty_database(server, tmp_path_factory.mktemp("soak"), "_durability") as address:
        yield address


@pytest.fixture(scope="module")
def survivor(empty: str, tmp_path_factory: pytest.TempPathFactory) -> Survivor:
    folder, heard = tmp_path_factory.mktemp("site"), list[str]()
    settings = settings_for(folder, empty)
    return Survivor(settings, soak(settings, folder, Plan(WRITES, KILLS), heard.append), heard)


def test_nothing_acknowledged_is_lost_or_doubled_when_everything_is_killed(survivor: Survivor) -> None:
    run = survivor.run
    assert (run.ledger.faults, run.verdict, run.is_clean) == ([], CLEAN, True)
    assert (len(run.ledger.acknowledged), len(survivor.heard)) == (WRITES, KILLS)
    assert run.killed == KILLS * 4  # the server, its two processes, the worker
    assert run.ledger.answers["none"] > 0, "no kill struck a writer"


def test_what_was_told_too_often_or_not_at_all_is_seen(survivor: Survivor) -> None:
    settings = survivor.settings
    engine = create_engine(settings.database_url, **db.engine_options(settings.database_url))
    with db.writing(), engine.begin() as connection:
        _tell_wrongly(connection)
    engine.dispose()
    seen = judge(settings, survivor.run.ledger)
    assert (seen.deeds_untold, seen.notices_too_many_or_few, seen.letters_too_many_or_few) == (1, 3, 1)


def test_what_is_lost_doubled_misplaced_or_damaged_is_seen(survivor: Survivor) -> None:
    settings, ledger = survivor.settings, survivor.run.ledger
    engine = create_engine(settings.database_url, **db.engine_options(settings.database_url))
    with db.writing(), engine.begin() as connection:
        name = _spoil(connection)
    engine.dispose()
    path = settings.files / name[:2] / name[2:]
    path.write_bytes(b"damaged")
    seen = judge(settings, ledger)
    assert (seen.lost, seen.doubled, seen.misplaced) == (1, 1, 1)
    assert (seen.without_its_picture, seen.damaged_files, seen.is_clean) == (1, 1, False)
    path.unlink()
    assert judge(settings, ledger).rows_without_file == 1


def _spoil(connection: Connection) -> str:
    """Double a comment, move an update, take away a picture. Answers the name of one of its files."""
    first, second = connection.execute(select(Comment.id, Comment.text).order_by(Comment.id).limit(2)).all()
    connection.execute(update(Comment).where(Comment.id == second.id).values(text=first.text))
    quiet = select(Update.id).where(Update.id.not_in(select(Comment.update_id))).limit(1)
    connection.execute(update(Update).where(Update.id == connection.scalar(quiet)).values(key="elsewhere"))
    shown = connection.scalar(select(UpdatePicture.id).limit(1))
    connection.execute(delete(UpdatePicture).where(UpdatePicture.id == shown))
    variants = connection.scalars(select(Picture.variants).limit(1)).one()
    return str(next(iter(variants.values())))


def _tell_wrongly(connection: Connection) -> None:
    """Leave a deed untold, count three that were none, and write a letter twice."""
    last = connection.scalar(select(func.max(Activity.id)))
    connection.execute(update(Activity).where(Activity.id == last).values(noticed_at=None))
    item = connection.scalar(select(func.max(Notice.id)))
    connection.execute(update(Notice).where(Notice.id == item).values(events=Notice.events + 3))
    letter = connection.execute(select(Mail.__table__).where(Mail.template == TEMPLATE).limit(1)).one()
    again = {name: value for name, value in letter._mapping.items() if name != "id"}
    once = {**again["values"], "notices": again["values"]["notices"][:1]}
    connection.execute(insert(Mail.__table__).values({**again, "key": "again", "values": once}))
