"""Every page there is, where it is found, and who reads it."""

from dataclasses import dataclass

from collab.access_table import TABLE
from collab.keys import derived_key
from collab.web.access import Audience

EVERYBODY = ("visitor", "participant", "facilitator", "organiser")
SIGNED_IN = ("participant", "facilitator", "organiser")
READERS = {
    Audience.ANYONE: EVERYBODY,
    Audience.SIGNED_IN: SIGNED_IN,
    Audience.PROGRAMME: SIGNED_IN,
    Audience.PARTICIPANTS: ("participant",),
    Audience.NEWCOMER: ("newcomer",),
    Audience.TEAM: SIGNED_IN,
    Audience.MEMBERS: ("participant",),
    Audience.MEMBERS_OR_ORGANISERS: ("participant", "organiser"),
    Audience.COORDINATOR: ("coordinator",),
    Audience.FACILITATORS: ("facilitator", "organiser"),
    Audience.FACILITATORS_ALONE: ("facilitator",),
    Audience.REVIEWER: ("facilitator",),
    Audience.AUTHOR: ("participant",),
    Audience.PROPOSER: ("participant", "organiser"),
    Audience.ORGANISERS: ("organiser",),
}
PROGRAMME = "/programmes/nar-kultur-ar-resans-mal"
PROJECT = "/projects/oppet-nar-taget-kommer"
SEND = "main form[method=post] button[type=submit]"
MOVE = "person=kristianstad-culture&team=1"
PUBLISH = "button[name=publish]"
SUBMIT = "button[value=submit]"
PICTURE = derived_key("nar-kultur-ar-resans-mal", "project file", "urtavla")
CONSENT = derived_key("nar-kultur-ar-resans-mal", "consent", "urtavla-resenarer")
"""What the shipped files call so."""
UNDER_REVIEW = "/projects/under-fotterna/reviews"
MORE = "main button[name=more]"
APPOINT = ".seats__give button"


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in one state. The first of its readers is the one whom it is made for."""

    endpoint: str
    path: str
    """{draft} and the like stand for what the stage has made."""
    only: tuple[str, ...] = ()
    """Its readers, where not everybody of the access table's audience is meant."""
    state: str = ""
    status: int = 200
    pressed: str = ""
    """The button that sends its form as it is; the form comes back with what is missing."""

    @property
    def name(self) -> str:
        """As in the names of pictures."""
        return "-".join(part for part in (self.endpoint.replace(".", "-"), self.state) if part)

    @property
    def readers(self) -> tuple[str, ...]:
        """Who reads it."""
        return self.only or READERS[TABLE[self.endpoint].audience]


