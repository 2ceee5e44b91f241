"""Themes and ideas, and what participants wish for. Whom they would be apart from only the site knows."""

from sqlalchemy import delete, select

from collab import db
from collab.activity.models import Verb
from collab.archive.desk import Desk
from collab.archive.keeping import tell
from collab.archive.records.ideas import IdeaRecord, IdeasFile, WishRecord
from collab.ideas.models import Companion, Idea, Wish
from collab.programmes.models import Membership


def write(file: IdeasFile, desk: Desk) -> None:
    """Every idea of the file, and every wish."""
    for idea in file.ideas:
        _idea(idea, file.demonstration, desk)
    for wishes in file.wishes:
        _rank(wishes, desk)
        _name(wishes, desk)


def _idea(record: IdeaRecord, is_invented: bool, desk: Desk) -> None:
    proposer = desk.place(record.proposed_by) if record.proposed_by else None
    kept = desk.keeper.keep(
        Idea,
        {"key": desk.key("idea", record.id)},
        {
            "programme_id": desk.programme.id,
            "title": record.title,
            "description": record.description,
            "teams_most": record.teams_most,
            "proposed_by": proposer,
            "created_at": record.created_at,
            "withdrawn_at": record.withdrawn_at,
            "is_demonstration": is_invented if record.demonstration is None else record.demonstration,
        },
    )
    if kept.is_new:
        by = proposer.person if proposer else None
        tell(Verb.IDEA_PROPOSED, kept.row, by=by, at=record.created_at)
    if record.withdrawn_at is not None and (kept.is_new or "withdrawn_at" in kept.changed):
        tell(Verb.IDEA_WITHDRAWN, kept.row, by=None, at=record.withdrawn_at)


def _rank(record: WishRecord, desk: Desk) -> None:
    place = desk.place(record.person)
    wanted = [desk.mine(Idea, key=desk.key("idea", name)) for name in record.ideas]
    ranked = select(Wish.idea_id).where(Wish.membership_id == place.id).order_by(Wish.rank)
    if list(db.session.scalars(ranked)) == [idea.id for idea in wanted]:
        return
    db.session.execute(delete(Wish).where(Wish.membership_id == place.id))
    for rank, idea in enumerate(wanted, 1):
        desk.keeper.make(Wish, membership=place, idea=idea, rank=rank)


def _name(record: WishRecord, desk: Desk) -> None:
    """The people to be with; but not who is to be apart, as the site knows and the file does not."""
    place, wanted = desk.place(record.person), [desk.place(name) for name in record.beside]
    known = _named(place)
    for other, pair in known.items():
        if not pair.is_apart and other not in wanted:
            desk.keeper.drop(pair)
    for other in wanted:
        if other not in known:
            desk.keeper.make(Companion, membership=place, other=other, is_apart=False)


def _named(place: Membership) -> dict[Membership, Companion]:
    found = db.session.scalars(select(Companion).where(Companion.membership_id == place.id))
    return {pair.other: pair for pair in found}
