"""The forms of projects: summary, a section of the plan, a milestone, the cover."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from wtforms import (
    DateField,
    FormField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from collab import markdown
from collab.errors import RuleViolation
from collab.files.forms import PictureForm
from collab.projects.actions import Step, Summary
from collab.projects.models import Milestone, Project
from collab.projects.readiness import LONGEST_PROMISE
from collab.teams.queries import Member
from collab.text import Localised, _, _l
from collab.web.forms import Form

LONGEST_TITLE = 120
LONGEST_STEP = 200
"""Characters."""
NOBODY = 0


class Versioned(Form):
    """A form that remembers which version of the text it began with."""

    version = IntegerField(widget=HiddenInput(), default=0)

    is_overtaken = False
    """Whether somebody else saved while the person wrote; both texts are to be shown then."""

    @property
    def seen(self) -> int:
        """The version that the page showed; -1 when it did not say, so that nothing is overwritten."""
        return int(self.version.data) if self.version.raw_data and self.version.data is not None else -1

    def meet(self, version: int) -> int:
        """Meet the version that is saved now: the next save knows of it. Answers the status of the page."""
        self.is_overtaken = bool(self.is_submitted()) and self.seen != version
        status = 409 if self.is_overtaken else 422 if self.is_submitted() else 200
        self.version.data, self.version.raw_data = version, None
        return status


class SectionForm(Versioned):
    """A section of the plan, in Markdown."""

    source = TextAreaField(_l("Text"), [Length(max=markdown.LONGEST)])


class SummaryForm(Versioned):
    """Title and promise in two languages, and what the project touches."""

    title_sv = StringField(
        _l("Title in Swedish"), [InputRequired(_l("Write a title.")), Length(max=LONGEST_TITLE)]
    )
    title_en = StringField(_l("Title in English"), [Optional(), Length(max=LONGEST_TITLE)])
    promise_sv = TextAreaField(
        _l("Promise in Swedish"),
        [InputRequired(_l("Write what the project promises, in one sentence.")), Length(max=LONGEST_PROMISE)],
    )
    promise_en = TextAreaField(_l("Promise in English"), [Optional(), Length(max=LONGEST_PROMISE)])
    branches = SelectMultipleField(_l("Branches"), [Optional()], coerce=int)
    goals = SelectMultipleField(_l("The programme's goals that it serves"), [Optional()], coerce=int)
    municipalities = SelectMultipleField(
        _l("Municipalities"), [InputRequired(_l("Choose at least one municipality."))], coerce=int
    )

    def offer(self, **choices: Iterable[Any]) -> None:
        """What can be chosen: each field's rows, which have id and name (or short_name)."""
        self.offered = {name: {row.id: row for row in rows} for name, rows in choices.items()}
        for name, rows in self.offered.items():
            self[name].choices = [(i, str(getattr(row, "short_name", row.name))) for i, row in rows.items()]

    def fill(self, project: Project) -> int:
        """Show the summary as it is, or what was typed. Answers the status of the page."""
        if self.is_submitted():
            return self.meet(project.version)
        self.title_sv.data, self.title_en.data = project.title.sv, project.title.en
        self.promise_sv.data, self.promise_en.data = project.promise.sv, project.promise.en
        self.branches.data = [b.id for b in project.branches]
        self.goals.data = [g.id for g in project.goals]
        self.municipalities.data = [m.id for m in project.municipalities]
        return self.meet(project.version)

    def filled_in(self) -> Summary:
        """What was filled in."""
        return Summary(
            title=_both(self.title_sv, self.title_en),
            promise=_both(self.promise_sv, self.promise_en),
            branches=self._chosen("branches"),
            goals=self._chosen("goals"),
            municipalities=self._chosen("municipalities"),
        )

    def _chosen(self, name: str) -> list[Any]:
        return [self.offered[name][i] for i in self[name].data or []]


class MilestoneForm(Versioned):
    """A dated step with its owner."""

    title = StringField(
        _l("What is to be reached"),
        [InputRequired(_l("Write what is to be reached.")), Length(max=LONGEST_STEP)],
    )
    due_on = DateField(_l("Date"), [InputRequired(_l("Choose a date."))])
    owner = SelectField(_l("Owner"), coerce=int)
    done_on = DateField(_l("Done on"), [Optional()])

    def offer(self, project: Project, crew: Iterable[Member], milestone: Milestone | None = None) -> None:
        """Who can own it: the members of the team, and who owns it now."""
        self.project, self.milestone = project, milestone
        owner = milestone.owner if milestone else None
        names = {m.membership_id: str(m.name) for m in crew}
        if owner is not None:
            names.setdefault(owner.id, str(owner.person.name))
        self.owner.choices = [(NOBODY, _l("Nobody yet")), *names.items()]

    def validate_due_on(self, field: DateField) -> None:
        """Not before the project started; a day that stood there already may stay."""
        if field.data is None or field.data == getattr(self.milestone, field.short_name, None):
            return
        try:
            self.project.demand_begun(field.data)
        except RuleViolation as refusal:
            raise ValidationError(str(refusal)) from None

    validate_done_on = validate_due_on

    def fill(self, milestone: Milestone) -> int:
        """Show the milestone as it is, or what was typed. Answers the status of the page."""
        if self.is_submitted():
            return self.meet(milestone.version)
        self.title.data, self.due_on.data = milestone.title, milestone.due_on
        self.owner.data, self.done_on.data = milestone.owner_id or NOBODY, milestone.done_on
        return self.meet(milestone.version)

    def filled_in(self) -> Step:
        """What was filled in, once it is valid."""
        return Step(
            title=(self.title.data or "").strip(),
            due_on=cast("date", self.due_on.data),
            owner_id=self.owner.data or None,
            done_on=self.done_on.data,
        )


class CoverForm(Versioned):
    """The cover picture, and what it shows."""

    picture = FormField(PictureForm)

    def fill(self, project: Project) -> int:
        """Show what is said of the picture that there is. Answers the status of the page."""
        if project.cover is not None and not self.is_submitted():
            self.picture.alternative.data = project.cover.alternative
            self.picture.is_decorative.data = project.cover.is_decorative
        return self.meet(project.version)

    def is_whole(self, project: Project) -> bool:
        """Whether there is a picture and words for it; what is missing becomes an error of its field."""
        picture: PictureForm = self.picture.form
        file, alternative = picture.file, picture.alternative
        if file.kept is None and project.cover is None and not file.errors:
            file.errors = [_("Choose a picture.")]
        if picture.described().is_missing:
            alternative.errors = [_("Tell what the picture shows, or say that it is only decoration.")]
        return not (file.errors or alternative.errors)


def _both(sv: StringField, en: StringField) -> Localised:
    return Localised((sv.data or "").strip(), (en.data or "").strip())
