"""Between showcases, the reviews before them and the updates that they rest on."""

from sqlalchemy import select

from collab import db
from collab.archive.names import key_of
from collab.archive.problems import Problems
from collab.archive.records.reviews import ReviewRecord
from collab.archive.records.showcases import EffectRecord, ShowcaseRecord
from collab.archive.records.updates import UpdateRecord
from collab.archive.shaping import Shaper
from collab.archive.world import World
from collab.programmes.models import Role
from collab.reviews.models import Severity
from collab.updates.models import Update, Visibility


def check(slug: str, shaper: Shaper, world: World, problems: Problems) -> None:
    """Note what does not fit."""
    updates = {update.id: update for update in shaper.found(UpdateRecord)}
    for showcase in shaper.found(ShowcaseRecord):
        if not world.is_team_member(showcase.published_by, showcase.project):
            node = showcase.node["published_by"]
            problems.add(node, f'"{showcase.published_by}" is not one of the project\'s team.')
        if not world.has_role(showcase.approved_by, Role.FACILITATOR):
            problems.add(showcase.node["approved_by"], f'"{showcase.approved_by}" is no facilitator.')
        for effect in showcase.effects:
            if effect.evidence is not None:
                _check_evidence(
                    effect, showcase, updates.get(effect.evidence) or _kept(slug, effect), problems
                )
        _check_reviews(showcase, shaper.found(ReviewRecord), problems)


def _kept(slug: str, effect: EffectRecord) -> Update | None:
    key = key_of(slug, "update", effect.evidence or "")
    return db.session.scalars(select(Update).where(Update.key == key)).first()


def _check_evidence(
    effect: EffectRecord, showcase: ShowcaseRecord, update: UpdateRecord | Update | None, problems: Problems
) -> None:
    if update is None:
        return  # said with the other references
    node = effect.node["evidence"]
    project = update.project if isinstance(update, UpdateRecord) else update.project.slug
    if project != showcase.project:
        problems.add(node, f'"{effect.evidence}" is an update of {project}.')
    if update.visibility is not Visibility.PUBLIC:
        problems.add(node, f'"{effect.evidence}" is not public.')
    if update.posted_at is not None and showcase.published_at and update.posted_at > showcase.published_at:
        problems.add(node, f'"{effect.evidence}" was posted after the showcase was published.')


def _check_reviews(showcase: ShowcaseRecord, reviews: list[ReviewRecord], problems: Problems) -> None:
    """Every must is answered before the approval; whether there is a review at all, the gate itself says."""
    approved_at = showcase.approved_at
    if approved_at is None:
        return
    for review in reviews:
        if review.project != showcase.project:
            continue
        node = showcase.node["approved_at"]
        if review.submitted_at > approved_at:
            problems.add(node, f"The review {review.id} came after the approval.")
        for point in review.points:
            late = point.answer is None or point.answer.at > approved_at
            if point.severity is Severity.MUST and late:
                problems.add(node, f"The must {point.id} was not answered before the approval.")
