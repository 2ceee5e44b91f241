"""What a reviewer writes, what the team answers, why an approval is taken back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length

from collab.accounts.models import Person
from collab.reviews import rubric
from collab.reviews.actions import Draft, PointDraft, Reply
from collab.reviews.models import AnswerState, Severity
from collab.reviews.queries import Candidate, Desk, DeskCriterion
from collab.text import _, _l
from collab.web.forms import Form

LONGEST_POINT, LONGEST_COMMENT, LONGEST_SUMMARY, LONGEST_REASON = 600, 2_000, 4_000, 300
SEVERITIES = [
    SelectChoice(Severity.MUST, _l("Must")),
    SelectChoice(Severity.SHOULD, _l("Should")),
    SelectChoice(Severity.IDEA, _l("Idea")),
]
ADD, REMOVE, SAVE, SUBMIT = "add-", "remove-", "save", "submit"


def one_of(choices: Sequence[SelectChoice]) -> Callable[[Any, Field], None]:
    """A choice may be left open, but what is chosen must be on the list."""

    def check(_form: Any, field: Field) -> None:
        if field.data and field.data not in {choice.value for choice in choices}:
            raise ValidationError(_("Choose one of the alternatives."))

    return check


def _radio(label: Any, choices: Sequence[SelectChoice]) -> RadioField:
    return RadioField(label, choices=list(choices), validate_choice=False, validators=[one_of(choices)])


def _text(label: Any, longest: int) -> TextAreaField:
    too_long = _l("Write at most %(max)d characters.")
    return TextAreaField(label, validators=[Length(max=longest, message=too_long)])


class ReviewForm(Form):
    """One form with several buttons; whichever is pressed, everything typed is kept.

    `for_desk` gives it, for every criterion, level, comment and a place for a new point, and for every
    point its text and weight. Text in a place for a new point becomes a point.
    """

    desk: Desk
    recommendation: RadioField
    overall: TextAreaField
    seen = HiddenField()
    button = HiddenField()

    @property
    def pressed(self) -> str:
        """Which button: "save", "submit", "add-<criterion>" or "remove-<point>"."""
        return str(self.button.data or SAVE)

    @property
    def is_last_step(self) -> bool:
        """Whether the review is to be handed in."""
        return self.pressed == SUBMIT

    def validate(self, extra_validators: Any = None) -> bool:
        """What is typed must be possible; handing in asks for what the rubric asks for."""
        return all([super().validate(extra_validators), self._points_are_written(), self._is_complete()])

    def draft(self) -> Draft:
        """Everything as values, new points after the old ones of their criterion, removed ones left out."""
        criteria = self.desk.criteria
        seen = str(self.seen.data or "")
        return Draft(
            levels=self._levels(),
            comments={c.code: self[f"comment-{c.code}"].data or "" for c in criteria},
            points=[point for c in criteria for point in self._points(c)],
            recommendation=self.recommendation.data or "",
            summary=self.overall.data or "",
            seen=int(seen) if seen.isdecimal() else None,
        )

    def _levels(self) -> dict[str, int | None]:
        found = {c.code: self[f"level-{c.code}"].data for c in self.desk.criteria}
        return {code: int(value) if value else None for code, value in found.items()}

    def _points(self, criterion: DeskCriterion) -> Iterator[PointDraft]:
        code = criterion.code
        for point in criterion.points:
            if self.pressed != REMOVE + point.key:
                weight, words = self[f"weight-{point.key}"].data, self[f"point-{point.key}"].data
                yield PointDraft(code, Severity(weight or point.severity), words, point.section, point.key)
        new = (self[f"new-{code}"].data or "").strip()
        if new:
            weight = self[f"weight-new-{code}"].data or Severity.SHOULD
            yield PointDraft(code, Severity(weight), new, criterion.own_section)

    def _points_are_written(self) -> bool:
        """An old point is removed by its button, never by emptying it; an added one says something."""
        code = self.pressed.removeprefix(ADD) if self.pressed.startswith(ADD) else ""
        empty = [
            self[f"point-{p.key}"]
            for c in self.desk.criteria
            for p in c.points
            if self.pressed != REMOVE + p.key and not (self[f"point-{p.key}"].data or "").strip()
        ]
        if f"new-{code}" in self and not (self[f"new-{code}"].data or "").strip():
            empty.append(self[f"new-{code}"])
        for field in empty:
            _say(field, _("Write what the team should do."))
        return not empty

    def _is_complete(self) -> bool:
        if not self.is_last_step:
            return True
        criteria = {c.code: c.name for c in self.desk.criteria}
        gaps = rubric.missing(criteria, self._levels(), self.recommendation.data, self.overall.data or "")
        for gap in gaps:
            match gap.what:
                case rubric.Owed.LEVEL:
                    name = criteria[gap.criterion]
                    _say(self[f"level-{gap.criterion}"], _("Choose a level for: %(name)s", name=name))
                case rubric.Owed.RECOMMENDATION:
                    _say(self.recommendation, _("Choose a recommendation."))
                case rubric.Owed.SUMMARY:
                    _say(self.overall, _("Write a summary, two sentences are enough."))
        return not gaps


def _say(field: Field, message: str) -> None:
    field.errors = [*field.errors, message]


def review_form(desk: Desk) -> ReviewForm:
    """The form of a desk, filled with what is saved."""
    fields: dict[str, Any] = {"desk": desk}
    saved: dict[str, Any] = {"seen": desk.version}
    for criterion in desk.criteria:
        fields |= _fields(criterion)
        saved |= _saved(criterion)
    recommendations = [SelectChoice(choice.value, choice.label) for choice in desk.recommendations]
    fields["recommendation"] = _radio(_l("Recommendation"), recommendations)
    fields["overall"] = _text(_l("Summary"), LONGEST_SUMMARY)
    saved |= {"recommendation": desk.recommendation, "overall": desk.summary}
    return cast("ReviewForm", type("DeskForm", (ReviewForm,), fields)(data=saved))


def _fields(criterion: DeskCriterion) -> dict[str, Any]:
    code = criterion.code
    levels = [SelectChoice(level.value, level.label) for level in criterion.levels]
    fields: dict[str, Any] = {
        f"level-{code}": _radio(criterion.name, levels),
        f"comment-{code}": _text(_l("Your comment"), LONGEST_COMMENT),
        f"new-{code}": _text(_l("What should the team do?"), LONGEST_POINT),
        f"weight-new-{code}": _radio(_l("How important is it?"), SEVERITIES),
    }
    for point in criterion.points:
        fields[f"point-{point.key}"] = _text(_l("What should the team do?"), LONGEST_POINT)
        fields[f"weight-{point.key}"] = _radio(_l("How important is it?"), SEVERITIES)
    return fields


def _saved(criterion: DeskCriterion) -> dict[str, Any]:
    values: dict[str, Any] = {
        f"level-{criterion.code}": str(criterion.level or ""),
        f"comment-{criterion.code}": criterion.comment,
        f"weight-new-{criterion.code}": Severity.SHOULD,
    }
    for point in criterion.points:
        values |= {f"point-{point.key}": point.text, f"weight-{point.key}": point.severity}
    return values


class ReplyForm(Form):
    """The team's answer to a point."""

    seen = HiddenField()
    state = RadioField(
        _l("What have you done?"),
        choices=[
            SelectChoice(AnswerState.DONE, _l("It is done")),
            SelectChoice(AnswerState.DECLINED, _l("We will not do this")),
        ],
        validators=[InputRequired(_l("Say whether it is done."))],
    )
    text = TextAreaField(
        _l("The team's answer"),
        validators=[Length(max=2_000, message=_l("Write at most %(max)d characters."))],
    )

    def validate_text(self, field: Field) -> None:
        """A no needs its reason; the action asks the same."""
        if self.state.data == AnswerState.DECLINED and not (field.data or "").strip():
            raise ValidationError(_("Say why you will not do it."))

    def reply(self) -> Reply:
        """The answer as a value."""
        seen = str(self.seen.data or "")
        return Reply(
            AnswerState(self.state.data), self.text.data or "", int(seen) if seen.isdecimal() else None
        )


