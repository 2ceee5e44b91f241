"""A project on its way to the public, for tests that begin somewhere along it."""

from msgspec.structs import replace
from sqlalchemy import select

from collab import db, versions
from collab.files.actions import Description
from collab.files.models import Picture
from collab.projects.models import Project
from collab.reviews import actions as reviews
from collab.reviews import queries as reviewed
from collab.reviews.actions import Reply
from collab.reviews.models import AnswerState, Severity
from collab.showcases import actions
from collab.showcases.actions import Draft
from collab.showcases.models import Consent, Edition, Facet, Showcase
from collab.text import Localised
from collab.updates.content import Shown
from collab.updates.models import Update, Visibility
from tests.reviews.road import hand_in, review, the_round
from tests.support.cast import Cast
from tests.updates.written import WHOLE as WHOLE_UPDATE
from tests.updates.written import a_picture, a_post

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


def copied(edition: Edition, copies: int) -> None:
    """As many more public pages that say the same, each of a project of its own."""
    kept = {c.name: getattr(edition, c.name) for c in Edition.__table__.columns if c.name != "id"}
    project = edition.showcase.project
    same = ("programme_id", "team_id", "title", "promise", "stage_id", "started_on")
    for number in range(copies):
        another = Project(slug=f"copy-{number}", **{name: getattr(project, name) for name in same})
        showcase = Showcase(project=another, headline=edition.showcase.headline)
        db.session.add(showcase)
        db.session.flush()
        copy = Edition(**{**kept, "slug": another.slug, "showcase_id": showcase.id})
        db.session.add(copy)
        db.session.flush()
        facets = db.session.scalars(select(Facet).where(Facet.edition_id == edition.id)).all()
        db.session.add_all(Facet(edition_id=copy.id, kind=f.kind, code=f.code) for f in facets)
    versions.bump()
    db.session.commit()


def pictured(cast: Cast, *keys: str) -> list[Picture]:
    """Pictures of the page's own, as an import brings them, chosen in this order."""
    showcase = actions.start(cast.project)
    pictures = [a_picture(cast.culture, key, f"Picture {key}") for key in keys]
    actions.choose_pictures(showcase, [(p, Consent.NONE_RECOGNISABLE) for p in pictures])
    db.session.flush()
    return pictures


def update_with_picture(
    cast: Cast, key: str, visibility: Visibility = Visibility.PUBLIC
) -> tuple[Update, Picture]:
    """A posted update of the team's that shows one picture."""
    picture = a_picture(cast.culture, key, f"Picture {key}")
    content = replace(WHOLE_UPDATE, pictures=(Shown(picture, Description(f"Picture {key}")),))
    return a_post(cast.project, cast.culture, content, visibility), picture
