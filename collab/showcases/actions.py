"""Composing a showcase, publishing an edition, taking it down."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import func, select, update

from collab import clock, db, versions
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.files.models import Picture
from collab.projects.actions import Overtaken
from collab.projects.models import Project
from collab.search import actions as search
from collab.showcases import findable, gate, queries
from collab.showcases.content import Content, spoken
from collab.showcases.freezing import freeze
from collab.showcases.models import Consent, Edition, Facet, Showcase, ShowcasePicture
from collab.text import Localised, _


class Draft(Struct, frozen=True):
    """What the form of the working copy holds."""

    headline: Localised
    story: str
    summary_en: str
    is_ongoing: bool
    seeks_municipalities: bool
    effects: list[dict[str, Any]]
    takes: str
    cost: str
    sector_roles: list[dict[str, str]]
    pitfalls: list[str]
    documents: list[dict[str, str]]


Chosen = list[tuple[Picture, Consent]]
"""Pictures in the order in which the page shows them, each with what is known about those in it."""


def compose(project: Project, draft: Draft, chosen: Chosen, *, by: Person, seen: int) -> Showcase:
    """Write the project's working copy, the first time as well. `seen`: the version that it was started from,
    0 for none. Raises Overtaken.
    """
    showcase = start(project)
    save(showcase, draft, by=by, seen=seen)
    choose_pictures(showcase, chosen)
    return showcase


def start(project: Project) -> Showcase:
    """The project's showcase, made empty when there is none yet: version 0, nothing is written."""
    db.hold(project)
    showcase = queries.showcase_of(project)
    if showcase is None:
        showcase = Showcase(project=project, headline=Localised("", ""), version=0)
        db.session.add(showcase)
        db.session.flush()
    return showcase


def save(showcase: Showcase, draft: Draft, *, by: Person, seen: int | None = None) -> None:
    """Write the working copy. Raises Overtaken when somebody has saved since the version that was `seen`."""
    _hold(showcase)
    if seen not in (None, showcase.version):
        raise Overtaken(_("Somebody else saved while you wrote. Look at both texts, then save again."))
    for name in Draft.__struct_fields__:
        setattr(showcase, name, getattr(draft, name))
    showcase.version += 1
    showcase.saved_at = clock.now()
    activity.record(Verb.SHOWCASE_EDITED, showcase, by=by)


def choose_pictures(showcase: Showcase, chosen: Chosen) -> None:
    """Let the page show these pictures, in this order, and no others."""
    places = select(ShowcasePicture).where(ShowcasePicture.showcase_id == showcase.id)
    present = {place.picture_id: place for place in db.session.scalars(places)}
    for position, (picture, consent) in enumerate(chosen):
        place = present.pop(picture.id, None) or ShowcasePicture(showcase=showcase, picture=picture)
        place.position, place.consent = position, consent
        db.session.add(place)
    for place in present.values():
        db.session.delete(place)


def publish(showcase: Showcase, *, by: Person, at: datetime | None = None) -> Edition:
    """Freeze the working copy as a new public edition. Raises RuleViolation while something is missing."""
    _hold(showcase)
    pictures = queries.pictures_of(showcase)
    if gate.missing_for_publication(showcase, pictures):
        raise RuleViolation(_("Something is still missing. The list on this page says what."))
    return _put_up(showcase, freeze(showcase, pictures), by=by, at=at or clock.now())


def _put_up(showcase: Showcase, content: Content, *, by: Person, at: datetime) -> Edition:
    """Make `content` the showcase's current edition, findable and filterable."""
    _take_current_down(showcase)
    latest = db.session.scalar(select(func.max(Edition.number)).where(Edition.showcase_id == showcase.id))
    edition = keep_edition(showcase, content.frozen(), number=(latest or 0) + 1, by=by, at=at)
    edition.is_current = True
    search.index(showcase, *findable.words(content))
    activity.record(Verb.SHOWCASE_PUBLISHED, showcase, by=by, at=at, edition=edition.number)
    versions.bump()
    return edition


def keep_edition(
    showcase: Showcase, frozen: dict[str, Any], *, number: int, by: Person | None, at: datetime
) -> Edition:
    """The row of an edition and what it is filtered by, also of one that another site froze.

    Nobody sees it yet: `set_public` shows it.
    """
    content = Content.thawed(frozen)
    edition = Edition(
        showcase=showcase, programme_id=showcase.project.programme_id, number=number, slug=content.slug,
        title=spoken(content.title), promise=spoken(content.promise), is_ongoing=content.is_ongoing,
        seeks_municipalities=content.seeks_municipalities, is_current=False, published_at=at,
        published_by=by, content=frozen,
    )  # fmt: skip
    db.session.add(edition)
    db.session.flush()
    db.session.add_all(Facet(edition_id=edition.id, kind=k, code=c) for k, c in sorted(_facets(content)))
    return edition


def set_public(edition: Edition, is_public: bool) -> None:
    """Let an edition be the page that everybody reads, or not; nothing is recorded."""
    showcase = edition.showcase
    if is_public:
        _take_current_down(showcase)
        search.index(showcase, *findable.words(Content.thawed(edition.content)))
    else:
        search.forget(showcase)
    edition.is_current = is_public
    db.session.flush()
    versions.bump()


def unpublish(showcase: Showcase, *, by: Person, reason: str) -> None:
    """Take the public page down. Raises RuleViolation without a reason or without a public page."""
    if not reason.strip():
        raise RuleViolation(_("Say why the page is taken down. The reason is kept with the edition."))
    _hold(showcase)
    edition = queries.current_edition(showcase)
    if edition is None:
        raise RuleViolation(_("The page is not public now."))
    edition.is_current = False
    edition.unpublished_at, edition.unpublished_by = clock.now(), by
    edition.unpublished_reason = reason.strip()
    search.forget(showcase)
    activity.record(Verb.SHOWCASE_UNPUBLISHED, showcase, by=by, edition=edition.number)
    versions.bump()


def _hold(showcase: Showcase) -> None:
    """Let what happens to a showcase come one after the other, its project's approval included."""
    db.hold(showcase.project)
    db.hold(showcase)


def _take_current_down(showcase: Showcase) -> None:
    db.session.execute(
        update(Edition).where(Edition.showcase_id == showcase.id, Edition.is_current).values(is_current=False)
    )


def _facets(content: Content) -> set[tuple[str, str]]:
    state = {("state", "ongoing" if content.is_ongoing else "finished")}
    if content.seeks_municipalities:
        state.add(("state", "seeks"))
    return (
        state
        | {("municipality", place.slug) for place in content.places}
        | {("sector", member.sector) for member in content.members if member.sector}
        | {("branch", branch.code) for branch in content.branches}
        | {("goal", goal.code) for goal in content.goals}
    )
