"""One of everything that has an address, so that every row of the access table can be tried."""

from datetime import date

from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import SignInLink
from collab.accounts.tokens import fingerprint, new_token
from collab.contact import actions as contact
from collab.files import actions as files
from collab.files import pictures, serving
from collab.files.actions import Description
from collab.files.models import Picture
from collab.files.store import KeptPicture
from collab.mail.models import Mail
from collab.programmes.models import Membership
from collab.projects import actions as projects
from collab.projects.models import Milestone, Status
from collab.reviews.models import Exclusion
from collab.reviews.queries import points_of
from collab.showcases import actions as showcases
from collab.showcases import jobs as drawing
from collab.showcases.models import Code, Consent, Poster
from collab.teams.models import Invitation, JoinRequest
from collab.updates.content import Content, Shown
from collab.updates.models import Update, Visibility
from tests.conference import day
from tests.files.corpus import encoded, two_tone
from tests.reviews import road
from tests.showcases import stage
from tests.support.cast import Cast
from tests.updates import written

PROJECT, TEAM = "/projects/oppna-dorrar", "/teams/sparet"
PROGRAMME = "/programmes/kultur-pa-resande-fot"

ADDRESSES = {
    "health.live": "/health/live",
    "health.ready": "/health/ready",
    "languages.switch": "/language/sv",
    "accounts.sign_in": "/sign-in",
    "accounts.enter": "/sign-in",
    "accounts.send_link": "/sign-in/link",
    "accounts.link_sent": "/sign-in/link",
    "accounts.link": "/sign-in/link/{link}",
    "accounts.use_link": "/sign-in/link/{link}",
    "accounts.sign_out": "/sign-out",
    "accounts.account": "/account",
    "accounts.choose_language": "/account/language",
    "accounts.change_password": "/account/password",
    "accounts.end_sessions": "/account/sessions",
    "front.index": "/",
    "front.programme": PROGRAMME + "/",
    "front.municipality": "/municipalities/kristianstad",
    "front.map_drawing": PROGRAMME + "/map.svg",
    "front.accessibility": "/accessibility",
    "front.privacy": "/privacy",
    "front.security": "/security",
    "front.feed": "/feed.atom",
    "front.programme_feed": PROGRAMME + "/feed.atom",
    "front.showcase_feed": "/showcases/oppna-dorrar/feed.atom",
    "front.robots": "/robots.txt",
    "front.whole_sitemap": "/sitemap.xml",
    "front.sitemap_part": "/sitemap-1.xml",
    "front.security_txt": "/.well-known/security.txt",
    "showcases.index": "/showcases",
    "showcases.of_programme": PROGRAMME + "/showcases",
    "showcases.show": "/showcases/oppna-dorrar",
    "showcases.picture": "/showcases/oppna-dorrar/pictures/{picture}/480.webp",
    "showcases.poster": "/showcases/oppna-dorrar/posters/{poster}.png",
    "showcases.code": "/showcases/oppna-dorrar/code/{code}.svg",
    "showcases.edit": PROJECT + "/showcase",
    "showcases.preview": PROJECT + "/showcase/preview",
    "showcases.working_picture": PROJECT + "/showcase/pictures/{picture}/480.webp",
    "showcases.publish": PROJECT + "/showcase/publication",
    "showcases.unpublish": PROJECT + "/showcase/withdrawal",
    "conference.show": "/conference",
    "conference.of_programme": PROGRAMME + "/conference",
    "conference.session": "/conference/doors",
    "conference.session_of_programme": PROGRAMME + "/conference/doors",
    "conference.ics": "/conference.ics",
    "conference.ics_of_programme": PROGRAMME + "/conference.ics",
    "contact.new": "/contact",
    "contact.create": "/contact",
    "contact.receipt": "/contact/{view}",
    "contact.index": PROGRAMME + "/views",
    "contact.show": "/views/{view}",
    "contact.answer": "/views/{view}/answer",
    "teams.ask": TEAM + "/request",
    "teams.answer_request": TEAM + "/requests/{request}",
    "teams.withdraw_request": TEAM + "/requests/{request}/withdrawal",
    "teams.edit_rules": PROGRAMME + "/team-rules",
    "teams.invite": TEAM + "/invitations/new",
    "teams.answer_invitation": TEAM + "/invitations/{invitation}",
    "teams.withdraw_invitation": TEAM + "/invitations/{invitation}/withdrawal",
    "forming.find": PROGRAMME + "/people",
    "forming.profile": PROGRAMME + "/profile",
    "forming.start": PROGRAMME + "/teams/new",
    "forming.lead": TEAM + "/lead",
    "forming.set_open": TEAM + "/openness",
    "forming.share": TEAM + "/coordinators",
    "forming.leave": TEAM + "/leave",
    "forming.mend": TEAM + "/mend",
    "forming.do": TEAM + "/mend/add",
    "projects.index": PROGRAMME + "/projects",
    "projects.plan": PROJECT + "/plan",
    "projects.edit_section": PROJECT + "/plan/need",
    "projects.summary": PROJECT + "/summary",
    "projects.new_milestone": PROJECT + "/milestones/new",
    "projects.edit_milestone": PROJECT + "/milestones/{milestone}",
    "projects.complete_milestone": PROJECT + "/milestones/{milestone}/completion",
    "projects.edit_cover": PROJECT + "/cover",
    "projects.cover_drawing": PROJECT + "/cover.svg",
    "projects.cover_picture": PROJECT + "/cover/480.webp",
    "updates.index": PROJECT + "/updates",
    "updates.new": PROJECT + "/updates/new",
    "updates.show": "/updates/{public}",
    "updates.picture": "/updates/{public}/pictures/{picture}/480.webp",
    "updates.loose_picture": "/updates/pictures/{loose}/480.webp",
    "updates.edit": "/updates/{update}/edit",
    "updates.withdraw": "/updates/{update}/withdrawal",
    "updates.comment": "/updates/{update}/comments",
    "reviews.index": "/reviews",
    "reviews.take": "/reviews/assignments",
    "reviews.write": "/reviews/{draft}",
    "reviews.read_answers": "/reviews/{review}/reading",
    "reviews.submission": PROJECT + "/submission",
    "reviews.project": PROJECT + "/reviews",
    "reviews.release": PROJECT + "/reviews/final",
    "reviews.answer": "/points/{point}/answer",
    "reviews.assign": PROJECT + "/reviews/midway/reviewers",
    "reviews.unassign": PROJECT + "/reviews/midway/reviewers/facilitator/removal",
    "reviews.declare_tie": PROJECT + "/ties",
    "reviews.approve": PROJECT + "/approval",
    "reviews.withdraw_approval": PROJECT + "/approval/withdrawal",
    "workspace.home": "/home",
    "workspace.visit": "/home/visit",
    "workspace.programme_feed": PROGRAMME + "/feed",
    "workspace.team_feed": TEAM + "/feed",
    "workspace.project_feed": PROJECT + "/feed",
    "workspace.audit": PROGRAMME + "/audit",
    "workspace.project": PROJECT,
    "workspace.team": TEAM,
    "workspace.teams": PROGRAMME + "/teams",
    "demonstration.index": "/demo",
    "demonstration.sign_in": "/demo/sign-in",
    "demonstration.choose_day": "/demo/day",
    "demonstration.outbox": "/demo/outbox",
    "demonstration.letter": "/demo/outbox/{letter}",
    "demonstration.letter_html": "/demo/outbox/{letter}/html",
    "styleguide.show": "/styleguide",
}
"""Where each endpoint's exhibit is found; {names} are what `put_up` returns."""

