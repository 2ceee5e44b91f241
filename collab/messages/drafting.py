"""A message that is drafted for those who lead: why a team's project is listed, as kind words to change."""

from collab.accounts.models import Person
from collab.messages import actions
from collab.messages.actions import Words
from collab.messages.models import Message
from collab.messages.selections import Selection
from collab.projects.models import Project
from collab.stalls import queries as stalls
from collab.stalls import sentences
from collab.text import _, in_language


def nudge(project: Project, *, by: Person) -> Message:
    """Begin a message to the project's team with the reasons in its text, in Swedish as texts are."""
    with in_language("sv"):
        stall = stalls.of_project(project)
        lines = sentences.lines(stall, project.programme_id) if stall else []
        reasons = "\n".join(f"- {line.words}" for line in lines)
        asks = _("How is it going, and what would help you on? A few lines in an update are enough.")
        words = Words(
            subject=_("How is %(project)s going?", project=project.title),
            text="\n\n".join(
                part for part in (_("Hello {name},"), _("This is what we see:"), reasons, asks) if part
            )
            if reasons
            else "\n\n".join((_("Hello {name},"), asks)),
        )
    return actions.draft(project.programme, words, Selection(teams=(project.team.slug,)), by=by)
