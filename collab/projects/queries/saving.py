"""Who has saved something last, for those who were overtaken."""

from typing import Any

from sqlalchemy import select

from collab import db, subjects
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.statements import at_most
from collab.text import Localised

LOOKED_AT = 20
"""Of so many that are recorded last one is the one that somebody was overtaken by."""


def last_by(verb: Verb, thing: Any, **detail: str) -> Localised | None:
    """Who did that to the thing last, with such a detail; None when nobody is known.

    `thing`: a model with an `id` that activity is recorded about.
    """
    rows = db.session.execute(
        select(Activity.detail, Person.name)
        .join(Person, Person.id == Activity.by_id)
        .where(
            Activity.verb == verb,
            Activity.subject_kind == subjects.kind_of(thing),
            Activity.subject_id == thing.id,
        )
        .order_by(Activity.id.desc())
        .limit(at_most(LOOKED_AT))
    )
    return next((name for told, name in rows if detail.items() <= told.items()), None)
