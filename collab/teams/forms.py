"""The forms by which people come into a team."""

from collections.abc import Sequence

from wtforms import SelectField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from collab.programmes.models import Membership
from collab.text import _, _l
from collab.web.forms import Form

LONGEST_ANSWER = 1000
"""Characters."""


class AnswerForm(Form):
    """A word to the one who asked. Which button was pressed says yes or no."""

    answer = TextAreaField(
        _l("Your answer"),
        [DataRequired(_l("Write a word to the one who asked.")), Length(max=LONGEST_ANSWER)],
    )


class ReplyForm(AnswerForm):
    """A word to the team that invites."""

    answer = TextAreaField(
        _l("Your answer"), [DataRequired(_l("Write a word to the team.")), Length(max=LONGEST_ANSWER)]
    )


class AskForm(Form):
    """A question to a team."""

    message = TextAreaField(
        _l("Your question to the team"),
        [DataRequired(_l("Write a word to the team.")), Length(max=LONGEST_ANSWER)],
    )


class PersonForm(Form):
    """A form in which one of several people is chosen, by the code of their place in the programme."""

    person = SelectField(
        _l("Person"), validate_choice=False, validators=[InputRequired(_l("Choose a person."))]
    )

    def offer(self, places: Sequence[Membership], chosen: str = "") -> None:
        """Let one of these be chosen; `chosen` is marked where nothing was sent yet."""
        self.places = {place.code: place for place in places}
        names = sorted((str(place.person.name), code) for code, place in self.places.items())
        self.person.choices = [("", _("Choose"))] + [(code, name) for name, code in names]
        if not self.is_submitted() and chosen in self.places:
            self.person.data = chosen

    def validate_person(self, field: SelectField) -> None:
        """Only who is offered."""
        if field.data and field.data not in self.places:
            gone = _("Choose one of the people in the list. Somebody else may have found a team.")
            raise ValidationError(gone)

    @property
    def chosen(self) -> Membership:
        """The place of the one who was chosen, once the form is valid."""
        return self.places[self.person.data]


class InviteForm(PersonForm):
    """Who is invited, with a word."""

    message = TextAreaField(
        _l("Your invitation"),
        [DataRequired(_l("Write a word to the one you invite.")), Length(max=LONGEST_ANSWER)],
    )
