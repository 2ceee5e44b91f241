"""The form by which organisers say what a section of every plan is about."""

from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from collab.programmes.models import PlanSection
from collab.projects.actions import Definition
from collab.projects.shared_form import Shared
from collab.text import Localised, _, _l
from collab.web.numbers import WholeNumber

LONGEST_NAME = 80
LONGEST_GUIDANCE = 1000
"""Characters."""
MOST_WORDS = 5000


class DefinitionForm(Shared):
    """Name, guidance and example in two languages, and how many words are a good length."""

    SHARED = (
        *("name_sv", "name_en", "guidance_sv", "guidance_en", "example_sv", "example_en"),
        *("min_words", "max_words", "by_goal"),
    )

    name_sv = StringField(
        _l("Name in Swedish"), [DataRequired(_l("Write a name.")), Length(max=LONGEST_NAME)]
    )
    name_en = StringField(_l("Name in English"), [Optional(), Length(max=LONGEST_NAME)])
    guidance_sv = TextAreaField(
        _l("Guidance in Swedish"),
        [DataRequired(_l("Write what the team should tell here.")), Length(max=LONGEST_GUIDANCE)],
    )
    guidance_en = TextAreaField(_l("Guidance in English"), [Optional(), Length(max=LONGEST_GUIDANCE)])
    example_sv = TextAreaField(_l("Example in Swedish"), [Optional(), Length(max=LONGEST_GUIDANCE)])
    example_en = TextAreaField(_l("Example in English"), [Optional(), Length(max=LONGEST_GUIDANCE)])
    min_words = WholeNumber(
        _l("At least so many words"),
        [InputRequired(_l("Write how many words are the least."))],
        most=MOST_WORDS,
    )
    max_words = WholeNumber(
        _l("At most so many words"),
        [InputRequired(_l("Write how many words are the most."))],
        least=1,
        most=MOST_WORDS,
    )

    by_goal = RadioField(
        _l("How it is divided"),
        choices=[
            SelectChoice("text", _l("One text")),
            SelectChoice("goals", _l("Goal by goal: a heading for each goal of the programme")),
        ],
        default="text",
        validators=[InputRequired()],
    )

    @classmethod
    def blank(cls) -> "DefinitionForm":
        """The form of a new section."""
        return cls(data={"min_words": 60, "max_words": 160})

    def meet_saved(self, section: PlanSection) -> int:
        """Bring it together with the section as it is asked for now. Answers the status of the page."""
        said = {"name": section.name, "guidance": section.guidance, "example": section.example}
        texts = {
            f"{what}_{code}": getattr(text, code) for what, text in said.items() for code in ("sv", "en")
        }
        numbers = {"min_words": section.min_words, "max_words": section.max_words}
        return self.bring_together({**texts, **numbers, "by_goal": "goals" if section.by_goal else "text"})

    def validate_max_words(self, field: WholeNumber) -> None:
        """At most is not below at least."""
        if field.data is not None and self.min_words.data is not None and field.data < self.min_words.data:
            raise ValidationError(_("At most is below at least. Change one of the two."))

    def definition(self) -> Definition:
        """What was filled in, once it is valid."""
        return Definition(
            self._both("name"),
            self._both("guidance"),
            self._both("example"),
            self.min_words.data or 0,
            self.max_words.data or 0,
            self.by_goal.data == "goals",
        )

    def _both(self, what: str) -> Localised:
        said = (self[f"{what}_{code}"].data or "" for code in ("sv", "en"))
        return Localised(*(text.strip() for text in said))
