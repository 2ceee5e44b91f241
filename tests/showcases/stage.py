"""A project on its way to the public, for tests that begin somewhere along it."""

from collab import db
from collab.reviews import actions as reviews
from collab.reviews import queries as reviewed
from collab.reviews.actions import Reply
from collab.reviews.models import AnswerState, Severity
from collab.showcases import actions
from collab.showcases.actions import Draft
from collab.showcases.models import Edition, Showcase
from collab.text import Localised
from tests.reviews.road import hand_in, review, the_round
from tests.support.cast import Cast

STORY = "Det började med en låst dörr. " * 15
WHOLE = Draft(
    headline=Localised("Vi ställde klockan efter tåget", "We set our clocks by the train"),
    story=STORY,
    summary_en="It began with a locked door.",
    is_ongoing=True,
    seeks_municipalities=True,
    effects=[{"text": "1 640", "unit": "besök", "label": "Besök i vår", "method": "counted", "evidence": ""}],
    takes="En station och två värdar.",
    cost="18 000 kronor",
    sector_roles=[{"sector": "culture", "text": "Ändrar öppettiderna."}],
    pitfalls=["Titta i planen över banarbeten."],
    documents=[{"title": "Tre frågor", "kind": "enkät"}],
)


def approved(cast: Cast) -> None:
    """Two reviews released, the must answered, a facilitator's approval given."""
    hand_in(cast.project, cast.culture)
    for reviewer in (cast.facilitator, cast.colleague):
        review(cast.project, reviewer)
    for point in reviewed.points_of(cast.project, the_round()):
        if point.severity is Severity.MUST:
            reviews.answer(point, Reply(AnswerState.DONE, "Gjort."), by=cast.culture)
    reviews.approve(cast.project, by=cast.facilitator)
    db.session.flush()


def composed(cast: Cast, draft: Draft = WHOLE) -> Showcase:
    """A working copy that lacks nothing but, unless `approved` ran, the approval."""
    showcase = actions.start(cast.project)
    actions.save(showcase, draft, by=cast.culture)
    db.session.flush()
    return showcase


def published(cast: Cast, draft: Draft = WHOLE) -> Edition:
    """Public."""
    approved(cast)
    edition = actions.publish(composed(cast, draft), by=cast.culture)
    db.session.commit()
    return edition
