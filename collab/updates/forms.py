"""The forms of updates: the update itself with its pictures, and a comment."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask import request
from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    DateField,
    DateTimeLocalField,
    HiddenField,
    Label,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional

from collab.accounts.models import Person
from collab.clock import in_stockholm, local, now
from collab.keys import new_key
from collab.programmes.models import Goal
from collab.projects.models import Status
from collab.text import Localised, _, _l
from collab.updates.content import WITHOUT_STATUS, Content, Missing
from collab.updates.kind_words import ASKING
from collab.updates.models import Kind, Update, Visibility
from collab.updates.pictures_form import PicturesForm, places
from collab.web.forms import A_YEAR, Form, Near, leaves

LONGEST_TEXT = 4_000
LONGEST_STEP = 300
LONGEST_COMMENT = 2_000
"""Characters."""

STATUSES = {
    Status.ON_TRACK: _l("On track"),
    Status.AT_RISK: _l("At risk"),
    Status.STUCK: _l("Stuck"),
}
KINDS = {
    Kind.PROGRESS: _l("Progress"),
    Kind.SUCCESS: _l("A success"),
    Kind.LEARNED: _l("Something we have learned"),
    Kind.QUESTION: _l("A question to the others"),
    Kind.JOIN: _l("An invitation to join"),
}
AUDIENCES = {
    Visibility.TEAM: _l("your team, the facilitators and the organisers"),
    Visibility.PROGRAMME: _l("everybody in the programme"),
    Visibility.PUBLIC: _l("anybody, also without an account"),
}
SENTENCES = {
    Missing.STATUS: ("status", _l("Say how it is going")),
    Missing.NEXT_STEP: ("next_step", _l("Write what you will do next")),
    Missing.DUE_DAY: ("next_step_due_on", _l("Choose the day when the next step is done")),
    Missing.COMING_DAY: ("next_step_due_on", _l("That day has passed. Choose a later one")),
}


def _offered(words: Mapping[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


def _stripped(text: str | None) -> str:
    return (text or "").strip()


def _status(value: str | None) -> Status | None:
    return Status(value) if value in set(Status) else None


class DayField(DateField):
    """A day that may be left empty while a draft is written."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """An empty field is no day; anything else must be one."""
        self.data = None
        if valuelist and valuelist[0].strip():
            try:
                self.data = date.fromisoformat(valuelist[0].strip())
            except ValueError as error:
                raise ValueError(_("Write the day as year-month-day, for instance 2017-05-24")) from error


class MomentField(DateTimeLocalField):
    """A day and an hour on the clock in Europe/Stockholm; its data are in UTC. It may be left empty."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """An empty field is no time; anything else must be one."""
        self.data = None
        if valuelist and valuelist[0].strip():
            try:
                self.data = in_stockholm(datetime.fromisoformat(valuelist[0].strip()).replace(tzinfo=None))
            except (ValueError, OverflowError) as error:
                raise ValueError(_("Choose a day and an hour.")) from error

    def _value(self) -> str:
        """As the browser's own field writes it."""
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{local(self.data):%Y-%m-%dT%H:%M}" if self.data else ""