PAGES = (
    Shown("accounts.sign_in", "/sign-in", only=("visitor",)),
    Shown("accounts.sign_in", "/sign-in", only=("visitor",), state="mistake", status=422, pressed=SEND),
    Shown("accounts.link_sent", "/sign-in/link", only=("asker",)),
    Shown("accounts.link", "/sign-in/link/{link}", only=("visitor",)),
    Shown("accounts.link", "/sign-in/link/no-such-link", only=("visitor",), state="old", status=410),
    Shown("accounts.account", "/account"),
    Shown("front.index", "/"),
    Shown("front.programme", PROGRAMME + "/"),
    Shown("front.municipality", "/municipalities/kristianstad"),
    Shown("front.municipality", "/municipalities/osby", only=("visitor",), state="outside"),
    Shown("front.accessibility", "/accessibility"),
    Shown("front.privacy", "/privacy"),
    Shown("front.security", "/security"),
    Shown("showcases.index", "/showcases"),
    Shown("showcases.index", "/showcases?q=t%C3%A5g&sector=tourism", only=("visitor",), state="found"),
    Shown("showcases.index", "/showcases?q=xyz", only=("visitor",), state="nothing"),
    Shown("showcases.index", "/showcases?q=" + "x" * 200, only=("visitor",), state="long"),
    Shown("showcases.of_programme", PROGRAMME + "/showcases"),
    Shown("showcases.show", "/showcases/oppet-nar-taget-kommer"),
    Shown("showcases.edit", PROJECT + "/showcase"),
    Shown("showcases.edit", "/projects/belagrad-stad/showcase", only=("coordinator",), state="first"),
    Shown("showcases.preview", PROJECT + "/showcase/preview"),
    Shown("conference.show", "/conference"),
    Shown("conference.of_programme", PROGRAMME + "/conference"),
    Shown("conference.session", "/conference/c-oppet"),
    Shown("conference.session_of_programme", PROGRAMME + "/conference/c-oppet"),
    Shown("contact.new", "/contact"),
    Shown("contact.new", "/contact", only=("visitor",), state="mistake", status=422, pressed=SEND),
    Shown("contact.receipt", "/contact/{receipt}"),
    Shown("contact.index", PROGRAMME + "/views"),
    Shown("contact.show", "/views/{receipt}"),
    Shown("contact.show", "/views/{receipt}", state="mistake", status=422, pressed=SEND),
    Shown("ideas.propose", PROGRAMME + "/ideas/new"),
    Shown("ideas.propose", PROGRAMME + "/ideas/new", state="mistake", status=422, pressed=SEND),
    Shown("ideas.edit", PROGRAMME + "/ideas/{idea}/edit"),
    Shown("ideas.wish", PROGRAMME + "/ideas/wishes"),
    Shown("teams.answer_request", "/teams/vallgraven/requests/{request}"),
    Shown("teams.ask", "/teams/grundlaget/request"),
    Shown("teams.ask", "/teams/grundlaget/request", state="mistake", status=422, pressed=SEND),
    Shown("teams.edit_rules", PROGRAMME + "/team-rules"),
    Shown("teams.edit_rules", PROGRAMME + "/team-rules", state="foreseen", pressed=SEND),
    Shown("teams.invite", "/teams/vallgraven/invitations/new"),
    Shown("teams.invite", "/teams/vallgraven/invitations/new", state="mistake", status=422, pressed=SEND),
    Shown("teams.answer_invitation", "/teams/lagsasong/invitations/{invitation}"),
    Shown("forming.find", PROGRAMME + "/people"),
    Shown("forming.correct_address", PROGRAMME + "/people/ostra-goinge-tourism/address"),
    Shown("forming.profile", PROGRAMME + "/profile"),
    Shown("forming.start", PROGRAMME + "/teams/new"),
    Shown("forming.start", PROGRAMME + "/teams/new", state="mistake", status=422, pressed=SEND),
    Shown("forming.lead", "/teams/vallgraven/lead"),
    Shown("forming.leave", "/teams/stationsvakterna/leave"),
    Shown("forming.mend", "/teams/vallgraven/mend"),
    Shown("divisions.index", PROGRAMME + "/team-proposals"),
    Shown("divisions.ask", PROGRAMME + "/team-proposals/new"),
    Shown("divisions.ask", PROGRAMME + "/team-proposals/new", state="more", pressed=MORE),
    Shown("divisions.search", "/team-proposals/{search}"),
    Shown("divisions.search", "/team-proposals/{impossible}", state="impossible"),
    Shown("divisions.show", "/divisions/{division}"),
    Shown("divisions.move", "/divisions/{division}/move"),
    Shown("divisions.move", "/divisions/{division}/move?" + MOVE, state="foreseen"),
    Shown("divisions.compare", "/divisions/{division}/compare"),
    Shown("divisions.apply", "/divisions/{division}/apply", state="hindered"),
    Shown("divisions.apply", "/divisions/{placing}/apply"),
    Shown("divisions.apply", "/divisions/{applied}/apply", state="applied"),
    Shown("divisions.show", "/divisions/{applied}", state="applied"),
    Shown("divisions.show", "/divisions/{undone}", state="undone"),
    Shown("projects.index", PROGRAMME + "/projects"),
    Shown("projects.plan", PROJECT + "/plan"),
    Shown("projects.edit_section", PROJECT + "/plan/need"),
    Shown("projects.join_section", PROJECT + "/plan/need/join", only=("participant",)),
    Shown("projects.edit_home", PROJECT + "/anchoring/kristianstad"),
    Shown("projects.homes", PROGRAMME + "/anchoring"),
    Shown("projects.plan_sections", PROGRAMME + "/plan-sections"),
    Shown("projects.new_section", PROGRAMME + "/plan-sections/new"),
    Shown(
        "projects.new_section", PROGRAMME + "/plan-sections/new", state="mistake", status=422, pressed=SEND
    ),
    Shown("projects.define_section", PROGRAMME + "/plan-sections/need"),
    Shown("projects.versions", PROJECT + "/plan/need/versions"),
    Shown("projects.version", PROJECT + "/plan/need/versions/1"),
    Shown("projects.name_plan", PROJECT + "/named-plans/new"),
    Shown("projects.name_plan", PROJECT + "/named-plans/new", state="mistake", status=422, pressed=SEND),
    Shown("projects.named_plan", PROJECT + "/named-plans/{named_plan}"),
    Shown("documents.index", PROJECT + "/documents"),
    Shown("documents.show", PROJECT + "/documents/{document}"),
    Shown("projects.summary", PROJECT + "/summary"),
    Shown("projects.new_milestone", PROJECT + "/milestones/new"),
    Shown("projects.new_milestone", PROJECT + "/milestones/new", state="mistake", status=422, pressed=SEND),
    Shown("projects.edit_milestone", PROJECT + "/milestones/{milestone}"),
    Shown("projects.postpone_milestone", PROJECT + "/milestones/{open_milestone}/later"),
    Shown(
        "projects.postpone_milestone",
        PROJECT + "/milestones/{open_milestone}/later",
        state="mistake",
        status=422,
        pressed=SEND,
    ),
    Shown("projects.show_hill", PROJECT + "/hill"),
    Shown("projects.show_hill", "/projects/belagrad-stad/hill", only=("coordinator",), state="empty"),
    Shown("projects.new_strand", PROJECT + "/strands/new"),
    Shown("projects.new_strand", PROJECT + "/strands/new", state="mistake", status=422, pressed=SEND),
    Shown("projects.edit_strand", PROJECT + "/strands/{strand}"),
    Shown("projects.edit_cover", PROJECT + "/cover"),
    Shown("project_files.index", PROJECT + "/files"),
    Shown("project_files.new", PROJECT + "/files/new"),
    Shown("project_files.new", PROJECT + "/files/new?kind=picture", state="picture"),
    Shown("project_files.new", PROJECT + "/files/new", state="mistake", status=422, pressed=SEND),
    Shown("project_files.show", PROJECT + "/files/" + PICTURE),
    Shown("project_files.new_version", PROJECT + f"/files/{PICTURE}/versions/new"),
    Shown("project_files.edit", PROJECT + f"/files/{PICTURE}/edit"),
    Shown("project_files.remove", PROJECT + f"/files/{PICTURE}/removal"),
    Shown("project_files.add_consent", PROJECT + f"/files/{PICTURE}/1/consents/new"),
    Shown("project_files.withdraw_consent", PROJECT + f"/files/{PICTURE}/consents/{CONSENT}/withdrawal"),
    Shown("updates.index", PROJECT + "/updates"),
    Shown("updates.rhythm", PROGRAMME + "/rhythm"),
    Shown("updates.new", PROJECT + "/updates/new"),
    Shown("updates.new", PROJECT + "/updates/new", state="mistake", status=422, pressed=PUBLISH),
    Shown("updates.show", "/updates/{public}"),
    Shown("updates.show", "/updates/{update}", only=SIGNED_IN, state="inside"),
    Shown("updates.versions", "/updates/{update}/versions"),
    Shown("updates.change_comment", "/updates/{update}/comments/{comment}/edit"),
    Shown("updates.comment_versions", "/updates/{update}/comments/{comment}/versions"),
    Shown("updates.edit", "/updates/{draft}/edit"),
    Shown("updates.unacknowledged", PROGRAMME + "/reports"),
    Shown(
        "updates.unacknowledged", PROGRAMME + "/reports?status=stuck", only=("facilitator",), state="stuck"
    ),
    Shown("updates.unanswered", PROGRAMME + "/questions"),
    Shown("reviews.index", "/reviews"),
    Shown("reviews.write", "/reviews/{review}", only=("facilitator",)),
    Shown("reviews.write", "/reviews/{review}", ("facilitator",), "mistake", status=422, pressed=SUBMIT),
    Shown("reviews.project", PROJECT + "/reviews"),
    Shown("reviews.project", UNDER_REVIEW, only=("organiser", "facilitator"), state="under-review"),
    Shown("reviews.project", UNDER_REVIEW, ("organiser",), "mistake", status=422, pressed=APPOINT),
    Shown("reviews.submission", "/projects/belagrad-stad/submission", only=("coordinator",)),
    Shown("stages.show", PROJECT + "/stages"),
    Shown("stages.show", PROJECT + "/stages?refused=1", ("participant",), "mistake"),
    Shown("stages.show", "/projects/ett-hav-fyra-kok/stages", ("facilitator",), state="answered"),
    Shown("stages.index", PROGRAMME + "/stages"),
    Shown("stalls.snooze", PROJECT + "/snooze"),
    Shown("stalls.snooze", PROJECT + "/snooze", state="mistake", status=422, pressed=SEND),
    Shown("messages.index", PROGRAMME + "/messages"),
    Shown("messages.new", PROGRAMME + "/messages/new"),
    Shown("messages.new", PROGRAMME + "/messages/new", state="mistake", status=422, pressed=SEND),
    Shown("messages.show", "/messages/{message}"),
    Shown("messages.edit", "/messages/{message}/edit"),
    Shown("messages.edit_copy", "/messages/{message}/copies/{copy}"),
    Shown("notifications.index", "/notices"),
    Shown("notifications.choices", "/notices/choices"),
    Shown("notifications.ask_to_leave", "/notices/leave/{leaving}"),
    Shown("workspace.home", "/home"),
    Shown("workspace.dates", "/dates"),
    Shown("workspace.programme_feed", PROGRAMME + "/feed"),
    Shown("workspace.search", PROGRAMME + "/search?q=kommun"),
    Shown("workspace.team_feed", "/teams/stationsvakterna/feed"),
    Shown("workspace.project_feed", PROJECT + "/feed"),
    Shown("workspace.audit", PROGRAMME + "/audit"),
    Shown("workspace.project", PROJECT),
    Shown("workspace.project", "/projects/belagrad-stad", only=("coordinator",), state="incomplete"),
    Shown("workspace.team", "/teams/stationsvakterna"),
    Shown("workspace.team", "/teams/vallgraven", only=("coordinator",), state="incomplete"),
    Shown("workspace.teams", PROGRAMME + "/teams"),
    Shown("workspace.ideas", PROGRAMME + "/ideas"),
    Shown("workspace.wishes", PROGRAMME + "/ideas/wishes/everybody"),
    Shown("workspace.voices", "/teams/stationsvakterna/voices"),
    Shown("demonstration.index", "/demo"),
    Shown("demonstration.outbox", "/demo/outbox"),
    Shown("demonstration.letter", "/demo/outbox/{letter}"),
    Shown("styleguide.show", "/styleguide"),
    Shown("errors", "/no-such-page", only=EVERYBODY, state="404", status=404),
    Shown("errors", "/projects/under-fotterna/summary", only=("participant",), state="403", status=403),
)

