"""A message that is drafted for those who lead: why a team's project is listed, as kind words to change."""

from collab import db
from collab.accounts.models import Person
from collab.messages import actions, queries
from collab.messages.actions import Words
from collab.messages.models import Message
from collab.messages.selections import Selection
from collab.projects.models import Project
from collab.stalls import queries as stalls
from collab.stalls import sentences
from collab.text import _, in_language
from collab.web.addresses import absolute, site


def nudge(project: Project, *, by: Person) -> Message:
    """Begin a message to the project's team with the reasons in its text, in Swedish as texts are.

    Where a draft waits already it is that one: two who lead do not write to one team side by side.
    Each reason, the project and the form of an update stand with their addresses: a mail is all one has.
    """
    db.hold(project)
    waits = queries.draft_for(project)
    if waits is not None:
        return waits
    selection = Selection(teams=(project.team.slug,))
    return actions.draft(project.programme, _asking(project), selection, project, by=by)


def _asking(project: Project) -> Words:
    with in_language("sv"):
        asks = _("How is it going, and what would help you on? A few lines in an update are enough:")
        form = f"{asks}\n{absolute('updates.new', slug=project.slug)}"
        here = _("The project's page:") + f"\n{absolute('workspace.project', slug=project.slug)}"
        return Words(
            subject=_("How is %(project)s going?", project=project.title),
            text="\n\n".join((_("Hello!"), *_reasons(project), form, here)),
        )


def _reasons(project: Project) -> list[str]:
    """Why it is listed, each reason with where it can be seen; nothing where there is none any more."""
    stall = stalls.of_project(project)
    lines = sentences.lines(stall, project.programme_id) if stall else []
    said = "\n".join(f"- {line.words}\n  {site()}{line.url}" for line in lines)
    return [_("This is what we see:"), said] if said else []
