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

_NO_MARKS = str.maketrans("[]", "()")


def nudge(project: Project, *, by: Person) -> Message:
    """Begin a message to the project's team with the reasons in its text, in Swedish as texts are.

    Where a draft waits already it is that one: two who lead do not write to one team side by side.
    Each reason, the project and the form of an update lead to their pages: a mail is all one has.
    """
    db.hold(project)
    waits = queries.draft_for(project)
    if waits is not None:
        return waits
    selection = Selection(teams=(project.team.slug,))
    return actions.draft(project.programme, _asking(project), selection, project, by=by)


def _asking(project: Project) -> Words:
    with in_language("sv"):
        return Words(
            subject=_("How is %(project)s going?", project=project.title),
            text="\n\n".join((_("Hello {name}!"), *_reasons(project), _asks(project))),
        )


def _asks(project: Project) -> str:
    form = _link(_("write an update"), absolute("updates.new", slug=project.slug))
    page = _link(_("the project's page"), absolute("workspace.project", slug=project.slug))
    return _(
        "How is it going, and what would help you on? A few lines are enough: %(form)s. "
        "Everything about the project stands on %(page)s.",
        form=form,
        page=page,
    )


def _link(words: str, address: str) -> str:
    """Words that lead somewhere, in a text; its marks are none of theirs."""
    return f"[{words.translate(_NO_MARKS)}]({address})"


def _reasons(project: Project) -> list[str]:
    """Why it is listed, each reason with where it can be seen; nothing where there is none any more."""
    stall = stalls.of_project(project)
    lines = sentences.to_the_team(stall, project.programme_id) if stall else []
    said = "\n".join(f"- {_link(line.words, site() + line.url)}." for line in lines)
    return [_("We have looked at how your project is going, and this is what we see:"), said] if said else []
