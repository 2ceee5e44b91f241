"""Saying who is named in a text and gets no word of it."""

from flask import flash

from collab.accounts.visitor import signed_in
from collab.text import _, listed
from collab.updates import policy, queries
from collab.updates.models import Update


def say_who_is_not_told(text: str, update: Update) -> None:
    """Tell the writer who is called on and cannot read it, and what to do about it."""
    names = queries.unreached(text, update)
    if not names:
        return
    said = _("Cannot read this, and are therefore not told: %(who)s.", who=listed(names))
    mine = _("Change who may see the update if they are to read it.")
    others = _("Whoever wrote the update can let more people see it.")
    flash(f"{said} {mine if policy.edit(signed_in(), update) else others}", "warning")
