"""What readers leave without writing: a word by one press, and that they have opened a page."""

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.exc import IntegrityError

from collab import clock, db
from collab.accounts.models import Person
from collab.updates.models import Comment, Opening, Reaction, Update, Word


def put_word(to: Update | Comment, word: Word, *, by: Person) -> None:
    """Put the word to an update or a comment; it stands there once. It is not recorded: nobody is told."""
    update, comment = _both(to)
    if db.session.scalar(select(Reaction.id).where(*_same(to, word, by))) is not None:
        return
    try:
        with db.session.begin_nested():
            db.session.add(Reaction(update=update, comment=comment, person=by, word=word))
    except IntegrityError:  # pressed twice at the same moment
        return


def take_word_back(to: Update | Comment, word: Word, *, by: Person) -> None:
    """Take the word away again, where it stands."""
    db.session.execute(delete(Reaction).where(*_same(to, word, by)))


def note_opening(update: Update, *, by: Person) -> None:
    """Keep that the person has opened the page, in a short transaction of its own: it is opened by GET."""
    opened = select(Opening.id).where(Opening.update_id == update.id, Opening.person_id == by.id)
    with db.apart() as connection:
        if connection.scalar(opened) is None:
            values = {"update_id": update.id, "person_id": by.id, "at": clock.now()}
            connection.execute(insert(Opening).values(values))


def _both(to: Update | Comment) -> tuple[Update, Comment | None]:
    return (to.update, to) if isinstance(to, Comment) else (to, None)


def _same(to: Update | Comment, word: Word, by: Person) -> tuple[ColumnElement[bool], ...]:
    update, comment = _both(to)
    of = Reaction.comment_id == comment.id if comment else Reaction.comment_id.is_(None)
    return Reaction.update_id == update.id, of, Reaction.person_id == by.id, Reaction.word == word
