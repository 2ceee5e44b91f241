"""Reading showcases: the working copy, the public page, the gallery with its filters and counts."""

from collab.showcases.queries.editions import (
    Shown,
    code_of,
    current_edition,
    editions_of,
    get_page,
    get_public,
    poster_of,
    public_edition_of,
    unshown,
)
from collab.showcases.queries.gallery import ON_A_PAGE, Card, Found, card_of, catalogue_of, find, next_after
from collab.showcases.queries.working import (
    get_showcase,
    get_working_picture,
    pictures_of,
    pictures_to_choose_from,
    public_among,
    showcase_of,
    withdrawn_pictures_of,
)

__all__ = [
    "ON_A_PAGE",
    "Card",
    "Found",
    "Shown",
    "card_of",
    "catalogue_of",
    "code_of",
    "current_edition",
    "editions_of",
    "find",
    "get_page",
    "get_public",
    "get_showcase",
    "get_working_picture",
    "next_after",
    "pictures_of",
    "pictures_to_choose_from",
    "poster_of",
    "public_among",
    "public_edition_of",
    "showcase_of",
    "unshown",
    "withdrawn_pictures_of",
]
