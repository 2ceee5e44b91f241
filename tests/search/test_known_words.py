"""The words that are known: what others have been told, for as long as something says it."""

from collections.abc import Callable
from contextvars import copy_context
from threading import Event, Thread
from time import sleep

from flask import Flask
from msgspec.structs import replace
from sqlalchemy import delete, select

from collab import db
from collab.accounts.models import Person
from collab.search import queries, rebuilding
from collab.search.missing import missing
from collab.search.models import LONGEST_WORD, SearchEntry, SearchWord
from collab.text import Localised
from collab.updates import actions as updates
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_draft, a_post


def known(*words: str) -> set[str]:
    return set(db.session.scalars(select(SearchWord.word).where(SearchWord.word.in_(words))))


def rebuild() -> None:
    rebuilding.rebuild(lambda _kind, _done: None)


def test_the_words_of_a_comment_taken_back_go_with_the_next_index(cast: Cast) -> None:
    post = a_post(cast.project, cast.culture, replace(WHOLE, text="Fråga kommunens Alfredsson"))
    answer = updates.comment(post, "Ring Zebedeusson, inte Alfredsson", by=cast.other)
    db.session.commit()
    updates.withdraw_comment(answer, by=cast.other)
    db.session.commit()
    rebuild()
    assert known("zebedeusson", "alfredsson", "fråga") == {"alfredsson", "fråga"}


def test_the_words_of_a_draft_are_known_once_it_is_posted(cast: Cast) -> None:
    said = replace(WHOLE, text="Vi besökte fyrvaktaren")
    draft = a_draft(cast.project, cast.culture, replace(WHOLE, text="Vi besökte fyrvakt"))
    updates.save_draft(draft, said)
    db.session.commit()
    assert known("fyrvakt", "fyrvaktaren") == set()
    updates.publish(draft, said, by=cast.culture)
    db.session.commit()
    assert known("fyrvakt", "fyrvaktaren") == {"fyrvaktaren"}


def test_a_word_whose_stem_there_is_no_room_for_is_found_and_not_known(cast: Cast) -> None:
    word = "k" * (LONGEST_WORD - len("studie")) + "studie"
    a_post(cast.project, cast.culture, replace(WHOLE, text=f"En {word} om hamnen"))
    db.session.commit()
    assert known(word, "hamnen") == {"hamnen"}
    rebuild()
    assert known(word, "hamnen") == {"hamnen"}


def _beside(app: Flask, *deeds: Callable[[], object]) -> None:
    """Run the deeds in threads of their own; what one of them raises is raised here."""
    raised: list[BaseException] = []

    def run(deed: Callable[[], object]) -> None:
        with app.app_context():
            try:
                deed()
            except BaseException as error:  # noqa: BLE001 - raised again below
                raised.append(error)
            finally:
                db.session.remove()

    threads = [Thread(target=copy_context().run, args=(run, deed)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []


def test_who_is_renamed_while_the_index_is_made_anew_is_found_by_the_new_name(cast: Cast, app: Flask) -> None:
    person = cast.tourism.id
    db.session.execute(delete(SearchEntry).where(SearchEntry.kind.like("membership%")))
    db.session.commit()
    written, begun = Event(), Event()

    def rename() -> None:
        with db.transaction():
            db.session.get_one(Person, person).name = Localised("Besökschef", "Head of visits")
            db.session.flush()
            written.set()
            begun.wait(0.5)  # with SQLite's one writer nothing begins before the commit
            sleep(0.3)

    def anew() -> None:
        written.wait(5)
        rebuilding.rebuild(lambda kind, _done: begun.set() if kind == "team" else None)

    _beside(app, rename, anew)
    assert len(queries.found("membership", "besökschef")) == 1
    assert not missing(db.session())