class UpdateForm(PicturesForm):
    """An update. Three fields, the rest if one wants to; a draft may lack anything."""

    form_key = HiddenField(default=new_key, validators=[Length(max=32)])
    after = HiddenField(validators=[Length(max=32)])
    """The project's latest report by the time that a reminder led to the form filled in."""
    text = TextAreaField(
        _l("What has happened?"),
        [Length(max=LONGEST_TEXT)],
        filters=[_stripped],
    )
    status = RadioField(
        _l("How is it going?"), choices=_offered(STATUSES), coerce=_status, validate_choice=False
    )
    next_step = StringField(_l("What will you do next?"), [Length(max=LONGEST_STEP)], filters=[_stripped])
    next_step_due_on = DayField(_l("Done by"), [Near()])
    pictures = places()
    kind = SelectField(
        _l("What do you tell of?"), choices=_offered(KINDS), coerce=Kind, default=Kind.PROGRESS
    )
    goes_out = MomentField(_l("Day and hour"), [Near(A_YEAR)])
    goals = SelectMultipleField(_l("Goals of the programme that it touches"), [Optional()], coerce=int)
    visibility = SelectField(
        _l("Visible to:"), choices=_offered(AUDIENCES), coerce=Visibility, default=Visibility.PROGRAMME
    )

    answered_by: Update | None = None
    """A report by somebody else since then: the reminder has its answer."""

    def is_answered(self, latest: Update | None, *, writer: Person) -> bool:
        """Whether somebody else has written since the form was filled in; said once, then it may go out."""
        if not self.after.data or latest is None or self.after.data == latest.key:
            return False
        self.after.data = latest.key
        self.answered_by = latest if latest.author_id != writer.id else None
        return self.answered_by is not None

    def offer(self, goals: Sequence[Goal], content: Content, goes_out_at: datetime | None = None) -> None:
        """The goals to choose from; and for a form that nobody has sent yet what it starts with."""
        self.offered = {goal.id: goal for goal in goals}
        self.goals.choices = _offered({goal.id: str(goal.name) for goal in goals})
        if self.is_submitted():
            return
        for name in ("status", "text", "next_step", "next_step_due_on", "kind", "visibility"):
            self[name].data = getattr(content, name)
        self.goes_out.data = goes_out_at
        self.goals.data = [goal.id for goal in content.goals]
        self.lay_out(content.pictures)

    def ask(self, question: Localised) -> None:
        """Ask for the text as its kind has it, and let the page do so. `question`: the programme's."""
        helps = {kind: asking.help or self._prompt(question) for kind, asking in ASKING.items()}
        self.kind.choices = [
            SelectChoice(
                kind,
                words,
                {
                    "data-asks": ASKING[kind].label,
                    "data-help": helps[kind],
                    "data-alone": kind in WITHOUT_STATUS,
                },
            )
            for kind, words in KINDS.items()
        ]
        self.text.label = Label(self.text.id, ASKING[self.kind.data or Kind.PROGRESS].label)
        self.help = helps[self.kind.data or Kind.PROGRESS]

    @staticmethod
    def _prompt(question: Localised) -> str:
        return _("%(question)s Two sentences are enough.", question=question)

    @property
    def holds_more(self) -> bool:
        """Whether what is optional holds anything or an error, or a button in it was pressed."""
        filled = (
            any(slot.picture for slot in self.slots) or self.files.data or self.goals.data or self.arrived
        )
        fields = leaves([self.pictures, self.files, self.new_file, self.goals, self.numbers])
        is_asked = {"more", "remove", "remove_file"} & request.form.keys()
        return bool(filled or self.counted() or is_asked or any(field.errors for field in fields))

    @property
    def key(self) -> str:
        """What tells this form from every other: sent twice, it is still one update."""
        return self.form_key.data or new_key()

    def is_behind(self, version: int) -> bool:
        """Whether something newer is saved; a page that was left counts the save that it sent at last."""
        return self.seen < version

    @property
    def is_draft(self) -> bool:
        """Whether it was sent to be kept, not posted."""
        return "draft" in request.form

    @property
    def is_to_be_whole(self) -> bool:
        """Whether the button asks for it to be posted, now or later."""
        return not {"draft", "more", "remove"} & request.form.keys()

    @property
    def saves_itself(self) -> bool:
        """Whether it was sent by the page while somebody writes, not by a button."""
        return request.form.get("draft") == "itself"

    def content(self) -> Content:
        """What was filled in."""
        return Content(
            status=self.status.data,
            text=self.text.data or "",
            next_step=self.next_step.data or "",
            next_step_due_on=self.next_step_due_on.data,
            kind=self.kind.data,
            visibility=self.visibility.data,
            goals=tuple(goal for goal_id, goal in self.offered.items() if goal_id in (self.goals.data or [])),
            pictures=self.shown(),
            files=tuple(self.chosen),
            new_files=tuple(self.new_files()),
            counted=self.counted(),
        )

    def is_to_come(self, at: datetime) -> bool:
        """Whether that time has not passed; if it has, that is said at its field."""
        if at <= now():
            self.goes_out.errors = [*self.goes_out.errors, _("That time has passed. Choose a later one")]
        return at > now()

    def is_whole(self, content: Content, since: date) -> bool:
        """Whether it can be posted on that day; what is missing is said at fields without an error."""
        missing = content.missing(since)
        for what in missing:
            if what is Missing.GOAL:
                self.ask_for_goals(content.goals)
            elif what is Missing.TEXT:
                self.text.errors = self.text.errors or [ASKING[content.kind].lacking]
            elif what is not Missing.ALTERNATIVE:
                name, sentence = SENTENCES[what]
                self[name].errors = self[name].errors or [sentence]
        return self.pictures_are_whole() and not missing


class SaidForm(Form):
    """The words of a comment."""

    text = TextAreaField(
        _l("Your comment"),
        [
            DataRequired(_l("Write what you want to say")),
            Length(max=LONGEST_COMMENT),
        ],
        filters=[_stripped],
    )
    readers = HiddenField(validators=[Length(max=32)])
    """Who will read it, as its page says."""

    def promise(self, readers: Visibility) -> None:
        """Say who will read it; what was said to be for the team stays so."""
        if not self.is_for_team:
            self.readers.data = readers

    @property
    def is_for_team(self) -> bool:
        """Whether the page said that the team will read it, and those who lead."""
        return bool(self.readers.data == Visibility.TEAM)


class CommentForm(SaidForm):
    """An answer to an update, or to a comment on it."""

    answers = HiddenField(validators=[Length(max=32)])
    form_key = HiddenField(default=new_key, validators=[Length(max=32)])
