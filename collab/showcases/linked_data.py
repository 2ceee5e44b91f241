"""A showcase in schema.org's words: a work by municipalities about their joint project."""

from datetime import datetime

from msgspec import Struct

from collab import clock
from collab.programmes.models import Programme
from collab.showcases.content import Content, spoken
from collab.showcases.models import Edition
from collab.web.addresses import absolute
from collab.web.linked_data import Node, demonstration, organisation, thing


class Published(Struct, frozen=True):
    """When the page first came, the edition shown, its programme and that one's full address."""

    edition: Edition
    first_at: datetime
    programme: Programme
    programme_address: str
    picture: str
    """Full address of the picture by which it is shared; empty while there is none."""


def work(page: Content, published: Published, language: str) -> Node:
    """The page, its authors and the project that it is about."""
    address = absolute("showcases.show", slug=page.slug)
    known = {
        "@id": f"{address}#work",
        "url": address,
        "mainEntityOfPage": address,
        "name": str(spoken(page.title)),
        "headline": str(spoken(page.headline)),
        "abstract": str(spoken(page.promise)),
        "author": _municipalities(page),
        "creator": organisation(page.team),
        "about": _project(page, address),
        "keywords": [str(spoken(tag.name)) for tag in page.branches],
        "inLanguage": ["sv", "en"] if page.summary_en and language == "en" else ["sv"],
        "datePublished": clock.local(published.first_at).isoformat(),
        "dateModified": clock.local(published.edition.published_at).isoformat(),
        "version": str(published.edition.number),
        "image": published.picture,
        "isAccessibleForFree": True,
        "isPartOf": thing(
            "CreativeWorkSeries",
            {"name": str(published.programme.name), "url": published.programme_address},
        ),
    }
    return thing("CreativeWork", known | demonstration(page.is_demonstration))


def _project(page: Content, address: str) -> Node:
    known = {
        "@id": f"{address}#project",
        "name": str(spoken(page.title)),
        "description": str(spoken(page.promise)),
        "url": address,
        "member": _municipalities(page),
        "areaServed": [thing("AdministrativeArea", {"name": place.name}) for place in page.places],
    }
    return thing("Project", known | demonstration(page.is_demonstration))


def _municipalities(page: Content) -> list[Node]:
    return [
        organisation(
            place.name, "GovernmentOrganization", url=absolute("front.municipality", slug=place.slug)
        )
        for place in page.places
    ]
