"""What a team agrees to, and why a project is let through or goes back."""

from collections.abc import Sequence
from typing import Any

from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    HiddenField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length

from collab.projects.models.passages import LONGEST_REASON
from collab.stages.actions import Unready
from collab.stages.judging import Check, Gate, Statement
from collab.stages.queries import StageShown
from collab.text import _, _l
from collab.web.forms import FieldError, Form


class SeenForm(Form):
    """A form that knows which stage its page showed: nothing is done from an old page."""

    seen = HiddenField()
    lead = ""
    """What the summary says before it lists what is missing."""

    @property
    def stage_seen(self) -> str:
        """The fingerprint of that stage; empty when none was sent."""
        return self.seen.data or ""


class AgreeForm(SeenForm):
    """The statements that the person stands for. What the programme no longer asks is said by the action."""

    missing: Sequence[Check | Statement] = ()
    agreed = SelectMultipleField(_l("We stand for this"), validate_choice=False)

    def offer(self, statements: Sequence[Statement], person_id: int) -> None:
        """Let the statements be chosen; until something is sent, those that the person agrees to are."""
        self.agreed.choices = [SelectChoice(said.code, said.label) for said in statements]
        if not self.is_submitted() or self.agreed.data is None:
            self.agreed.data = [s.code for s in statements if any(v.person_id == person_id for v in s.voices)]

    @property
    def is_unready(self) -> bool:
        """Whether the gate refused, and not what was sent."""
        return isinstance(self.refusal, Unready)

    def say_missing(self, gate: Gate) -> None:
        """Let the summary lead to each thing that the gate misses."""
        self.lead, self.missing = str(Unready()), gate.missing

    @property
    def summary(self) -> list[FieldError]:
        """Every error, and what the gate misses."""
        listed = [
            FieldError(("check-" if isinstance(one, Check) else "said-") + one.code, str(one.label))
            for one in self.missing
        ]
        return listed + super().summary

    @property
    def codes(self) -> frozenset[str]:
        """Of the statements that are chosen."""
        return frozenset(self.agreed.data or ())


def _why(label: Any, missing: Any) -> TextAreaField:
    too_long = _l("Write at most %(max)d characters.")
    return TextAreaField(label, [DataRequired(missing), Length(max=LONGEST_REASON, message=too_long)])


class LetThroughForm(SeenForm):
    """Why a team is let through though something is missing."""

    let_through_reason = _why(_l("Why they may go on"), _l("Say why you let the team through. It reads it."))


class BackForm(SeenForm):
    """To which stage the project goes back, and why."""

    back_to = SelectField(_l("Back to"), validate_choice=False)
    back_reason = _why(_l("Why the project goes back"), _l("Say why the project goes back. Others read it."))

    def offer(self, earlier: Sequence[StageShown]) -> None:
        """Let these stages be chosen."""
        self.back_to.choices = [SelectChoice(stage.code, stage.name) for stage in earlier]

    def validate_back_to(self, field: SelectField) -> None:
        """One of them is chosen."""
        if not field.data:
            raise ValidationError(_("Choose a stage that comes before the one where the project is."))
