"""What readers leave without writing: a word by one press, and that they have opened a page."""

from sqlalchemy import ColumnElement, delete, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from collab import clock, db, space
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
    """Keep that the person has opened the page, in a short transaction of its own: it is opened by GET.

    Opened many times at once it is kept once. Of an update or a person deleted in the meantime nothing is
    kept: the rows are held from before their numbers are written.
    """
    there = select(Update.id, Person.id, literal(clock.now(), db.UTCDateTime()))
    there = there.join(Person, Person.id == by.id).where(Update.id == update.id)
    there = there.with_for_update(read=True, key_share=True)
    with space.noting(), db.apart() as connection:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        noted = insert(Opening).from_select(["update_id", "person_id", "at"], there)
        connection.execute(noted.on_conflict_do_nothing())


def _both(to: Update | Comment) -> tuple[Update, Comment | None]:
    return (to.update, to) if isinstance(to, Comment) else (to, None)


def _same(to: Update | Comment, word: Word, by: Person) -> tuple[ColumnElement[bool], ...]:
    update, comment = _both(to)
    of = Reaction.comment_id == comment.id if comment else Reaction.comment_id.is_(None)
    return Reaction.update_id == update.id, of, Reaction.person_id == by.id, Reaction.word == word
