"""ideas.yaml: themes and ideas, and what participants wish for. Whom they would be apart from is left out."""

from collections import defaultdict

from sqlalchemy import select

from collab import db
from collab.archive.readers.head import head
from collab.archive.scribe import Said, Scribe, all_flagged, said, unless, when
from collab.ideas.models import Companion, Idea, Wish
from collab.programmes.models import Membership

REMARK = "Themes and ideas, and what participants wish for. Whom they would be apart from stands in no file."


def read(scribe: Scribe) -> Said | None:
    """The whole file; None without ideas and wishes."""
    ideas, wishes = scribe.mine(Idea, Idea.created_at, Idea.id), _wishes(scribe)
    if not ideas and not wishes:
        return None
    is_invented = all_flagged(idea.is_demonstration for idea in ideas)
    return {
        **head(scribe, is_invented),
        "ideas": [_idea(idea, is_invented, scribe) for idea in ideas],
        **said(wishes=wishes),
    }


def _idea(idea: Idea, is_invented: bool, scribe: Scribe) -> Said:
    return said(
        id=idea.key,
        title=idea.title,
        demonstration=unless(is_invented, idea.is_demonstration),
        description=idea.description,
        teams_most=idea.teams_most,
        proposed_by=scribe.places.get(idea.proposed_by_id or 0),
        created_at=when(idea.created_at),
        withdrawn_at=when(idea.withdrawn_at),
    )


def _wishes(scribe: Scribe) -> list[Said]:
    """One entry for each person who ranked an idea or named somebody to be with."""
    mine = Membership.programme_id == scribe.programme.id
    ranked: dict[int, list[str]] = defaultdict(list)
    named: dict[int, list[str]] = defaultdict(list)
    wishes = select(Wish.membership_id, Idea.key).join(Wish.idea).join(Wish.membership)
    for place, key in db.session.execute(wishes.where(mine).order_by(Wish.membership_id, Wish.rank)):
        ranked[place].append(key)
    beside = select(Companion.membership_id, Companion.other_id).join(Companion.membership)
    for place, other in db.session.execute(
        beside.where(mine, Companion.is_apart.is_(False)).order_by(Companion.membership_id, Companion.id)
    ):
        named[place].append(scribe.places[other])
    return [
        said(person=scribe.places[place], ideas=ranked[place], beside=named[place])
        for place in sorted({*ranked, *named})
    ]
