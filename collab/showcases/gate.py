"""What stands between a working copy and the public: one answer for the button and the gate."""

from enum import StrEnum

from collab.markdown import plain_words
from collab.reviews import queries as reviews
from collab.showcases.models import Consent, Showcase, ShowcasePicture

FEWEST_WORDS = 60


class Missing(StrEnum):
    """What a showcase can lack. The template words and links each."""

    APPROVAL = "approval"
    MUSTS = "musts"
    PROMISE = "promise"
    HEADLINE = "headline"
    STORY = "story"
    EFFECT = "effect"
    AT_HOME = "at-home"
    PICTURE_TEXT = "picture-text"
    CONSENT = "consent"


def missing_for_publication(showcase: Showcase, pictures: list[ShowcasePicture]) -> list[Missing]:
    """Everything that is still owed before the page can be published, in the order of the form."""
    project = showcase.project
    there = {
        Missing.APPROVAL: reviews.approval_of(project) is not None,
        Missing.MUSTS: not reviews.open_musts(project),
        Missing.PROMISE: bool(project.promise.sv),
        Missing.HEADLINE: bool(showcase.headline.sv),
        Missing.STORY: plain_words(showcase.story) >= FEWEST_WORDS,
        Missing.EFFECT: bool(showcase.effects),
        Missing.AT_HOME: bool(showcase.takes.strip() and showcase.cost.strip()),
        Missing.PICTURE_TEXT: all(p.picture.is_decorative or p.picture.alternative for p in pictures),
        Missing.CONSENT: all(p.consent is not Consent.UNKNOWN for p in pictures),
    }
    return [what for what, is_there in there.items() if not is_there]