SENT = {"reviews.take": {"project": "oppna-dorrar", "round": "midway"}}
"""What a form must hold for its thing to be found at all."""


def put_up(cast: Cast) -> dict[str, str]:
    """Make the exhibits. The colleague has a tie to the project; the head of culture is the author."""
    day.plan(cast)
    kept = _kept()
    update, public = _updates(cast, kept)
    names = {
        "picture": public.pictures[0].picture.key,
        "public": public.key,
        "update": update.key,
        "loose": _loose(cast, kept),
        "request": _request(cast),
        "invitation": _invitation(cast),
        "link": _link(cast),
        "letter": _letter(),
        "view": contact.receive_view("A view", programme=cast.programme, email="", language="sv").key,
        **_project(cast, kept, public.pictures[0].picture),
    }
    db.session.commit()
    return {**names, **_drawn()}


def _drawn() -> dict[str, str]:
    """What the worker draws for the public page."""
    assert drawing.draw_next_poster()
    assert drawing.draw_next_code()
    poster, code = db.session.scalars(select(Poster)).first(), db.session.scalars(select(Code)).one()
    assert poster is not None
    return {"poster": poster.file, "code": code.drawing}


def _kept() -> KeptPicture:
    return serving.store().keep_picture(pictures.prepare(encoded(two_tone(960, 640))))


