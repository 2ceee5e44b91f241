"""One of everything that has an address, so that every row of the access table can be tried."""

from datetime import date

from flask import current_app
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
from collab.notifications import deriving, leaving
from collab.notifications import queries as notices
from collab.notifications.kinds import Kind
from collab.programmes.models import Membership
from collab.programmes.queries import place_of
from collab.projects import actions as projects
from collab.projects import queries
from collab.projects.actions import Draft, Writing
from collab.projects.models import Milestone, Status
from collab.reviews.models import Exclusion
from collab.reviews.queries import points_of
from collab.showcases import actions as showcases
from collab.showcases import jobs as drawing
from collab.showcases.models import Code, Consent, Poster
from collab.teams.models import Invitation, JoinRequest
from collab.updates import actions as answering
from collab.updates import actions as updates
from collab.updates.content import Content, Shown
from collab.updates.models import Update, Visibility
from tests.conference import day
from tests.divisions import found
from tests.divisions.people import SIZE, asked, search
from tests.documents import orders
from tests.files.corpus import encoded, two_tone
from tests.ideas.wishing import an_idea
from tests.messages import letters
from tests.project_files import shelf
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
    "stalls.snooze": PROJECT + "/snooze",
    "stalls.wake": PROJECT + "/wake",
    "messages.index": PROGRAMME + "/messages",
    "messages.new": PROGRAMME + "/messages/new",
    "messages.nudge": PROJECT + "/nudge",
    "messages.show": "/messages/{message}",
    "messages.edit": "/messages/{message}/edit",
    "messages.edit_copy": "/messages/{message}/copies/{copy}",
    "messages.leave_out": "/messages/{message}/copies/{copy}/place",
    "messages.retry": "/messages/{message}/copies/{copy}/retry",
    "messages.retry_all": "/messages/{message}/retry",
    "messages.renew": "/messages/{message}/renew",
    "messages.send": "/messages/{message}/send",
    "messages.schedule": "/messages/{message}/schedule",
    "messages.hold": "/messages/{message}/hold",
    "messages.discard": "/messages/{message}/discard",
    "contact.new": "/contact",
    "contact.create": "/contact",
    "contact.receipt": "/contact/{view}",
    "contact.index": PROGRAMME + "/views",
    "contact.show": "/views/{view}",
    "contact.answer": "/views/{view}/answer",
    "ideas.propose": PROGRAMME + "/ideas/new",
    "ideas.edit": PROGRAMME + "/ideas/{idea}/edit",
    "ideas.withdraw": PROGRAMME + "/ideas/{idea}/withdrawal",
    "ideas.wish": PROGRAMME + "/ideas/wishes",
    "teams.ask": TEAM + "/request",
    "teams.answer_request": TEAM + "/requests/{request}",
    "teams.withdraw_request": TEAM + "/requests/{request}/withdrawal",
    "teams.edit_rules": PROGRAMME + "/team-rules",
    "teams.invite": TEAM + "/invitations/new",
    "teams.answer_invitation": TEAM + "/invitations/{invitation}",
    "teams.withdraw_invitation": TEAM + "/invitations/{invitation}/withdrawal",
    "forming.find": PROGRAMME + "/people",
    "forming.correct_address": PROGRAMME + "/people/{person}/address",
    "forming.profile": PROGRAMME + "/profile",
    "forming.start": PROGRAMME + "/teams/new",
    "forming.lead": TEAM + "/lead",
    "forming.set_open": TEAM + "/openness",
    "forming.share": TEAM + "/coordinators",
    "forming.leave": TEAM + "/leave",
    "forming.mend": TEAM + "/mend",
    "forming.do": TEAM + "/mend/add",
    "divisions.index": PROGRAMME + "/team-proposals",
    "divisions.ask": PROGRAMME + "/team-proposals/new",
    "divisions.search": "/team-proposals/{search}",
    "divisions.stop": "/team-proposals/{search}/stop",
    "divisions.throw_away": "/team-proposals/{search}/delete",
    "divisions.ask_with_less": "/team-proposals/{search}/less",
    "divisions.show": "/divisions/{division}",
    "divisions.move": "/divisions/{division}/move",
    "divisions.save_move": "/divisions/{division}/move",
    "divisions.reset": "/divisions/{division}/reset",
    "divisions.compare": "/divisions/{division}/compare",
    "divisions.apply": "/divisions/{division}/apply",
    "divisions.undo": "/divisions/{division}/undo",
    "divisions.ask_anew": "/divisions/{division}/anew",
    "projects.index": PROGRAMME + "/projects",
    "projects.plan": PROJECT + "/plan",
    "projects.edit_section": PROJECT + "/plan/need",
    "projects.draft_section": PROJECT + "/plan/need/draft",
    "projects.join_section": PROJECT + "/plan/need/join",
    "projects.edit_home": PROJECT + "/anchoring/kristianstad",
    "projects.homes": PROGRAMME + "/anchoring",
    "projects.plan_sections": PROGRAMME + "/plan-sections",
    "projects.new_section": PROGRAMME + "/plan-sections/new",
    "projects.define_section": PROGRAMME + "/plan-sections/need",
    "projects.place_section": PROGRAMME + "/plan-sections/need/place",
    "projects.versions": PROJECT + "/plan/need/versions",
    "projects.version": PROJECT + "/plan/need/versions/1",
    "projects.restore": PROJECT + "/plan/need/versions/1/restore",
    "projects.name_plan": PROJECT + "/named-plans/new",
    "projects.named_plan": PROJECT + "/named-plans/{named_plan}",
    "projects.summary": PROJECT + "/summary",
    "projects.new_milestone": PROJECT + "/milestones/new",
    "projects.edit_milestone": PROJECT + "/milestones/{milestone}",
    "projects.complete_milestone": PROJECT + "/milestones/{milestone}/completion",
    "projects.postpone_milestone": PROJECT + "/milestones/{milestone}/later",
    "projects.show_hill": PROJECT + "/hill",
    "projects.suggest_strands": PROJECT + "/strands",
    "projects.new_strand": PROJECT + "/strands/new",
    "projects.edit_strand": PROJECT + "/strands/{strand}",
    "projects.place_strand": PROJECT + "/strands/{strand}/place",
    "projects.move_strand": PROJECT + "/strands/{strand}/moves",
    "projects.edit_cover": PROJECT + "/cover",
    "projects.cover_drawing": PROJECT + "/cover.svg",
    "projects.cover_picture": PROJECT + "/cover/480.webp",
    "project_files.index": PROJECT + "/files",
    "project_files.new": PROJECT + "/files/new",
    "project_files.show": PROJECT + "/files/{file}",
    "project_files.download": PROJECT + "/files/{file}/1",
    "project_files.picture": PROJECT + "/files/{file}/1/480.webp",
    "project_files.new_version": PROJECT + "/files/{file}/versions/new",
    "project_files.edit": PROJECT + "/files/{file}/edit",
    "project_files.remove": PROJECT + "/files/{file}/removal",
    "project_files.add_consent": PROJECT + "/files/{file}/1/consents/new",
    "project_files.withdraw_consent": PROJECT + "/files/{file}/consents/{consent}/withdrawal",
    "documents.index": PROJECT + "/documents",
    "documents.show": PROJECT + "/documents/{document}",
    "documents.again": PROJECT + "/documents/{document}/again",
    "documents.download": PROJECT + "/documents/{document}/file",
    "updates.index": PROJECT + "/updates",
    "updates.rhythm": PROGRAMME + "/rhythm",
    "updates.new": PROJECT + "/updates/new",
    "updates.show": "/updates/{public}",
    "updates.versions": "/updates/{public}/versions",
    "updates.picture": "/updates/{public}/pictures/{picture}/480.webp",
    "updates.loose_picture": "/updates/pictures/{loose}/480.webp",
    "updates.edit": "/updates/{update}/edit",
    "updates.withdraw": "/updates/{update}/withdrawal",
    "updates.nameable": PROGRAMME + "/names?q=kul",
    "updates.comment": "/updates/{update}/comments",
    "updates.change_comment": "/updates/{question}/comments/{comment}/edit",
    "updates.withdraw_comment": "/updates/{question}/comments/{comment}/withdrawal",
    "updates.comment_versions": "/updates/{question}/comments/{comment}/versions",
    "updates.press": "/updates/{update}/words",
    "updates.mark_answer": "/updates/{question}/comments/{comment}/answer",
    "updates.take_mark_back": "/updates/{question}/answer/removal",
    "updates.unacknowledged": PROGRAMME + "/reports",
    "updates.unanswered": PROGRAMME + "/questions",
    "updates.acknowledge": "/updates/{update}/acknowledgement",
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
    "stages.show": PROJECT + "/stages",
    "stages.agree": PROJECT + "/stages/agreements",
    "stages.proceed": PROJECT + "/stages/passage",
    "stages.let_through": PROJECT + "/stages/exception",
    "stages.go_back": PROJECT + "/stages/return",
    "stages.index": PROGRAMME + "/stages",
    "notifications.index": "/notices",
    "notifications.open_all": "/notices",
    "notifications.show": "/notices/{notice}",
    "notifications.choices": "/notices/choices",
    "notifications.ask_to_leave": "/notices/leave/{leaving}",
    "notifications.leave": "/notices/leave/{leaving}",
    "workspace.home": "/home",
    "workspace.visit": "/home/visit",
    "workspace.dates": "/dates",
    "workspace.subscribe": "/dates/address",
    "workspace.unsubscribe": "/dates/address/removal",
    "workspace.subscribed": "/dates/{calendar}.ics",
    "workspace.programme_feed": PROGRAMME + "/feed",
    "workspace.programme_newer": PROGRAMME + "/feed/newer?since=2016-01-01T00:00Z",
    "workspace.team_newer": TEAM + "/feed/newer?since=2016-01-01T00:00Z",
    "workspace.project_newer": PROJECT + "/feed/newer?since=2016-01-01T00:00Z",
    "workspace.search": PROGRAMME + "/search?q=dörr",
    "workspace.team_feed": TEAM + "/feed",
    "workspace.project_feed": PROJECT + "/feed",
    "workspace.audit": PROGRAMME + "/audit",
    "workspace.project": PROJECT,
    "workspace.team": TEAM,
    "workspace.teams": PROGRAMME + "/teams",
    "workspace.ideas": PROGRAMME + "/ideas",
    "workspace.wishes": PROGRAMME + "/ideas/wishes/everybody",
    "workspace.voices": TEAM + "/voices",
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
        **_question(cast),
        "loose": _loose(cast, kept),
        **_file(cast, kept),
        "idea": an_idea(cast.programme, "Night trains", cast.culture).key,
        "request": _request(cast),
        **_proposals(cast),
        "invitation": _invitation(cast),
        "link": _link(cast),
        "calendar": _calendar(cast),
        "letter": _letter(),
        **_message(cast),
        "notice": _notice(cast, update),
        "leaving": leaving.token_of(cast.tourism),
        "person": place_of(cast.tourism, cast.programme.id).code,
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


