"""A message that is drafted for those who lead: why a team's project is listed, as kind words to change."""

from msgspec import Struct

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.messages import actions, queries
from collab.messages.actions import Words
from collab.messages.models import Message
from collab.messages.selections import Selection
from collab.messages.telling import bare, line, link
from collab.projects.models import Project
from collab.stalls import queries as stalls
from collab.stalls import sentences
from collab.text import _, in_language
from collab.web.addresses import absolute, site


class Nudge(Struct, frozen=True):
    """A draft to a project's team, and whether it was begun now."""

    message: Message
    is_new: bool


def nudge(project: Project, *, by: Person) -> Nudge:
    """Begin a message to the project's team with the reasons in its text, in Swedish as texts are.

    Where a draft waits already it is that one: two who lead do not write to one team side by side.
    Each reason, the project and the form of an update lead to their pages: a mail is all one has.
    """
    db.hold(project)
    waits = queries.draft_for(project)
    if waits is not None:
        return Nudge(waits, is_new=False)
    selection = Selection(teams=(project.team.slug,))
    begun = actions.draft(project.programme, _asking(project), selection, project, by=by)
    return Nudge(begun, is_new=True)


def renew(message: Message, *, seen: int, by: Person) -> None:
    """Let a nudge that is a draft say what is to be said of its project today; own words of copies stay.

    Raises RuleViolation where there is no reason any more, Overtaken for a draft that `by` has not seen.
    """
    project = message.project
    if project is None or stalls.of_project(project) is None:
        raise RuleViolation(
            _("Nothing about the project gives a reason to write today. Throw the draft away, or change it.")
        )
    actions.reword(message, _asking(project), seen=seen)
    message.made_at, message.by = clock.now(), by


def _asking(project: Project) -> Words:
    with in_language("sv"):
        return Words(
            subject=_("How is %(project)s going?", project=bare(str(project.title))),
            text="\n\n".join((_("Hello {name}!"), *_reasons(project), _asks(project))),
        )


def _asks(project: Project) -> str:
    form = link(_("write an update"), absolute("updates.new", slug=project.slug, reminded=1))
    page = link(_("the project's page"), absolute("workspace.project", slug=project.slug))
    return _(
        "How is it going, and what would help you on? A few lines are enough: %(form)s. "
        "Everything about the project stands on %(page)s.",
        form=form,
        page=page,
    )


def _reasons(project: Project) -> list[str]:
    """Why it is listed, each reason with where it can be seen; nothing where there is none any more."""
    stall = stalls.of_project(project)
    lines = sentences.to_the_team(stall, project.programme_id) if stall else []
    said = "\n".join(line(one.words, site() + one.url) for one in lines)
    return [_("We have looked at how your project is going, and this is what we see:"), said] if said else []
