"""The form of how somebody wants to be told."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    IntegerField,
    SelectChoice,
    SelectField,
)
from wtforms.validators import InputRequired, NumberRange

from collab.notifications.choosable import Choosable
from collab.notifications.kinds import Kind, Pace
from collab.notifications.models import NoticeChoices
from collab.notifications.queries import Mark
from collab.notifications.rhythm import Quiet
from collab.text import _l
from collab.web.forms import Form

PACES = [
    SelectChoice(Pace.AT_ONCE.value, _l("at once")),
    SelectChoice(Pace.DAILY.value, _l("once a day")),
    SelectChoice(Pace.WEEKLY.value, _l("once a week")),
    SelectChoice(Pace.NEVER.value, _l("never")),
]
OF_A_PROJECT = "project-"
"""What the names of projects' fields begin with."""
PACES_OF_A_PROJECT = [
    SelectChoice("", _l("as chosen above")),
    *PACES[:-1],
    SelectChoice(Pace.NEVER.value, _l("never: the project is muted")),
]
HOURS = [SelectChoice(str(hour), f"{hour:02}.00") for hour in range(24)]
WHETHER = [
    SelectChoice(Pace.AT_ONCE.value, _l("when it is time")),
    SelectChoice(Pace.NEVER.value, _l("never")),
]
CHOOSE = _l("Choose one of these.")


def _pace(label: Any) -> SelectField:
    return SelectField(label, [InputRequired(CHOOSE)], choices=PACES)


def _hour(label: Any) -> SelectField:
    return SelectField(label, [InputRequired(CHOOSE)], choices=HOURS)


def _number() -> IntegerField:
    return IntegerField(validators=[InputRequired(), NumberRange(0, 2**31 - 1)])


class ChoicesForm(Form):
    """How soon each kind goes out by mail, the quiet hours, and what holds for a project of its own."""

    waiting = _pace(_l("What waits for me: requests, invitations, reviews, views"))
    mention = _pace(_l("Somebody mentions me"))
    question = _pace(_l("A team asks a question"))
    answer = _pace(_l("Comments on what I have written or commented"))
    review = _pace(_l("What happens in reviews"))
    team = _pace(_l("What happens to my team"))
    project = _pace(_l("What happens in my project"))
    reminder = SelectField(_l("That it is time to write an update"), [InputRequired(CHOOSE)], choices=WHETHER)
    since = _hour(_l("No mail from"))
    until = _hour(_l("until"))

    @property
    def kinds(self) -> list[Any]:
        """The field of each kind that is offered."""
        return [self[kind.value] for kind in Kind if kind.value in self]

    @property
    def projects(self) -> list[Any]:
        """The field of each project."""
        return [field for field in self if field.name.startswith(OF_A_PROJECT)]

    @property
    def in_projects(self) -> dict[int, Pace | None]:
        """What was chosen for projects, by their ids; None where it is nothing of their own."""
        chosen = {int(field.name.removeprefix(OF_A_PROJECT)): field.data for field in self.projects}
        return {project_id: Pace(pace) if pace else None for project_id, pace in chosen.items()}

    @property
    def paces(self) -> dict[Kind, Pace]:
        """What was chosen of each kind that is offered."""
        return {Kind(field.name): Pace(field.data) for field in self.kinds}

    @property
    def quiet(self) -> Quiet:
        """The hours in which no mail is to go out."""
        return Quiet(int(self.since.data), int(self.until.data))


class ReadForm(Form):
    """How far somebody had read when the page was shown."""

    notice = _number()
    activity = _number()

    @property
    def mark(self) -> Mark:
        """The same."""
        return Mark(self.notice.data or 0, self.activity.data or 0)


def offering(kinds: Collection[Kind], projects: Iterable[Choosable]) -> type[ChoicesForm]:
    """The form with a choice for each of these kinds, and for each of these projects."""
    fields: dict[str, Any] = {kind.value: None for kind in Kind if kind not in kinds}
    for project in projects:
        choice = SelectField(str(project.title), choices=PACES_OF_A_PROJECT, default="")
        fields[f"{OF_A_PROJECT}{project.id}"] = choice
    return type("ChoicesForm", (ChoicesForm,), fields)


def as_chosen(choices: NoticeChoices, in_projects: Mapping[int, Pace]) -> dict[str, Any]:
    """What the form begins with."""
    return {
        **{kind.value: choices.pace_of(kind).value for kind in Kind},
        "since": str(choices.quiet_since),
        "until": str(choices.quiet_until),
        **{f"{OF_A_PROJECT}{project_id}": pace.value for project_id, pace in in_projects.items()},
    }
