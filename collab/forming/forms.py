"""The forms by which teams are made and mended."""

from collections.abc import Sequence

from wtforms import (
    BooleanField,
    DateField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from collab.teams.forms import PersonForm
from collab.teams.models import Team
from collab.text import _, _l
from collab.web.forms import Form

LONGEST_REASON = 500
"""Characters."""
LONGEST_PRESENTATION = 600
"""Characters."""


class StartForm(Form):
    """A new team."""

    name = StringField(
        _l("What the team is called"), [InputRequired(_l("Give the team a name.")), Length(max=120)]
    )
    presentation = TextAreaField(
        _l("What you want to do together"), [Optional(), Length(max=LONGEST_PRESENTATION)]
    )
    is_open = BooleanField(_l("Anybody may ask to join"), default=True)


class ProfileForm(Form):
    """What somebody tells those who look for a team."""

    can_offer = TextAreaField(_l("I can offer"), [Optional(), Length(max=LONGEST_PRESENTATION)])
    seeks = TextAreaField(_l("I am looking for"), [Optional(), Length(max=LONGEST_PRESENTATION)])
    branches = SelectMultipleField(_l("Branches that I know"))


class MemberForm(PersonForm):
    """One of the team."""


class ReasonForm(Form):
    """A word why."""

    reason = TextAreaField(
        _l("A word to the others"),
        [InputRequired(_l("Write a word to the others.")), Length(max=LONGEST_REASON)],
    )


class MendForm(Form):
    """Something that is done to a team, and why: those concerned read it."""

    reason = TextAreaField(_l("Why"), [InputRequired(_l("Say why.")), Length(max=LONGEST_REASON)])


class TakeForm(PersonForm, MendForm):
    """One of the team."""


class AddForm(PersonForm, MendForm):
    """Somebody who is to come into the team."""


class _TeamForm(MendForm):
    """Another team of the programme."""

    slug = SelectField(_l("Team"), validate_choice=False, validators=[InputRequired(_l("Choose a team."))])

    def offer_teams(self, teams: Sequence[Team]) -> None:
        """Let one of these be chosen."""
        self.teams = {team.slug: team for team in teams}
        self.slug.choices = [("", _("Choose")), *((team.slug, team.name) for team in teams)]

    def validate_slug(self, field: SelectField) -> None:
        """Only what is offered."""
        if field.data and field.data not in self.teams:
            raise ValidationError(_("Choose one of the teams in the list."))

    @property
    def team(self) -> Team:
        """The one that was chosen, once the form is valid."""
        return self.teams[self.slug.data]


class MoveForm(PersonForm, _TeamForm):
    """One of the team, and where to."""


class MergeForm(_TeamForm):
    """The team that this one goes up in."""


class DateForm(MendForm):
    """The day by which the team is to keep the rules."""

    day = DateField(_l("Complete by"), [Optional()])


class DissolveForm(MendForm):
    """Nothing but why."""
