"""What each of them meets where: every surface is asked as itself, by HTTP or as the worker writes."""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote

from flask import Flask
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.notifications import actions, mailing
from collab.notifications.kinds import Kind, Pace
from collab.notifications.models import Notice
from collab.notifications.rhythm import Quiet
from tests.access.scene import Post, Scene, set_up
from tests.notifications.telling import derived
from tests.support.browser import Browser
from tests.support.cast import Cast, load
from tests.support.post import delivered
from tests.updates.written import on

PROGRAMME = "/programmes/kultur-pa-resande-fot"
Met = dict[tuple[str, str, str], set[str]]
"""State, person, surface → the parts that the person meets there: update, comment, before, file."""


def queued_mail() -> Met:
    """What goes out of mail that was written before texts, readers and the team changed."""
    scene = _played(Pace.AT_ONCE, is_queued=True)
    derived()
    return dict(_of_mail(scene, "mail"))


def everything_else(app: Flask) -> Met:
    """What is met on pages, in feeds, and in a digest that is written after everything has changed."""
    scene = _played(Pace.WEEKLY, is_queued=False)
    derived()
    with clock.at(on(5, 22, 7)):
        _write()
        met = dict(_of_mail(scene, "digest"))
    for who, person in scene.people.items():
        db.session.rollback()  # what was read before a page wrote down who opened it
        browser = Browser(app, person)
        for surface, state, parts in _pages(browser, scene, person):
            met[state, who, surface] = parts
    return met


def _played(pace: Pace, *, is_queued: bool) -> Scene:
    cast = load()

    def tell() -> None:
        _choose(cast, pace)
        derived()
        if is_queued:
            _write()

    return set_up(cast, tell)


def _choose(cast: Cast, pace: Pace) -> None:
    for person in db.session.scalars(select(Person)):
        actions.choose(dict.fromkeys(Kind, pace), Quiet(0, 0), by=person)
    db.session.commit()


def _write() -> None:
    while mailing.write_next():
        pass


def _of_mail(scene: Scene, surface: str) -> Iterator[tuple[tuple[str, str, str], set[str]]]:
    said: dict[str, str] = defaultdict(str)
    for mail in delivered():
        said[mail.to] += mail.subject + mail.text + mail.html
    for who, person in scene.people.items():
        for state, post in scene.posts.items():
            text = said[person.email] if person else ""
            yield (state, who, surface), _told(text, post, person)


def _told(text: str, post: Post, person: Person | None) -> set[str]:
    """Its own words, or the item that leads to it."""
    keys = _items(person, post) if person else []
    return _words(text, post) | ({"update"} if any(f"/notices/{key}" in text for key in keys) else set())


def _items(person: Person, post: Post) -> list[str]:
    of = Notice.subject_kind == "project_update", Notice.subject_id == post.id
    return list(db.session.scalars(select(Notice.key).where(Notice.person_id == person.id, *of)))


def _words(text: str, post: Post) -> set[str]:
    words = {"update": post.word, "comment": post.said, "before": post.before, "file": post.called}
    return {part for part, word in words.items() if word and word in text}


def _parts(html: str, post: Post) -> set[str]:
    """What a page tells of it: words or an address that leads there."""
    leads = {"update"} if re.search(rf"/updates/{post.key}(?!#comment-)\b", html) else set()
    leads |= {"comment"} if post.comment and f"#comment-{post.comment}" in html else set()
    leads |= {"file"} if f"/files/{post.file}" in html else set()
    return leads | _words(html, post)


def _pages(browser: Browser, scene: Scene, person: Person | None) -> Iterator[tuple[str, str, set[str]]]:
    """Surface, state, and the parts that are met there."""
    notices = _fetch(browser, "/notices")
    lists = _lists(browser, scene)
    for state, post in scene.posts.items():
        yield "page", state, _words(_fetch(browser, f"/updates/{post.key}"), post)
        yield "file", state, _of_file(browser, scene, post)
        yield "was", state, _words(_fetch(browser, f"/updates/{post.key}/versions"), post)
        for surface, html in lists.items():
            yield surface, state, _parts(html, post)
        yield "note", state, _told(notices, post, person)
        yield from ((surface, state, parts) for surface, parts in _search(browser, post).items())


def _lists(browser: Browser, scene: Scene) -> dict[str, str]:
    def each(path: str) -> str:
        return "".join(_fetch(browser, path.format(slug)) for slug in scene.projects)

    return {
        "proj": each("/projects/{}"),
        "list": each("/projects/{}/updates"),
        "files": each("/projects/{}/files"),
        "pfeed": each("/projects/{}/feed"),
        "tfeed": _fetch(browser, "/teams/sparet/feed"),
        "afeed": _fetch(browser, f"{PROGRAMME}/feed"),
        "home": _fetch(browser, "/home"),
        "Atom": _fetch(browser, f"{PROGRAMME}/feed.atom"),
    }


def _search(browser: Browser, post: Post) -> dict[str, set[str]]:
    """Each word is looked for; the page says the word again, so that only hits and numbers tell."""
    met: dict[str, set[str]] = {"find": set(), "count": set(), "slip": set()}
    for part, word, kind in (
        ("update", post.word, "project_update"),
        ("comment", post.said, "comment"),
        ("before", post.before, "project_update"),
        ("file", post.called, "project_file"),
    ):
        if word:
            html = _fetch(browser, f"{PROGRAMME}/search?q={quote(word)}")
            met["find"] |= {part} if 'class="found__hit"' in html else set()
            met["count"] |= {part} if f"kind={kind}" in html else set()
    for part, word in (("update", post.word), ("file", post.called)):
        slip = _fetch(browser, f"{PROGRAMME}/search?q={quote(_misspelt(word))}")
        met["slip"] |= {part} if word in slip else set()
    return met


def _of_file(browser: Browser, scene: Scene, post: Post) -> set[str]:
    """The file's own page, or what it holds."""
    for slug in scene.projects:
        page = f"/projects/{slug}/files/{post.file}"
        if _fetch(browser, page) + _fetch(browser, f"{page}/1"):
            return {"file"}
    return set()


def _misspelt(word: str) -> str:
    return word[:3] + word[4] + word[3] + word[5:]


def _fetch(browser: Browser, path: str) -> str:
    """The page; empty where it is not for this reader. What a page has to be, other tests ask."""
    with browser.app.app_context():
        answer = browser.client.get(path)
    return answer.get_data(as_text=True) if answer.status_code == 200 else ""
