"""Every page there is, where it is found, and who reads it."""

from dataclasses import dataclass

from collab.access_table import TABLE
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
    Audience.REVIEWER: ("facilitator",),
    Audience.AUTHOR: ("participant",),
    Audience.ORGANISERS: ("organiser",),
}
PROGRAMME = "/programmes/nar-kultur-ar-resans-mal"
PROJECT = "/projects/oppet-nar-taget-kommer"
SEND = "main form[method=post] button[type=submit]"
PUBLISH = "button[name=publish]"
SUBMIT = "button[value=submit]"
UNDER_REVIEW = "/projects/under-fotterna/reviews"
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
    Shown("teams.answer_request", "/teams/vallgraven/requests/{request}"),
    Shown("teams.ask", "/teams/grundlaget/request"),
    Shown("teams.ask", "/teams/grundlaget/request", state="mistake", status=422, pressed=SEND),
    Shown("teams.edit_rules", PROGRAMME + "/team-rules"),
    Shown("teams.edit_rules", PROGRAMME + "/team-rules", state="foreseen", pressed=SEND),
    Shown("teams.invite", "/teams/vallgraven/invitations/new"),
    Shown("teams.invite", "/teams/vallgraven/invitations/new", state="mistake", status=422, pressed=SEND),
    Shown("teams.answer_invitation", "/teams/lagsasong/invitations/{invitation}"),
    Shown("forming.find", PROGRAMME + "/people"),
    Shown("forming.profile", PROGRAMME + "/profile"),
    Shown("forming.start", PROGRAMME + "/teams/new"),
    Shown("forming.start", PROGRAMME + "/teams/new", state="mistake", status=422, pressed=SEND),
    Shown("forming.lead", "/teams/vallgraven/lead"),
    Shown("forming.leave", "/teams/stationsvakterna/leave"),
    Shown("forming.mend", "/teams/vallgraven/mend"),
    Shown("projects.index", PROGRAMME + "/projects"),
    Shown("projects.plan", PROJECT + "/plan"),
    Shown("projects.edit_section", PROJECT + "/plan/need"),
    Shown("projects.summary", PROJECT + "/summary"),
    Shown("projects.new_milestone", PROJECT + "/milestones/new"),
    Shown("projects.new_milestone", PROJECT + "/milestones/new", state="mistake", status=422, pressed=SEND),
    Shown("projects.edit_milestone", PROJECT + "/milestones/{milestone}"),
    Shown("projects.edit_cover", PROJECT + "/cover"),
    Shown("updates.index", PROJECT + "/updates"),
    Shown("updates.new", PROJECT + "/updates/new"),
    Shown("updates.new", PROJECT + "/updates/new", state="mistake", status=422, pressed=PUBLISH),
    Shown("updates.show", "/updates/{public}"),
    Shown("updates.show", "/updates/{update}", only=SIGNED_IN, state="inside"),
    Shown("updates.edit", "/updates/{draft}/edit"),
    Shown("reviews.index", "/reviews"),
    Shown("reviews.write", "/reviews/{review}", only=("facilitator",)),
    Shown("reviews.write", "/reviews/{review}", ("facilitator",), "mistake", status=422, pressed=SUBMIT),
    Shown("reviews.project", PROJECT + "/reviews"),
    Shown("reviews.project", UNDER_REVIEW, only=("organiser", "facilitator"), state="under-review"),
    Shown("reviews.project", UNDER_REVIEW, ("organiser",), "mistake", status=422, pressed=APPOINT),
    Shown("reviews.submission", "/projects/belagrad-stad/submission", only=("coordinator",)),
    Shown("workspace.home", "/home"),
    Shown("workspace.programme_feed", PROGRAMME + "/feed"),
    Shown("workspace.team_feed", "/teams/stationsvakterna/feed"),
    Shown("workspace.project_feed", PROJECT + "/feed"),
    Shown("workspace.audit", PROGRAMME + "/audit"),
    Shown("workspace.project", PROJECT),
    Shown("workspace.project", "/projects/belagrad-stad", only=("coordinator",), state="incomplete"),
    Shown("workspace.team", "/teams/stationsvakterna"),
    Shown("workspace.team", "/teams/vallgraven", only=("coordinator",), state="incomplete"),
    Shown("workspace.teams", PROGRAMME + "/teams"),
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
    "projects.cover_drawing": "a drawing",
    "projects.cover_picture": "a picture",
    "updates.picture": "a picture",
    "updates.loose_picture": "a picture",
    "demonstration.letter_html": "a mail as a mail program shows it, without a style sheet of the site",
}
"""What a browser can get and no reader looks at as a page."""