def _updates(cast: Cast, kept: KeptPicture) -> tuple[Update, Update]:
    """One for the programme, and one with a picture for everybody."""
    picture = files.store_picture(kept, Description("A wall"), by=cast.culture)
    shown = Content(
        status=Status.ON_TRACK,
        text="Open.",
        next_step="Close",
        next_step_due_on=date(2017, 5, 24),
        pictures=(Shown(picture, Description("A wall")),),
    )
    update = written.a_post(cast.project, cast.culture)
    return update, written.a_post(cast.project, cast.culture, shown, visibility=Visibility.PUBLIC)


def _loose(cast: Cast, kept: KeptPicture) -> str:
    picture = files.keep_loose(kept, by=cast.culture)
    db.session.flush()
    return picture.key


def _request(cast: Cast) -> str:
    membership = db.session.scalars(select(Membership).where(Membership.person == cast.other)).one()
    request = JoinRequest(team=cast.team, membership=membership, message="May I?")
    db.session.add(request)
    db.session.flush()
    return request.key


def _invitation(cast: Cast) -> str:
    membership = db.session.scalars(select(Membership).where(Membership.person == cast.other)).one()
    invitation = Invitation(team=cast.team, membership=membership, by=cast.culture, message="Will you?")
    db.session.add(invitation)
    db.session.flush()
    return invitation.key


def _link(cast: Cast) -> str:
    token = new_token()
    expires_at = clock.real() + SignInLink.LIFETIME
    db.session.add(
        SignInLink(token_hash=fingerprint(token), person_id=cast.culture.id, expires_at=expires_at)
    )
    return token


def _letter() -> str:
    mail = Mail(to="somebody@example.org", language="sv", template="accounts/mail/sign_in_link", values={})
    mail.subject, mail.text, mail.sent_at = "Link", "Link", clock.real()
    mail.html = "<!DOCTYPE html><html lang=sv><title>Link</title><h1>Link</h1></html>"
    db.session.add(mail)
    db.session.flush()
    return mail.key


def _project(cast: Cast, kept: KeptPicture, picture: Picture) -> dict[str, str]:
    """Public and with a cover, its final reviews released; another one with a review being written."""
    projects.choose_cover(
        cast.project, kept, Description("A door"), seen=cast.project.version, by=cast.culture
    )
    stage.approved(cast)
    showcase = stage.composed(cast)
    showcases.choose_pictures(showcase, [(picture, Consent.NONE_RECOGNISABLE)])
    showcases.publish(showcase, by=cast.culture)
    point = next(
        p for p in points_of(cast.project, road.the_round()) if p.review.reviewer == cast.facilitator
    )
    road.hand_in_again(cast.project, cast.culture, "midway")
    road.hand_in(cast.other_project, cast.other)
    draft = road.draft(cast.other_project, cast.facilitator)
    db.session.add(Exclusion(project_id=cast.project.id, person_id=cast.colleague.id, reason="A tie"))
    milestone = db.session.scalars(select(Milestone).where(Milestone.project == cast.project)).first()
    assert milestone is not None
    return {"milestone": milestone.key, "point": point.key, "review": point.review.key, "draft": draft.key}
