"""The form by which organisers say how often projects are to write."""

from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Optional

from collab.text import Localised, _, _l
from collab.updates.rhythm import Rhythm
from collab.web.forms import Fits, Form

LONGEST_PROMPT = 120
"""Characters: it stands above a field on a phone."""
CHOOSE = _l("Choose one of these.")
WEEKS = [
    SelectChoice("0", _l("As they like: no reminders are sent")),
    SelectChoice("1", _l("Every week")),
    SelectChoice("2", _l("Every second week")),
    SelectChoice("4", _l("Every fourth week")),
]
WEEKDAYS = [
    SelectChoice("0", _l("Mondays")),
    SelectChoice("1", _l("Tuesdays")),
    SelectChoice("2", _l("Wednesdays")),
    SelectChoice("3", _l("Thursdays")),
    SelectChoice("4", _l("Fridays")),
    SelectChoice("5", _l("Saturdays")),
    SelectChoice("6", _l("Sundays")),
]


class RhythmForm(Form):
    """How often, on which mornings teams are reminded, and what they are asked."""

    weeks = RadioField(_l("How often projects write"), [InputRequired(CHOOSE)], choices=WEEKS)
    weekday = SelectField(_l("Reminders go out on"), [InputRequired(CHOOSE)], choices=WEEKDAYS)
    prompt_sv = StringField(_l("The question in Swedish"), [Optional(), Fits(LONGEST_PROMPT)])
    prompt_en = StringField(_l("The question in English"), [Optional(), Fits(LONGEST_PROMPT)])

    def validate_prompt_en(self, field: StringField) -> None:
        """Whoever reads Swedish is asked as well."""
        if (field.data or "").strip() and not (self.prompt_sv.data or "").strip():
            raise ValidationError(_("Write the question in Swedish, too."))

    @classmethod
    def of(cls, rhythm: Rhythm) -> "RhythmForm":
        """The form as it begins."""
        return cls(
            data={
                "weeks": str(rhythm.weeks),
                "weekday": str(rhythm.weekday),
                "prompt_sv": rhythm.prompt.sv,
                "prompt_en": rhythm.prompt.en,
            }
        )

    @property
    def rhythm(self) -> Rhythm:
        """What was chosen."""
        prompt = Localised((self.prompt_sv.data or "").strip(), (self.prompt_en.data or "").strip())
        return Rhythm(int(self.weeks.data), int(self.weekday.data), prompt)
