"""Editions: the public page, and those before it."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, exists, func, not_, select
from sqlalchemy.orm import aliased, joinedload, object_session

from collab import db
from collab.errors import NotFound
from collab.projects.models import Project
from collab.reviews.models import Approval
from collab.showcases.models import Code, Edition, Poster, Showcase
from collab.statements import built_once
from collab.together import Reading, askable, asked


class Shown(Struct, frozen=True):
    """A public page with what was made of it: `poster` is a file's SHA-256, empty until it is drawn."""

    edition: Edition
    first_at: datetime
    """When the showcase's first edition came."""
    poster: str
    code: Code | None


def current_edition(showcase: Showcase) -> Edition | None:
    """The edition that is public now, asked where the showcase was read."""
    held = object_session(showcase) or db.session()
    return held.scalars(*_current(showcase_id=showcase.id)).first()


def public_edition_of(project: Project) -> Edition | None:
    """The edition of the project's showcase that is public now."""
    return db.session.scalars(*_current(project_id=project.id)).first()


@built_once
def _current(**of: Any) -> Select[Edition]:
    """The public edition of a `showcase_id`, a `project_id` or a `slug`."""
    public = select(Edition).where(Edition.is_current)
    if "slug" in of:
        project = joinedload(Edition.showcase).joinedload(Showcase.project)
        return public.options(project.joinedload(Project.programme)).where(Edition.slug == of["slug"])
    if "showcase_id" in of:
        return public.where(Edition.showcase_id == of["showcase_id"])
    shown = public.join(Showcase, Showcase.id == Edition.showcase_id)
    return shown.where(Showcase.project_id == of["project_id"])


class Unshown(Struct, frozen=True):
    """That a project is approved while nothing of it is public."""

    is_written: bool
    """Whether its page has been begun."""


@askable
def unshown(project: Project) -> Reading[Unshown | None]:
    """Whether the project could be shown to everybody and is not."""
    rows = yield from asked(_approvals(project_id=project.id))
    return Unshown(rows[0].is_written) if rows else None


@built_once
def _approvals(*, project_id: Any) -> Select[bool]:
    """The project's approvals that stand while nothing of it is public."""
    is_public = (
        select(Edition.id)
        .join(Showcase, Showcase.id == Edition.showcase_id)
        .where(Edition.is_current, Showcase.project_id == Approval.project_id)
        .exists()
    )
    is_written = exists().where(Showcase.project_id == Approval.project_id)
    stands = Approval.project_id == project_id, Approval.withdrawn_at.is_(None)
    return select(is_written.label("is_written")).where(*stands, not_(is_public))


def editions_of(showcase: Showcase) -> list[Edition]:
    """Every edition, newest first."""
    return list(
        db.session.scalars(
            select(Edition)
            .options(joinedload(Edition.published_by), joinedload(Edition.unpublished_by))
            .where(Edition.showcase_id == showcase.id)
            .order_by(Edition.number.desc())
        )
    )


def get_public(slug: str) -> Edition:
    """The public edition at /showcases/<slug>. Raises NotFound."""
    found: Edition | None = db.session.scalars(*_current(slug=slug)).first()
    if found is None:
        raise NotFound(slug)
    return found


def get_page(slug: str, language: str, address: str) -> Shown:
    """The public page at /showcases/<slug> in a language, as it is reached at `address`. Raises NotFound.

    In one statement.
    """
    found = db.session.execute(*_shown(slug=slug, language=language, address=address)).first()
    if found is None:
        raise NotFound(slug)
    edition, first_at, poster, code = found
    return Shown(edition, first_at or edition.published_at, poster or "", code)


@built_once
def _shown(*, slug: Any, language: Any, address: Any) -> Select[Edition, datetime, str, Code]:
    earlier = aliased(Edition)
    first_at = select(func.min(earlier.published_at)).where(earlier.showcase_id == Edition.showcase_id)
    poster = select(Poster.file).where(Poster.edition_id == Edition.id, Poster.language == language)
    project = joinedload(Edition.showcase).joinedload(Showcase.project)
    return (
        select(Edition, first_at.scalar_subquery(), poster.scalar_subquery(), Code)
        .outerjoin(Code, (Code.showcase_id == Edition.showcase_id) & (Code.address == address))
        .options(project.joinedload(Project.programme))
        .where(Edition.slug == slug, Edition.is_current)
    )


def poster_of(edition: Edition, language: str) -> str:
    """SHA-256 of the picture by which the edition is shared in that language; empty until it is drawn."""
    return db.session.scalar(*_poster(edition_id=edition.id, language=language)) or ""


@built_once
def _poster(*, edition_id: Any, language: Any) -> Select[str]:
    return select(Poster.file).where(Poster.edition_id == edition_id, Poster.language == language)


def code_of(edition: Edition, address: str) -> Code | None:
    """The QR code of the showcase, once it is drawn for `address`."""
    return db.session.scalars(*_code(showcase_id=edition.showcase_id, address=address)).first()


@built_once
def _code(*, showcase_id: Any, address: Any) -> Select[Code]:
    return select(Code).where(Code.showcase_id == showcase_id, Code.address == address)
