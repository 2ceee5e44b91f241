"""What is new as Atom feeds: of a programme, and of one public project."""

from datetime import datetime
from operator import attrgetter

from flask import current_app
from werkzeug.wrappers import Response

from collab.config import Settings
from collab.errors import NotFound
from collab.front import atom, news
from collab.front.atom import Entry, Feed
from collab.front.views.blueprint import bp
from collab.markdown import first_words
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import overview
from collab.projects.models import Project
from collab.showcases import queries as showcases
from collab.showcases.content import Content
from collab.text import _, day, language, shortened
from collab.updates.forms import KINDS
from collab.updates.models import Kind, Update
from collab.web.addresses import absolute, site
from collab.web.cache import holds_until, kept
from collab.web.linked_data import invented

LONGEST_TITLE = 60
"""Characters of an update's words."""


@bp.get("/feed.atom")
@kept()
def feed() -> Response:
    """What is new in the current programme."""
    programme = programmes.current_programme()
    if programme is None:
        raise NotFound("no programme")
    return _feed_of(programme)


@bp.get("/programmes/<slug>/feed.atom")
@kept()
def programme_feed(slug: str) -> Response:
    """What is new in any programme; the current one's own address is the short one."""
    return _feed_of(programmes.get_programme(slug))


@bp.get("/showcases/<slug>/feed.atom")
@kept()
def showcase_feed(slug: str) -> Response:
    """What is new about one project, while it has a public page."""
    edition = showcases.get_public(slug)
    project = news.project_of(edition)
    return _answer(
        Feed(
            id=_tag(project.programme, "showcases", slug, "feed"),
            address=absolute("showcases.show", slug=slug),
            own_address=absolute("front.showcase_feed", slug=slug),
            title=str(edition.title),
            subtitle=str(edition.promise),
            authors=[Content.thawed(edition.content).team],
            language=language(),
            begun_on=project.programme.begun_on,
            entries=_entries(project.programme, project),
        )
    )


def _feed_of(programme: Programme) -> Response:
    organisers = [str(o.name) for o in programmes.organisers(programme.id)]
    return _answer(
        Feed(
            id=_tag(programme, "programmes", programme.slug, "feed"),
            address=site() + overview("landing", programme),
            own_address=site() + overview("feed", programme),
            title=str(programme.name),
            subtitle=str(programme.tagline),
            authors=organisers or [str(programme.name)],
            language=language(),
            begun_on=programme.begun_on,
            entries=_entries(programme),
        )
    )


def _answer(feed: Feed) -> Response:
    following = news.next_at()
    if following is not None:
        holds_until(following)
    return Response(atom.document(feed), content_type=f"{atom.MIMETYPE}; charset=utf-8")


def _entries(programme: Programme, project: Project | None = None) -> list[Entry]:
    pages = [_page(programme, found) for found in news.published(programme, project)]
    posts = [_post(programme, update) for update in news.told(programme, project)]
    return sorted([*pages, *posts], key=attrgetter("updated", "id"), reverse=True)[: news.MOST]


def _page(programme: Programme, found: news.Published) -> Entry:
    edition = found.edition
    content = Content.thawed(edition.content)
    return Entry(
        id=_tag(programme, "showcases", edition.slug),
        address=absolute("showcases.show", slug=edition.slug),
        title=str(edition.title),
        summary=str(edition.promise),
        html=_shown(content.story_html, content.is_demonstration),
        author=content.team,
        language=edition.title.spoken,
        published=found.first_at,
        updated=edition.published_at,
        is_demonstration=content.is_demonstration,
    )


def _post(programme: Programme, update: Update) -> Entry:
    posted = update.posted_at or update.created_at
    project = update.project
    return Entry(
        id=_tag(programme, "updates", update.key),
        address=absolute("updates.show", key=update.key),
        title=_title(update, posted),
        summary="",
        html=_shown(update.html_outside, update.is_demonstration),
        author=project.team.name,
        language=language(),
        published=posted,
        updated=update.edited_at or posted,
        is_demonstration=update.is_demonstration,
    )


def _title(update: Update, posted: datetime) -> str:
    """A report by its day, the rest by what it is and its first words, as in the feeds inside."""
    title = update.project.title
    if update.kind is Kind.PROGRESS:
        return _("%(title)s: update of %(day)s", title=title, day=day(posted))
    words = shortened(first_words(update.html_outside), LONGEST_TITLE)
    return _("%(kind)s: %(words)s (%(title)s)", kind=KINDS[update.kind], words=words, title=title)


def _shown(html: str, is_demonstration: bool) -> str:
    """The text as it stands in a feed, where nothing of the page around it says that it is invented."""
    said = f"<p>{invented()}</p>" if is_demonstration else ""
    return f'{said}<div lang="sv">{html}</div>'


def _tag(programme: Programme, *parts: str) -> str:
    settings: Settings = current_app.extensions["collab-settings"]
    return atom.tag(settings.hostname, programme.first_year, *parts)
