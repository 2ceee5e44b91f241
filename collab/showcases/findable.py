"""What a public page is found by in the gallery: the words of its edition, in both languages."""

from markupsafe import Markup

from collab.search.findable import Indexed, Said
from collab.showcases import queries
from collab.showcases.content import Content
from collab.showcases.models import Showcase


def words(content: Content) -> list[str]:
    """What the page is found by."""
    story = Markup(content.story_html).striptags()  # noqa: S704 - words for the index, no page shows them
    tags = [tag.name[code] for tag in [*content.branches, *content.goals] for code in ("sv", "en")]
    said = [
        text[code] for text in (content.title, content.promise, content.headline) for code in ("sv", "en")
    ]
    places = [place.name for place in content.places]
    effects = [f"{effect.label} {effect.unit}" for effect in content.effects]
    return [
        story,
        *said,
        content.summary_en,
        content.takes,
        content.cost,
        *(role.text for role in content.sector_roles),
        *content.pitfalls,
        content.team,
        *tags,
        *places,
        *effects,
    ]


def _says(showcase: Showcase) -> Said | None:
    edition = queries.current_edition(showcase)
    return Said(text=tuple(words(Content.thawed(edition.content)))) if edition is not None else None


INDEXED = (Indexed("showcase", _says),)
