"""What somebody tells those who look for a team."""

from collab.programmes.models import Membership


def tell(place: Membership, can_offer: str, seeks: str, branches: list[str]) -> None:
    """Change one's lines in the finder. They are nobody's business but one's own: nothing is recorded."""
    place.can_offer, place.seeks, place.branches = can_offer, seeks, branches
