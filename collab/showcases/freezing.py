"""Freezing a working copy into the content of an edition."""

from typing import Any

from sqlalchemy import select

from collab import db, markdown
from collab.files.models import Picture
from collab.programmes.models import Membership, Sector
from collab.projects.models import Project
from collab.showcases import queries
from collab.showcases.content import (
    Content,
    Document,
    Effect,
    Image,
    Member,
    Place,
    SectorRole,
    Tag,
    said,
)
from collab.showcases.models import Showcase, ShowcasePicture
from collab.teams.models import TeamMember


def freeze(showcase: Showcase, pictures: list[ShowcasePicture]) -> Content:
    """Everything that the public page would show now."""
    project = showcase.project
    members = _members(project.team_id)
    return Content(
        slug=project.slug,
        title=said(project.title),
        promise=said(project.promise),
        headline=said(showcase.headline),
        is_ongoing=showcase.is_ongoing,
        seeks_municipalities=showcase.seeks_municipalities,
        is_demonstration=project.is_demonstration,
        team=project.team.name,
        cover_alternative=project.cover_alternative,
        story_html=str(markdown.render(showcase.story)),
        summary_en=showcase.summary_en,
        effects=_effects(showcase),
        takes=showcase.takes,
        cost=showcase.cost,
        sector_roles=_sector_roles(showcase),
        pitfalls=list(showcase.pitfalls),
        documents=[Document(d["title"], d["kind"]) for d in showcase.documents],
        **_pictures(project, pictures),
        places=_places(showcase, members),
        members=[_member(m) for m in members],
        branches=[Tag(b.code, said(b.name)) for b in project.branches],
        goals=[Tag(g.code, said(g.name)) for g in project.goals],
    )


def _sector_roles(showcase: Showcase) -> list[SectorRole]:
    sectors = _sectors(showcase.project.programme_id)
    return [
        SectorRole(role["sector"], said(sectors[role["sector"]].name), role["text"])
        for role in showcase.sector_roles
        if role["sector"] in sectors and role["text"]
    ]


def _pictures(project: Project, places: list[ShowcasePicture]) -> dict[str, Any]:
    """The cover, and the pictures below it; without a cover of its own the first picture moves up."""
    shown = [_image(place.picture, place.picture.alternative) for place in places]
    if project.cover:
        return {"cover": _image(project.cover, project.cover_alternative), "pictures": shown}
    return {"cover": next(iter(shown), None), "pictures": shown[1:]}


def _image(picture: Picture, alternative: str) -> Image:
    return Image(
        key=picture.key,
        alternative="" if picture.is_decorative else (alternative or picture.alternative),
        caption=picture.caption,
        width=picture.width,
        height=picture.height,
        widths=sorted(int(width) for width in picture.variants),
    )


def _sectors(programme_id: int) -> dict[str, Sector]:
    rows = db.session.scalars(select(Sector).where(Sector.programme_id == programme_id))
    return {sector.code: sector for sector in rows}


def _members(team_id: int) -> list[Membership]:
    return list(
        db.session.scalars(
            select(Membership)
            .join(TeamMember, TeamMember.membership_id == Membership.id)
            .where(TeamMember.team_id == team_id)
            .order_by(TeamMember.joined_on, TeamMember.id)
        )
    )


def _member(membership: Membership) -> Member:
    return Member(
        place=membership.organisation.short_name,
        letters=membership.organisation.letters,
        sector=membership.sector.code if membership.sector else "",
        title=said(membership.title),
    )


def _places(showcase: Showcase, members: list[Membership]) -> list[Place]:
    """The project's municipalities from west to east: the line on the map."""
    found = {o.id: o for o in [*showcase.project.municipalities, *(m.organisation for m in members)]}
    places = [
        Place(o.code, o.slug, o.short_name, o.label_x, o.label_y)
        for o in found.values()
        if o.code and o.label_x is not None and o.label_y is not None
    ]
    return sorted(places, key=lambda place: place.x)


def _effects(showcase: Showcase) -> list[Effect]:
    keys = [effect["evidence"] for effect in showcase.effects]
    public = queries.public_among(keys, showcase.project)
    return [
        Effect(
            e["label"], e["text"], e["unit"], e["method"], e["evidence"] if e["evidence"] in public else ""
        )
        for e in showcase.effects
    ]
