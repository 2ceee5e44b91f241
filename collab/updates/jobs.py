"""What the worker does for updates."""

from collab import db
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.updates import actions, policy, queries
from collab.updates.content import Content
from collab.updates.models import Update


def post_next_due() -> bool:
    """A chore: post the update whose time has come. Answers whether there was one.

    What its author may no longer post, or lacks something by now, becomes a draft again.
    """
    with db.transaction():
        update = queries.next_due()
        if update is None:
            return False
        if update.author is None or not _is_posted(update, update.author):
            update.goes_out_at = None
    return True


def _is_posted(update: Update, author: Person) -> bool:
    if not policy.edit(author, update):
        return False
    try:
        actions.publish(update, Content.of(update), by=author)
    except RuleViolation:
        return False
    return True
