"""The forms of projects: summary, a section of the plan, a milestone, the cover."""

from collections.abc import Iterable
from secrets import token_hex
from typing import Any

from flask import request
from wtforms import (
    FormField,
    HiddenField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from collab import markdown
from collab.files.forms import PictureForm
from collab.projects.actions import LONGEST_DRAFT, Draft, Summary, Window, Writing
from collab.projects.merging import Side
from collab.projects.models import Project
from collab.projects.models.versions import LONGEST_NAME, LONGEST_REASON
from collab.projects.queries import Desk, TwoTexts
from collab.projects.readiness import LONGEST_PROMISE
from collab.projects.shared_form import Shared, Versioned
from collab.text import Localised, _, _l
from collab.web.forms import Fits, Form

LONGEST_TITLE = 120
LONGEST_STEP = 200
LONGEST_WINDOW = 12
"""Characters."""
NOBODY = 0


class SectionForm(Versioned):
    """A section of the plan, in Markdown. Its version is the one that the text began with."""

    source = TextAreaField(_l("Text"), [Fits(markdown.LONGEST)])
    reason = StringField(_l("Why you changed it"), [Optional(), Length(max=LONGEST_REASON)])
    draft_key = HiddenField()
    """The state of the person's draft that the page shows, empty for none."""
    window = HiddenField(default=lambda: token_hex(5))
    """Tells this page from others that the same person has open."""

    is_emptied = False
    """Whether somebody is to be asked if they mean to empty the section."""
    is_elsewhere = False
    """Whether the person's draft is another text than this one, typed in another window."""

    def writing(self) -> Writing:
        """What is to be saved."""
        source, reason = self.source.data or "", (self.reason.data or "").strip()
        return Writing(source, self.seen, reason, self._window())

    def draft(self) -> Draft:
        """What is typed and not to be saved yet."""
        reason = (self.reason.data or "").strip()[:LONGEST_REASON]
        is_left = "left" in request.form
        return Draft(self.source.data or "", max(self.seen, 0), self._window(), reason, is_left)

    def _window(self) -> Window:
        seen = (self.draft_key.data or "") if self.draft_key.raw_data else ""
        return Window((self.window.data or "")[:LONGEST_WINDOW], seen)

    def know(self, key: str) -> None:
        """This state of the draft is seen by whoever sees the page; the next save replaces it."""
        self.draft_key.data, self.draft_key.raw_data = key, [key]

    def empties(self, source: str) -> bool:
        """Whether saving would empty what says something, and nobody has said that this is meant."""
        is_empty = not (self.source.data or "").strip()
        self.is_emptied = bool(source.strip()) and is_empty and "empty" not in request.form
        return self.is_emptied

    def meet_elsewhere(self, desk: Desk) -> None:
        """Show the draft of another window beside this text: the next save knows of it."""
        self.is_elsewhere = True
        self.know(desk.key)


class DraftForm(SectionForm):
    """What is typed and not to be saved yet may be longer than what can be saved."""

    source = TextAreaField(_l("Text"), [Fits(LONGEST_DRAFT)])
    reason = StringField(_l("Why you changed it"), [Optional()])


class JoinForm(Form):
    """What is to stand at each place where both changed the same words: `clash-0`, `clash-1` …"""

    mark = HiddenField()
    """Tells the two texts that the page showed."""

    def sides(self, two: TwoTexts) -> list[Side] | None:
        """What was chosen for each clash; None, with an error, for an open one or when a text changed."""
        said = [request.form.get(f"clash-{number}", "") for number in range(two.clashes)]
        if self.mark.data != two.mark:
            self.form_errors.append(_("One of the texts was changed meanwhile. Choose again."))
        elif not set(Side).issuperset(said):
            self.form_errors.append(_("Choose what is to stand at each place."))
        else:
            return [Side(side) for side in said]
        return None


class NameForm(Form):
    """A name for the plan as it is now."""

    name = StringField(
        _l("Name of the version"),
        [DataRequired(_l("Write a name, such as: sent to the board.")), Length(max=LONGEST_NAME)],
    )


class SummaryForm(Shared):
    """Title and promise in two languages, and what the project touches."""

    SHARED = ("title_sv", "title_en", "promise_sv", "promise_en", "branches", "goals", "municipalities")

    title_sv = StringField(
        _l("Title in Swedish"), [DataRequired(_l("Write a title.")), Length(max=LONGEST_TITLE)]
    )
    title_en = StringField(_l("Title in English"), [Optional(), Length(max=LONGEST_TITLE)])
    promise_sv = TextAreaField(
        _l("Promise in Swedish"),
        [DataRequired(_l("Write what the project promises, in one sentence.")), Length(max=LONGEST_PROMISE)],
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

    def meet_saved(self, project: Project) -> int:
        """Bring it together with the summary as it is saved now. Answers the status of the page."""
        saved = {
            "title_sv": project.title.sv,
            "title_en": project.title.en,
            "promise_sv": project.promise.sv,
            "promise_en": project.promise.en,
            "branches": [branch.id for branch in project.branches],
            "goals": [goal.id for goal in project.goals],
            "municipalities": [place.id for place in project.municipalities],
        }
        return self.bring_together(saved, project.version)

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
