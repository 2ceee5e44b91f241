"""Whether a message may go out as it stands: what its page says, and what is asked when it is sent."""

from collections.abc import Collection
from datetime import date

from msgspec import Struct
from sqlalchemy import select, union_all

from collab import clock, db
from collab.messages import telling
from collab.messages.models import Copy, Message
from collab.programmes import policy as programmes
from collab.projects.models import Milestone, Project
from collab.stalls import queries as stalls
from collab.stalls.reasons import FEED, PLACES, SECTOR
from collab.text import _
from collab.updates.models import Update


class Obstacle(Struct, frozen=True):
    """Why a message does not go out, in sentences, and the lines in it that are the cause."""

    why: str
    lines: list[str] = []


def obstacle(message: Message) -> Obstacle | None:
    """What keeps a message that has not gone out from doing so."""
    if not programmes.write(message.programme):
        return Obstacle(_("The programme is archived. What has not gone out stays here and is not sent."))
    outdated = _outdated(message)
    if not outdated:
        return None
    why = _(
        "Something has happened in the project, and the text says what no longer holds. "
        "Change it, write it anew, or throw the draft away."
    )
    return Obstacle(why, outdated)


def told_on(message: Message) -> date | None:
    """Of which day the reasons in a nudge are, once that day is over."""
    on = clock.local(message.made_at).date()
    is_told = message.project is not None and telling.told(message.text)
    return on if is_told and on < clock.today() else None


def _outdated(message: Message) -> list[str]:
    """The lines in which a nudge, or somebody's own copy of it, gives a reason that holds no more."""
    if message.project is None:
        return []
    stall = stalls.of_project(message.project)
    hold = [reason.about for reason in stall.reasons] if stall else []
    own = select(Copy.own_text).where(
        Copy.message_id == message.id, Copy.own_text.is_not(None), Copy.is_left_out.is_(False)
    )
    told = [telling.told(text or "") for text in (message.text, *db.session.scalars(own))]
    parts = frozenset[str]().union(*(one.parts for lines in told for one in lines))
    could_be = _could_be(message.project, parts)
    return list(dict.fromkeys(words for lines in told for words in telling.outdated(lines, could_be, hold)))


def _could_be(project: Project, named: Collection[str]) -> set[str]:
    """Of these what a reason of the project can be about, whether it holds or not."""
    keys = union_all(
        *(
            select(model.key).where(model.project_id == project.id, model.key.in_(named))
            for model in (Update, Milestone)
        )
    )
    of_people = {one for one in named if one in (FEED, PLACES) or one.startswith(SECTOR)}
    return {*db.session.scalars(keys), *of_people}
