"""The site and who is behind it in schema.org's words."""

from collab.front.queries import Backers
from collab.programmes.models import Programme
from collab.web.addresses import absolute, site
from collab.web.linked_data import Node, organisation, thing


def landing(programme: Programme, backers: Backers, address: str) -> list[Node]:
    """The website, the programme at `address`, who organises it and who pays."""
    organisers = [organisation(str(name)) for name in backers.organisers]
    website = thing(
        "WebSite",
        {
            "@id": f"{site()}/#site",
            "url": f"{site()}/",
            "name": "Collab",
            "inLanguage": ["sv", "en"],
            "publisher": organisers,
        },
    )
    return [website, _programme(programme, backers, address)]


def _programme(programme: Programme, backers: Backers, address: str) -> Node:
    known = {
        "@id": f"{address}#programme",
        "url": address,
        "name": str(programme.name),
        "description": str(programme.tagline),
        "parentOrganization": [organisation(str(name)) for name in backers.organisers],
        "funder": [organisation(str(name)) for name in backers.funders],
        "areaServed": [
            thing("AdministrativeArea", {"name": county["name"]["sv"]}) for county in programme.counties
        ],
        "contactPoint": thing("ContactPoint", {"url": absolute("contact.new"), "contactType": "organisers"}),
    }
    return thing("Organization", known)
