"""Lays out so many updates with comments in a site, found by search: from a seed, the same each time.

Texts are drawn from Swedish words, few of them often and many of them seldom, as people write.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Table, delete, func, insert, select

from collab import db
from collab.activity.models import Activity, Verb
from collab.keys import new_key
from collab.programmes.models import Membership
from collab.projects.models import Project, Status
from collab.search import entries
from collab.search.findable import Said
from collab.search.models import SearchEntry
from collab.statements import at_most
from collab.teams.models import TeamMember
from collab.updates.models import Comment, Kind, MarkedAnswer, Update, UpdatePicture, Visibility

BATCH = 2_000
COMMENTED = 2
"""Every second update has a comment."""
OPEN = 1_000
"""Of so many updates, the newest, the questions have no answer yet; one in fifty is a question."""
_WORDS = (
    "kommunen kommunerna kommunal museet museer museum biblioteket bibliotek tåget tågen hamnen hamnar "
    "kultur kulturen turism turismen besöksnäring näringsliv kulturturism besökare besök konst konsten "
    "utställning konstnärer festival festivalen musik teater slottet parken skolan ungdomar företag "
    "företagen krögare mat hantverk design film trädgård kusten stranden vandring cykelled stationen "
    "skyltar kartan appen möte mötet nämnden beslut budget avtal partner region regionen samarbete "
    "arbetsgrupp plan planen milstolpe enkät resultat premiär invigning program projekt projektet teamet "
    "vecka veckan sommar hösten våren vintern "
)
WORDS = _WORDS.split()
_SYLLABLES = "al ber dal ek fors gran hult is kvarn lund mo näs os rud sta torp ulv vik äng ö"
SYLLABLES = _SYLLABLES.split()
RARE = 3_000
"""Words that are seldom written, put together from syllables, as names of places are."""
DELETED = ("project_update", "comment")


class Writer(Struct, frozen=True):
    """Somebody who writes, and where."""

    person_id: int
    project_id: int
    team_id: int
    programme_id: int


def lay_out(updates: int, until: datetime) -> None:
    """Let the site have so many updates and no others, the newest at `until`."""
    with db.transaction():
        _clear()
    writers = _writers()
    chance = random.Random(updates)  # noqa: S311 - the same texts every time are the point
    first = (db.session.scalar(select(func.max(Activity.id))) or 0) + 1
    db.session.rollback()
    for begin in range(0, updates, BATCH):
        numbers = range(begin, min(begin + BATCH, updates))
        rows = [_update(number, updates, until, writers[number % len(writers)], chance) for number in numbers]
        with db.transaction():
            _add(Update, rows)
            comments = list(_comments(rows, writers, chance))
            _add(Comment, comments)
            _add(MarkedAnswer, _answers(rows, updates - OPEN))
            _add(Activity, _deeds(rows, comments, writers, first + 2 * begin))
            entries.keep({("project_update", row["id"]): _says(row) for row in rows})
            entries.keep({("comment", row["id"]): Said(text=(row["text"],)) for row in comments})


def _clear() -> None:
    kinds = [*DELETED, *(f"{kind}.title" for kind in DELETED)]
    db.session.execute(delete(SearchEntry).where(SearchEntry.kind.in_(kinds)))
    db.session.execute(delete(Activity).where(Activity.subject_kind.in_(DELETED)))
    for model in (UpdatePicture, Comment, Update):
        db.session.execute(delete(model))


def _add(model: Any, rows: Iterable[dict[str, Any]]) -> None:
    table: Table = model.__table__
    there = list(rows)
    if there:
        db.session.connection().execute(insert(table), there)


def _writers() -> list[Writer]:
    rows = db.session.execute(
        select(Membership.person_id, Project.id, Project.team_id, Project.programme_id)
        .join(TeamMember, TeamMember.team_id == Project.team_id)
        .join(TeamMember.membership)
        .order_by(TeamMember.is_coordinator, TeamMember.id, Project.id)
        .limit(at_most(10_000))
    )
    return [Writer(*row) for row in rows]


def _update(number: int, of: int, until: datetime, writer: Writer, chance: random.Random) -> dict[str, Any]:
    at = until - timedelta(minutes=5) * (of - number)
    text = _text(chance, 30)
    return {
        "id": number + 1, "key": new_key(), "project_id": writer.project_id, "author_id": writer.person_id,
        "kind": Kind.QUESTION if number % 50 == 1 else Kind.PROGRESS,
        "status": list(Status)[number % 3],
        "visibility": list(Visibility)[number % 3],
        "text": text, "html": f"<p>{text}</p>\n", "next_step": _text(chance, 6),
        "next_step_due_on": (at + timedelta(days=14)).date(),
        "created_at": at, "saved_at": at, "posted_at": at, "version": 1, "is_demonstration": True,
    }  # fmt: skip


def _comments(
    rows: Iterable[dict[str, Any]], writers: list[Writer], chance: random.Random
) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row["id"] % COMMENTED == 0:
            text = _text(chance, 12)
            yield {
                "id": row["id"] // COMMENTED, "key": new_key(), "update_id": row["id"],
                "author_id": writers[(row["id"] * 7) % len(writers)].person_id,
                "text": text, "html": f"<p>{text}</p>\n", "at": row["posted_at"] + timedelta(minutes=2),
            }  # fmt: skip


def _answers(rows: Iterable[dict[str, Any]], until: int) -> Iterator[dict[str, Any]]:
    """What answers the questions that are not the newest."""
    for row in rows:
        if row["kind"] is Kind.QUESTION and row["id"] <= until:
            comment = row["id"] // COMMENTED
            yield {
                "update_id": row["id"],
                "comment_id": comment,
                "by_id": row["author_id"],
                "at": row["posted_at"],
            }


def _deeds(
    rows: list[dict[str, Any]], comments: list[dict[str, Any]], writers: list[Writer], first: int
) -> Iterator[dict[str, Any]]:
    told = [(Verb.UPDATE_POSTED, "project_update", row["id"], row["id"], row["posted_at"]) for row in rows]
    told += [(Verb.COMMENTED, "comment", row["id"], row["update_id"], row["at"]) for row in comments]
    for place, (verb, kind, number, update_id, at) in enumerate(told):
        writer = writers[(update_id - 1) % len(writers)]
        yield {
            "id": first + place, "verb": verb, "by_id": writer.person_id, "at": at, "recorded_at": at,
            "subject_kind": kind, "subject_id": number, "detail": {}, "noticed_at": at,
            "programme_id": writer.programme_id, "team_id": writer.team_id, "project_id": writer.project_id,
        }  # fmt: skip


def _says(row: dict[str, Any]) -> Said:
    return Said(text=(row["text"], row["next_step"]))


def _text(chance: random.Random, count: int) -> str:
    return " ".join(_word(chance) for _ in range(count)).capitalize() + "."


def _word(chance: random.Random) -> str:
    """One in eight is rare; of the others those that stand first come most."""
    if chance.random() < 1 / 8:
        return rare(chance.randrange(RARE))
    return WORDS[int(len(WORDS) * chance.random() ** 2)]


def rare(number: int) -> str:
    """A word that is seldom written."""
    most = len(SYLLABLES)
    return SYLLABLES[number % most] + SYLLABLES[number // most % most] + SYLLABLES[number // most**2 % most]