class Choosing(Form):
    """Chooses one of the programme's facilitators. An old page may name one who is no longer offered."""

    people: Mapping[str, Person] = MappingProxyType({})
    """By handle, whoever may be named."""
    who: SelectField

    def offer(self, candidates: Iterable[Candidate]) -> None:
        """Who can be chosen now."""
        people = [(candidate.handle, str(candidate.name)) for candidate in candidates]
        self.who.choices = [("", _("Choose one")), *people]

    def validate_who(self, field: Field) -> None:
        """Nobody else; whether it may be that one, the action says."""
        if field.data not in self.people:
            raise ValidationError(_("Choose one of the alternatives."))

    @property
    def chosen(self) -> Person:
        """The one who was chosen, once the form is valid."""
        return self.people[self.who.data]


def _who(label: Any, wanted: Any) -> SelectField:
    return SelectField(label, validate_choice=False, validators=[InputRequired(wanted)])


class AppointForm(Choosing):
    """Who is to review the project in a round."""

    who = _who(_l("Choose a reviewer"), _l("Choose who is to review the project."))


def _reason() -> TextAreaField:
    too_long = Length(max=LONGEST_REASON, message=_l("Write at most %(max)d characters."))
    return TextAreaField(
        _l("What is the tie?"), validators=[DataRequired(_l("Say what the tie is.")), too_long]
    )


class TieForm(Form):
    """A facilitator's own tie to a project."""

    reason = _reason()

    def whose(self, person: Person) -> Person:
        """Who has it, when the person sends the form."""
        return person


class OthersTieForm(Choosing, TieForm):
    """A facilitator's tie, declared by an organiser."""

    who = _who(_l("Who has the tie?"), _l("Choose who has the tie."))
    reason = _reason()

    def whose(self, person: Person) -> Person:
        """The one who was chosen."""
        return self.chosen


class HandInForm(Form):
    """Handing a project in asks nothing but the press of the button."""


class WithdrawalForm(Form):
    """Why an approval is taken back."""

    reason = TextAreaField(
        _l("Why is the approval taken back?"),
        validators=[
            DataRequired(_l("Say why the approval is taken back. The team reads it.")),
            Length(max=1_000, message=_l("Write at most %(max)d characters.")),
        ],
    )