ON_THE_DAY = (
    Shown("conference.show", "/conference", state="day"),
    Shown("front.index", "/", state="day"),
    Shown("workspace.home", "/home", state="day"),
)
"""Pages that are others on the day of the conference."""

NOT_PAGES = {
    "health.live": "a word for machines",
    "health.ready": "a word for machines",
    "languages.switch": "leads back to the page that it was on",
    "front.map_drawing": "a drawing",
    "front.feed": "a feed",
    "front.programme_feed": "a feed",
    "front.showcase_feed": "a feed",
    "front.robots": "a word for machines",
    "front.whole_sitemap": "a list for machines",
    "front.sitemap_part": "a list for machines",
    "front.security_txt": "a few words for machines",
    "showcases.picture": "a picture",
    "showcases.poster": "a picture",
    "showcases.code": "a picture",
    "showcases.working_picture": "a picture",
    "conference.ics": "a calendar file",
    "conference.ics_of_programme": "a calendar file",
    "workspace.programme_newer": "a word for a script",
    "workspace.team_newer": "a word for a script",
    "workspace.project_newer": "a word for a script",
    "workspace.subscribed": "a calendar file",
    "projects.cover_drawing": "a drawing",
    "projects.cover_picture": "a picture",
    "documents.download": "a file",
    "notifications.show": "leads to what a notice tells of",
    "updates.nameable": "a list for a script",
    "updates.picture": "a picture",
    "project_files.download": "a file",
    "project_files.picture": "a picture",
    "updates.loose_picture": "a picture",
    "demonstration.letter_html": "a mail as a mail program shows it, without a style sheet of the site",
}
"""What a browser can get and no reader looks at as a page."""
