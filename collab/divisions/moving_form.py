"""The form by which one person is moved in a proposal."""

from collections.abc import Sequence

from wtforms import HiddenField, SelectField, ValidationError
from wtforms.validators import InputRequired

from collab.proposals.instance import Instance
from collab.text import _, _l, alphabetical
from collab.web.forms import Form
from collab.web.numbers import whole


class MoveForm(Form):
    """Who goes where, and which version of the proposal was looked at."""

    person = SelectField(
        _l("Person"), validate_choice=False, validators=[InputRequired(_l("Choose a person."))]
    )
    team = SelectField(
        _l("Moves to"), validate_choice=False, validators=[InputRequired(_l("Choose a team."))]
    )
    version = HiddenField()

    def offer(self, instance: Instance, called: Sequence[str]) -> None:
        """Let one of the instance's people and one of these teams be chosen."""
        people = alphabetical((person.id for person in instance.people), key=instance.name_of)
        self.people, self.places = set(people), {str(at) for at in range(len(called))}
        self.person.choices = [("", _("Choose")), *((code, instance.name_of(code)) for code in people)]
        self.team.choices = [("", _("Choose")), *((str(at), name) for at, name in enumerate(called))]

    def validate_person(self, field: SelectField) -> None:
        """Only who is offered."""
        if field.data and field.data not in self.people:
            raise ValidationError(_("Choose one of the people in the list."))

    def validate_team(self, field: SelectField) -> None:
        """Only what is offered."""
        if field.data and field.data not in self.places:
            raise ValidationError(_("Choose one of the teams in the list."))

    @property
    def to(self) -> int:
        """The place of the team that was chosen, from 0, once the form is valid."""
        return int(self.team.data)

    @property
    def looked_at(self) -> int:
        """The version of the proposal that was looked at; -1 where none was sent."""
        return whole(self.version.data)
