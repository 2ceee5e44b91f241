"""Saying who is named in a text and gets no word of it."""

from flask import flash

from collab.accounts.visitor import signed_in
from collab.text import _, listed
from collab.updates import policy, queries
from collab.updates.models import Comment, Update, Visibility


def say_who_is_not_told(written: Update | Comment) -> None:
    """Tell the writer who is called on and does not exist or cannot read it, and what to do about it."""
    unknown = queries.unknown(written)
    if unknown:
        flash(
            _("Nobody is called %(who)s. Write @ and choose in the list.", who=", ".join(unknown)), "warning"
        )
    names = queries.unreached(written)
    if names:
        said = _("Cannot read this and will not be notified: %(who)s.", who=listed(names))
        flash(f"{said} {_advice(written)}", "warning")


def _advice(written: Update | Comment) -> str:
    update = written.update if isinstance(written, Comment) else written
    if update.visibility is not Visibility.TEAM:
        return _("Write a comment of its own, not an answer to the team, if they are to read it.")
    if policy.edit(signed_in(), update):
        return _("Change who may see the update if they are to read it.")
    return _("Whoever wrote the update can let more people see it.")
