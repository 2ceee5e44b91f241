"""The site and who is behind it in schema.org's words."""

from collab.front.queries import Backers
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.web.addresses import absolute, site
from collab.web.linked_data import Node, organisation, thing


def landing(programme: Programme, backers: Backers, address: str) -> list[Node]:
    """The programme at `address`, who organises and who pays; the website, if it is its own."""
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
    known = _programme(programme, backers, address)
    return [known] if programmes.is_past(programme) else [website, known]


def _programme(programme: Programme, backers: Backers, address: str) -> Node:
    known = {
        "@id": f"{address}#programme",
        "url": address,
        "name": str(programme.name),
        "description": str(programme.tagline or programme.summary),
        "parentOrganization": [organisation(str(name)) for name in backers.organisers],
        "funder": [organisation(str(name)) for name in backers.funders],
        "areaServed": [
            thing("AdministrativeArea", {"name": county["name"]["sv"]}) for county in programme.counties
        ],
        "contactPoint": thing("ContactPoint", {"url": absolute("contact.new"), "contactType": "organisers"}),
    }
    return thing("Organization", known)
