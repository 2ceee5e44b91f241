"""Afterwards: is each acknowledged write there, exactly once, where its answer said, whole?"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import fields
from sqlalchemy import Connection, create_engine, func, select

from collab import db
from collab.activity.models import Activity, Verb
from collab.config import Settings
from collab.files.models import Picture
from collab.updates.models import Comment, Update, UpdatePicture
from tools.soak import told
from tools.soak.writers import Kind, Ledger


class Verdict(Struct, frozen=True):
    """How many of each fault there are; every number of a durable site is 0."""

    lost: int
    """Acknowledged, but not there."""
    doubled: int
    """There more than once."""
    misplaced: int
    """Not where the answer led."""
    never_acknowledged: int
    """There, although every write was repeated until it was acknowledged."""
    without_its_picture: int
    activities_too_many_or_few: int
    rows_without_file: int
    damaged_files: int
    broken_rules_of_the_database: int
    """What integrity_check and foreign_key_check say (SQLite)."""
    deeds_untold: int
    notices_too_many_or_few: int
    letters_too_many_or_few: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not any(getattr(self, each.name) for each in fields(self))


def judge(settings: Settings, ledger: Ledger) -> Verdict:
    """Look at the database and the files of a site whose processes have ended."""
    engine = create_engine(settings.database_url, **db.engine_options(settings.database_url))
    try:
        with engine.connect() as connection:
            return _judge(connection, settings, ledger)
    finally:
        engine.dispose()


def _judge(connection: Connection, settings: Settings, ledger: Ledger) -> Verdict:
    places = _places(connection)
    known = ledger.acknowledged
    variants = [name for each in connection.scalars(select(Picture.variants)) for name in each.values()]
    return Verdict(
        lost=sum(text not in places for text in known),
        doubled=sum(len(found) > 1 for found in places.values()),
        misplaced=sum(location not in places.get(text, [location]) for text, (_, location) in known.items()),
        never_acknowledged=len(places.keys() - known.keys()),
        without_its_picture=_without_picture(connection, ledger),
        activities_too_many_or_few=_activities(connection, ledger),
        rows_without_file=sum(
            not (settings.files / name[:2] / name[2:]).is_file() for name in variants
        ),
        damaged_files=_damaged(settings),
        broken_rules_of_the_database=_broken(connection),
        deeds_untold=told.untold(connection),
        notices_too_many_or_few=told.notices_too_many_or_few(connection),
        letters_too_many_or_few=told.letters_too_many_or_few(connection),
    )  # fmt: skip


def _places(connection: Connection) -> dict[str, list[str]]:
    """The addresses of everything that was written, by its text."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for text, key in connection.execute(select(Update.text, Update.key)):
        found[text].append(f"/updates/{key}")
    answers = select(Comment.text, Comment.key, Update.key).join(Update, Comment.update_id == Update.id)
    for text, key, update in connection.execute(answers):
        found[text].append(f"/updates/{update}#comment-{key}")
    return found


def _without_picture(connection: Connection, ledger: Ledger) -> int:
    """Updates that do not show exactly as many pictures as were sent with them."""
    shown = select(Update.text, func.count(UpdatePicture.id)).outerjoin(
        UpdatePicture, UpdatePicture.update_id == Update.id
    )
    return sum(
        count != (ledger.acknowledged[text][0].kind is Kind.PICTURE)
        for text, count in connection.execute(shown.group_by(Update.id, Update.text))
        if text in ledger.acknowledged
    )


def _activities(connection: Connection, ledger: Ledger) -> int:
    comments = sum(write.kind is Kind.COMMENT for write, _ in ledger.acknowledged.values())
    wanted = {Verb.COMMENTED: comments, Verb.UPDATE_POSTED: len(ledger.acknowledged) - comments}
    count = select(func.count(Activity.id))
    return sum(
        abs((connection.scalar(count.where(Activity.verb == verb)) or 0) - number)
        for verb, number in wanted.items()
    )


def _damaged(settings: Settings) -> int:
    """Files that do not hold what they are named by; what is being written when killed has another name."""
    kept = (path for path in settings.files.glob("??/*") if not path.name.startswith("."))
    return sum(sha256(path.read_bytes()).hexdigest() != path.parent.name + path.name for path in kept)


def _broken(connection: Connection) -> int:
    if connection.dialect.name != "sqlite":
        return 0  # PostgreSQL checks them at each commit
    said: Iterable[str] = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return sum(line != "ok" for line in said) + len(loose)
