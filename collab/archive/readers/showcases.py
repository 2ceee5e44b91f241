"""showcases.yaml: working copies of public pages, and their editions."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from collab import db
from collab.archive.readers.head import head
from collab.archive.scribe import Said, Scribe, all_flagged, said, when, words
from collab.projects.models import Project
from collab.showcases import queries
from collab.showcases.freezing import freeze
from collab.showcases.models import Edition, Showcase, ShowcasePicture

REMARK = """Showcases as their teams work on them, and every edition that was published.
method: counted, reported by others, or estimated. evidence: the update that the figure comes from.
content: what an edition shows, where that is not what its working copy would show now."""

EFFECT = ("label", "text", "unit", "method", "evidence")


def read(scribe: Scribe) -> Said | None:
    """The whole file; None when no showcase has been begun."""
    showcases = db.session.scalars(
        select(Showcase)
        .join(Showcase.project)
        .where(Project.programme_id == scribe.programme.id)
        .order_by(Showcase.id)
    ).all()
    if not showcases:
        return None
    is_invented = all_flagged(showcase.project.is_demonstration for showcase in showcases)
    return {
        **head(scribe, is_invented),
        "showcases": [_showcase(showcase, is_invented, scribe) for showcase in showcases],
    }


def _showcase(showcase: Showcase, is_invented: bool, scribe: Scribe) -> Said:
    return {
        "id": showcase.project.slug,
        "project": showcase.project.slug,
        "ongoing": showcase.is_ongoing,
        "seeks_municipalities": showcase.seeks_municipalities,
        "saved_at": when(showcase.saved_at),
        **said(headline=words(showcase.headline), story=showcase.story),
        "effects": [_ordered(effect, EFFECT) for effect in showcase.effects],
        "at_home": said(
            takes=showcase.takes,
            cost=showcase.cost,
            roles=[_ordered(role, ("sector", "text")) for role in showcase.sector_roles],
            pitfalls=showcase.pitfalls,
        ),
        **said(
            documents=[_ordered(document, ("title", "kind")) for document in showcase.documents],
            pictures=_pictures(showcase, is_invented, scribe),
            summary_en=showcase.summary_en,
        ),
        "editions": _editions(showcase, scribe),
    }


def _ordered(values: dict[str, Any], keys: Sequence[str]) -> Said:
    """Values in one order, whatever the order in which a form has sent them."""
    return said(**{key: values.get(key) for key in keys})


def _pictures(showcase: Showcase, is_invented: bool, scribe: Scribe) -> list[Said]:
    rows = db.session.scalars(
        select(ShowcasePicture)
        .where(ShowcasePicture.showcase_id == showcase.id)
        .order_by(ShowcasePicture.position)
    )
    return [{**scribe.picture(row.picture, is_invented), "consent": row.consent.value} for row in rows]


def _editions(showcase: Showcase, scribe: Scribe) -> list[Said]:
    now = _plain(freeze(showcase, queries.pictures_of(showcase)).frozen())
    rows = db.session.scalars(
        select(Edition).where(Edition.showcase_id == showcase.id).order_by(Edition.number)
    )
    return [_edition(row, now, scribe) for row in rows]


def _edition(row: Edition, now: Any, scribe: Scribe) -> Said:
    return {
        "number": row.number,
        "public": row.is_current,
        **said(published_at=when(row.published_at), published_by=scribe.who(row.published_by_id)),
        **said(
            unpublished_at=when(row.unpublished_at),
            unpublished_by=scribe.who(row.unpublished_by_id),
            unpublished_reason=row.unpublished_reason,
        ),
        **said(content=row.content if _plain(row.content) != now else None),
    }


def _plain(value: Any) -> Any:
    """Values as JSON gives them back: tuples are lists."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
