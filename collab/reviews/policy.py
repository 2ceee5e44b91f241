"""Who may what with reviews: the team reads what is released, a tie keeps a facilitator from judging."""

from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from collab import db
from collab.accounts.models import Person, Viewer
from collab.programmes import policy as programmes
from collab.programmes import queries as memberships
from collab.programmes.models import Membership, Role
from collab.projects import policy as projects
from collab.projects.models import Project, project_municipality
from collab.reviews.models import Exclusion, Point, Release, Review, Submission
from collab.teams.models import TeamMember


class Tie(StrEnum):
    """Why a facilitator must keep away from judging a project."""

    OWN_ORGANISATION = "own-organisation"
    """The facilitator's own organisation is in the project."""
    EXCLUDED = "excluded"
    """A tie was declared (jäv)."""


def tie_of(person: Person, project: Project) -> Tie | None:
    """What keeps the person from judging the project, or None."""
    place = memberships.membership_of(person, project.programme_id)
    if place is not None and _asks(_takes_part(place.organisation_id), project):
        return Tie.OWN_ORGANISATION
    return Tie.EXCLUDED if _asks(_is_excluded(person), project) else None


def tied(person: Viewer, organisation_id: int | None) -> ColumnElement[bool]:
    """SQL twin of `tie_of`, over Project: whether somebody of that organisation has a tie to it."""
    return or_(_takes_part(organisation_id), _is_excluded(person))


def has_tie(project: Project) -> ColumnElement[bool]:
    """SQL twin of `tie_of`, over Membership: whether somebody with that place has a tie to the project."""
    excluded = exists().where(Exclusion.project_id == project.id, Exclusion.person_id == Membership.person_id)
    return or_(_takes_part(Membership.organisation_id, project), excluded)


def _takes_part(
    organisation_id: int | InstrumentedAttribute[int] | None, project: Project | type[Project] = Project
) -> ColumnElement[bool]:
    """Whether the organisation is in the project, by its municipalities or by somebody in its team."""
    link, of_team = project_municipality.c, aliased(Membership)
    by_place = exists().where(link.project_id == project.id, link.organisation_id == organisation_id)
    by_member = exists().where(
        TeamMember.team_id == project.team_id,
        TeamMember.membership_id == of_team.id,
        of_team.organisation_id == organisation_id,
    )
    return or_(by_place, by_member)


def _is_excluded(person: Viewer) -> ColumnElement[bool]:
    return exists().where(Exclusion.project_id == Project.id, Exclusion.person_id == person.id)


def _asks(condition: ColumnElement[bool], project: Project) -> bool:
    return db.session.scalar(select(Project.id).where(Project.id == project.id, condition)) is not None


def follow(person: Person, project: Project) -> bool:
    """Open the page of the project's reviews: its team, facilitators and organisers."""
    return projects.read_inside(person, project)


def facilitate(person: Person, project: Project) -> bool:
    """See what the reviewers have handed in."""
    return programmes.has_role(person, project.programme_id, *programmes.TRUSTED)


def release(person: Person, project: Project) -> bool:
    """Show the team early what the reviewers have handed in: whoever facilitates."""
    return facilitate(person, project) and programmes.write(project.programme)


def hand_in(person: Person, project: Project) -> bool:
    """Hand the project in to a round."""
    return projects.edit(person, project)


def review(person: Person, project: Project) -> bool:
    """Take the project for review: a facilitator without a tie."""
    is_facilitator = programmes.has_role(person, project.programme_id, Role.FACILITATOR)
    return is_facilitator and programmes.write(project.programme) and tie_of(person, project) is None


def assign(person: Person, project: Project) -> bool:
    """Say who reviews the project, and on a facilitator's behalf who must not: organisers."""
    return _organise(person, project) and programmes.write(project.programme)


def _organise(person: Person, project: Project) -> bool:
    return programmes.has_role(person, project.programme_id, Role.ORGANISER)


def declare_tie(person: Person, project: Project) -> bool:
    """Declare a tie to the project: one's own, or as an organiser somebody else's."""
    return release(person, project)


def read_tie(person: Person, tie: Exclusion) -> bool:
    """Read a declared tie and its reason: whoever has it, and organisers."""
    return tie.person_id == person.id or _organise(person, tie.project)


def ties_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_tie`."""
    organised = programmes.in_programme(person, Project.programme_id, Role.ORGANISER)
    of_those = db.refers(Exclusion.project_id, Project, organised)
    return or_(Exclusion.person_id == person.id, of_those)


def write(person: Person, review_: Review) -> bool:
    """Write in a draft: its own reviewer, as long as no tie has come up."""
    return review_.reviewer_id == person.id and review_.is_draft and review(person, review_.project)


def read(person: Person, review_: Review) -> bool:
    """Read a review: its writer; facilitators once it is handed in; the team once it is released."""
    if review_.reviewer_id == person.id:
        return True
    if review_.is_draft:
        return False
    if facilitate(person, review_.project):
        return True
    return projects.belong(person, review_.project) and is_released(review_.round_id, review_.project_id)


def read_point(person: Person, point: Point) -> bool:
    """Read a point: whoever may read its review."""
    return read(person, point.review)


def answer(person: Person, point: Point) -> bool:
    """Answer a point: the team, once it is released."""
    return projects.edit(person, point.review.project) and read(person, point.review)


def read_answers(person: Person, review_: Review) -> bool:
    """Say that the answers to a review are read: its own reviewer."""
    is_own = review_.reviewer_id == person.id and not review_.is_draft
    return is_own and programmes.write(review_.project.programme)


def approve(person: Person, project: Project) -> bool:
    """Approve the project for being shown, or take that back: whoever facilitates without a tie."""
    return release(person, project) and tie_of(person, project) is None


def read_handing_in(person: Person, thing: Submission | Release) -> bool:
    """Know that a project was handed in or that its reviews were released."""
    return follow(person, thing.project)


def is_released(round_id: int, project_id: int) -> bool:
    """Whether the team may read the project's reviews of the round."""
    found = exists().where(Release.round_id == round_id, Release.project_id == project_id)
    return bool(db.session.scalar(select(found)))


def visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read`."""
    released = exists().where(Release.round_id == Review.round_id, Release.project_id == Review.project_id)
    to_the_team = and_(released, db.refers(Review.project_id, Project, projects.belongs_to(person)))
    trusted = programmes.in_programme(person, Project.programme_id, *programmes.TRUSTED)
    to_facilitators = db.refers(Review.project_id, Project, trusted)
    handed_in = and_(Review.submitted_at.is_not(None), or_(to_facilitators, to_the_team))
    return or_(Review.reviewer_id == person.id, handed_in)


def points_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_point`."""
    return db.refers(Point.review_id, Review, visible_to(person))


def submissions_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_handing_in` for submissions."""
    return db.refers(Submission.project_id, Project, projects.inside_visible_to(person))


def releases_visible_to(person: Viewer) -> ColumnElement[bool]:
    """SQL twin of `read_handing_in` for releases."""
    return db.refers(Release.project_id, Project, projects.inside_visible_to(person))
