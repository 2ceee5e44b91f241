"""Walking through the site as a reader does: from page to page by its links, noting what each page offers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from collab import db
from tests.support.browser import Browser

SITE = "http://localhost"


@dataclass(slots=True)
class Walk:
    """What every page answered, by its path, and the pages that hold each link and each form that posts."""

    answers: dict[str, int] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """What everything that is text said, by its path: pages, feeds, calendars, with their markup."""

    @property
    def refused(self) -> dict[str, str]:
        """The links that do not open, each with a page that holds it."""
        return {path: page for path, page in self.links.items() if self.answers[path] >= 400}


class Page(HTMLParser):
    """The links of a page within the site and the addresses that its forms post to, as paths."""

    def __init__(self, path: str, html: str) -> None:
        super().__init__()
        self.path, self.text = path, html
        self.links: list[str] = []
        self.forms: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, a form, or a button that sends its form elsewhere."""
        said = dict(attrs)
        if tag == "a":
            self._note(said.get("href"), self.links)
        elif tag == "form" and said.get("method") == "post":
            self._note(said.get("action"), self.forms)
        elif tag == "button" and said.get("formaction"):
            self._note(said["formaction"], self.forms)

    def _note(self, address: str | None, among: list[str]) -> None:
        url = urlsplit(urljoin(SITE + self.path, address or ""))
        if f"{url.scheme}://{url.netloc}" == SITE:
            among.append(url.path)


def walk(browser: Browser, starts: Iterable[str]) -> Walk:
    """Every page that can be reached from the paths; another query makes no other page."""
    seen, waiting = Walk(), list(starts)
    while waiting:
        path = waiting.pop()
        if path not in seen.answers:
            seen.answers[path], page = _visit(browser, path)
            seen.texts[path] = page.text
            seen.links.update(dict.fromkeys(page.links, path))
            seen.forms.update(dict.fromkeys(page.forms, path))
            waiting += page.links
    return seen


def _visit(browser: Browser, path: str) -> tuple[int, Page]:
    with browser.app.app_context(), browser.client.get(path) as answer:
        is_text = answer.mimetype.startswith("text/") or answer.mimetype.endswith("xml")
        page = Page(path, answer.get_data(as_text=True) if is_text and answer.status_code == 200 else "")
    db.session.rollback()
    return answer.status_code, page
