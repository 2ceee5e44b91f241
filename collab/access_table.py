"""Who may reach what, on one page. A route that is not here is refused; a test walks every row.

Visitors outside a row's audience are sent to sign in; signed-in people outside it get the row's refusal,
404 unless it says otherwise, and 404 always where they may not know of the thing: it does not exist for them.
"""

from collab.web.access import ANYONE, OWN, Access, AccessTable, Audience

PROGRAMME = Access(Audience.PROGRAMME)
TEAM = Access(Audience.TEAM)
MEMBERS = Access(Audience.MEMBERS)
FACILITATORS = Access(Audience.FACILITATORS)
AUTHOR = Access(Audience.AUTHOR)
ORGANISERS = Access(Audience.ORGANISERS)

TABLE: AccessTable = {
    # every page
    "health.live": ANYONE,
    "health.ready": ANYONE,
    "languages.switch": ANYONE,
    # accounts
    "accounts.sign_in": ANYONE,
    "accounts.enter": ANYONE,
    "accounts.send_link": ANYONE,
    "accounts.link_sent": ANYONE,
    "accounts.link": ANYONE,
    "accounts.use_link": ANYONE,
    "accounts.sign_out": ANYONE,
    "accounts.account": OWN,
    "accounts.choose_language": OWN,
    "accounts.change_password": OWN,
    "accounts.end_sessions": OWN,
    # front
    "front.index": ANYONE,
    "front.programme": ANYONE,
    "front.municipality": ANYONE,
    "front.map_drawing": ANYONE,
    "front.accessibility": ANYONE,
    "front.privacy": ANYONE,
    "front.security": ANYONE,
    "front.feed": ANYONE,
    "front.programme_feed": ANYONE,
    "front.showcase_feed": ANYONE,
    "front.robots": ANYONE,
    "front.whole_sitemap": ANYONE,
    "front.sitemap_part": ANYONE,
    "front.security_txt": ANYONE,
    # showcases
    "showcases.index": ANYONE,
    "showcases.of_programme": ANYONE,
    "showcases.show": ANYONE,
    "showcases.picture": ANYONE,
    "showcases.poster": ANYONE,
    "showcases.code": ANYONE,
    "showcases.edit": Access(Audience.MEMBERS, refused=403),
    "showcases.preview": TEAM,
    "showcases.working_picture": TEAM,
    "showcases.publish": Access(Audience.MEMBERS, refused=403, known_to=Audience.TEAM),
    "showcases.unpublish": Access(Audience.MEMBERS_OR_ORGANISERS, refused=403, known_to=Audience.TEAM),
    # conference
    "conference.show": ANYONE,
    "conference.of_programme": ANYONE,
    "conference.session": ANYONE,
    "conference.session_of_programme": ANYONE,
    "conference.ics": ANYONE,
    "conference.ics_of_programme": ANYONE,
    # contact
    "contact.new": ANYONE,
    "contact.create": ANYONE,
    "contact.receipt": ANYONE,
    "contact.index": ORGANISERS,
    "contact.show": ORGANISERS,
    "contact.answer": ORGANISERS,
    # teams
    "teams.ask": Access(Audience.NEWCOMER, refused=403),
    "teams.answer_request": Access(Audience.COORDINATOR, refused=403),
    "teams.withdraw_request": Access(Audience.NEWCOMER, refused=403),
    "teams.edit_rules": ORGANISERS,
    "teams.invite": Access(Audience.COORDINATOR, refused=403),
    "teams.answer_invitation": Access(Audience.NEWCOMER, refused=403),
    "teams.withdraw_invitation": Access(Audience.COORDINATOR, refused=403),
    # forming
    "forming.find": PROGRAMME,
    "forming.profile": Access(Audience.PARTICIPANTS, refused=403),
    "forming.start": Access(Audience.PARTICIPANTS, refused=403),
    "forming.lead": Access(Audience.COORDINATOR, refused=403),
    "forming.set_open": Access(Audience.COORDINATOR, refused=403),
    "forming.share": Access(Audience.COORDINATOR, refused=403),
    "forming.leave": Access(Audience.MEMBERS, refused=403),
    "forming.mend": Access(Audience.FACILITATORS, refused=403),
    "forming.do": Access(Audience.FACILITATORS, refused=403),
    # projects
    "projects.index": PROGRAMME,
    "projects.plan": PROGRAMME,
    "projects.edit_section": Access(Audience.MEMBERS, refused=403),
    "projects.summary": Access(Audience.MEMBERS, refused=403),
    "projects.new_milestone": Access(Audience.MEMBERS, refused=403),
    "projects.edit_milestone": Access(Audience.MEMBERS, refused=403),
    "projects.complete_milestone": Access(Audience.MEMBERS, refused=403),
    "projects.edit_cover": Access(Audience.MEMBERS, refused=403),
    "projects.cover_drawing": ANYONE,
    "projects.cover_picture": PROGRAMME,
    # updates
    "updates.index": PROGRAMME,
    "updates.new": Access(Audience.MEMBERS, refused=403),
    "updates.show": ANYONE,
    "updates.picture": ANYONE,
    "updates.loose_picture": AUTHOR,
    "updates.edit": Access(Audience.AUTHOR, refused=403),
    "updates.withdraw": Access(Audience.AUTHOR, refused=403),
    "updates.comment": PROGRAMME,
    # reviews
    "reviews.index": FACILITATORS,
    "reviews.take": Access(Audience.REVIEWER, refused=403, known_to=Audience.FACILITATORS),
    "reviews.write": AUTHOR,
    "reviews.read_answers": AUTHOR,
    "reviews.submission": Access(Audience.MEMBERS, refused=403),
    "reviews.project": TEAM,
    "reviews.release": FACILITATORS,
    "reviews.answer": Access(Audience.MEMBERS, refused=403, known_to=Audience.TEAM),
    "reviews.assign": Access(Audience.ORGANISERS, refused=403, known_to=Audience.FACILITATORS),
    "reviews.unassign": Access(Audience.ORGANISERS, refused=403, known_to=Audience.FACILITATORS),
    "reviews.declare_tie": FACILITATORS,
    "reviews.approve": FACILITATORS,
    "reviews.withdraw_approval": FACILITATORS,
    # workspace
    "workspace.home": OWN,
    "workspace.visit": OWN,
    "workspace.programme_feed": PROGRAMME,
    "workspace.team_feed": PROGRAMME,
    "workspace.project_feed": PROGRAMME,
    "workspace.audit": ORGANISERS,
    "workspace.project": PROGRAMME,
    "workspace.team": PROGRAMME,
    "workspace.teams": PROGRAMME,
    # demonstration
    "demonstration.index": ANYONE,
    "demonstration.sign_in": ANYONE,
    "demonstration.choose_day": ANYONE,
    "demonstration.outbox": ANYONE,
    "demonstration.letter": ANYONE,
    "demonstration.letter_html": ANYONE,
    "styleguide.show": ANYONE,
}

__all__ = [
    "ANYONE",
    "AUTHOR",
    "FACILITATORS",
    "MEMBERS",
    "ORGANISERS",
    "OWN",
    "PROGRAMME",
    "TABLE",
    "TEAM",
]