def _question(cast: Cast) -> dict[str, str]:
    """A question with two comments, the first of which is marked as the answer."""
    question = written.a_question(cast.project, cast.culture)
    marked, other = (updates.comment(question, text, by=cast.other) for text in ("Yes.", "No."))
    updates.mark_answer(marked, by=cast.culture)
    return {"question": question.key, "comment": other.key}


def _loose(cast: Cast, kept: KeptPicture) -> str:
    picture = files.keep_loose(kept, by=cast.culture)
    db.session.flush()
    return picture.key


def _file(cast: Cast, kept: KeptPicture) -> dict[str, str]:
    """A picture with the consent of somebody in it."""
    file = shelf.a_picture(cast.project, cast.culture, kept)
    return {"file": file.key, "consent": shelf.consent_to(file).key}


def _request(cast: Cast) -> str:
    membership = db.session.scalars(select(Membership).where(Membership.person == cast.other)).one()
    request = JoinRequest(team=cast.team, membership=membership, message="May I?")
    db.session.add(request)
    db.session.flush()
    return request.key


def _proposals(cast: Cast) -> dict[str, str]:
    """A proposal; a search that has none, but would with less; one that nobody has begun with."""
    division, impossible = found.a_division(cast), found.an_impossible_search(cast)
    found.a_division(cast, of=division.search, position=2)
    search(cast, asked(SIZE))
    return {"search": impossible.key, "division": division.key}


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


def _message(cast: Cast) -> dict[str, str]:
    """A draft to everybody of a team."""
    draft = letters.a_draft(cast)
    return {"message": draft.key, "copy": letters.copies(draft)[0].key}


def _notice(cast: Cast, update: Update) -> str:
    """What the author is told: an answer to the update."""
    answering.comment(update, "When?", by=cast.business)
    db.session.commit()
    while deriving.derive_next():
        pass
    return next(item.key for item in notices.page(cast.culture).items if item.kind is Kind.ANSWER)


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
    return {
        "milestone": milestone.key,
        "named_plan": _plan(cast),
        "document": orders.ready(cast.project, cast.culture).key,
        "strand": _strand(cast),
        "point": point.key,
        "review": point.review.key,
        "draft": draft.key,
    }


def _strand(cast: Cast) -> str:
    """One that has been moved, and one that has not."""
    projects.open_strand(cast.project, "Posters", by=cast.culture)
    strand = projects.open_strand(cast.project, "Doors", by=cast.culture)
    projects.move_strand(strand, 30, "One is open.", seen=1, by=cast.business)
    return strand.key


def _calendar(cast: Cast) -> str:
    """The address of the head of tourism."""
    return projects.subscribe(cast.tourism, key=str(current_app.config["SECRET_KEY"]))


def _plan(cast: Cast) -> str:
    """A section that was changed, and the plan under a name."""
    seen = queries.get_section(cast.project, "need").version
    projects.write_section(cast.project, "need", Writing("Doors.", seen), by=cast.culture)
    projects.write_section(cast.project, "need", Writing("Open doors.", seen + 1), by=cast.business)
    projects.keep_draft(cast.project, "need", Draft("Wide doors.", seen + 1), by=cast.culture)
    return projects.name_plan(cast.project, "Sent to the board", by=cast.culture).key
