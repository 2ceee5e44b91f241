"""The forms by which teams are made and mended."""

from collections.abc import Sequence

from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from collab.accounts.forms import LONGEST_ADDRESS
from collab.accounts.models import written_alike
from collab.forming.queries import Leaving
from collab.ideas.models import Idea
from collab.programmes.models import Membership
from collab.teams.forms import PersonForm
from collab.teams.models import Team
from collab.text import _, _l
from collab.web.forms import Form, Near

LONGEST_REASON = 500
"""Characters."""
LONGEST_PRESENTATION = 600
"""Characters."""


class StartForm(Form):
    """A new team."""

    name = StringField(
        _l("What the team is called"), [DataRequired(_l("Give the team a name.")), Length(max=120)]
    )
    presentation = TextAreaField(
        _l("What you want to do together"), [Optional(), Length(max=LONGEST_PRESENTATION)]
    )
    idea = SelectField(_l("Around an idea"), [Optional()], validate_choice=False)
    is_open = BooleanField(_l("Anybody may ask to join"), default=True)

    def offer(self, ideas: Sequence[Idea], chosen: str = "") -> None:
        """Let the team gather around one of these; `chosen` is marked where nothing was sent yet."""
        self.ideas = {idea.key: idea for idea in ideas}
        self.idea.choices = [("", _("None yet")), *((key, idea.title) for key, idea in self.ideas.items())]
        if not self.is_submitted() and chosen in self.ideas:
            self.idea.data = chosen

    def validate_idea(self, field: SelectField) -> None:
        """Only what is offered."""
        if field.data and field.data not in self.ideas:
            gone = _("Choose one of the ideas in the list. Yours was taken back, or has all its teams.")
            raise ValidationError(gone)

    @property
    def chosen(self) -> Idea | None:
        """The idea that was chosen, once the form is valid."""
        return self.ideas.get(self.idea.data or "")


class ProfileForm(Form):
    """What somebody tells those who look for a team."""

    can_offer = TextAreaField(_l("I can offer"), [Optional(), Length(max=LONGEST_PRESENTATION)])
    seeks = TextAreaField(_l("I am looking for"), [Optional(), Length(max=LONGEST_PRESENTATION)])
    branches = SelectMultipleField(_l("Branches that I know"))


class MemberForm(PersonForm):
    """One of the team."""


class AddressForm(Form):
    """Where mail to somebody goes, by which they sign in, too."""

    email = EmailField(
        _l("E-mail address"),
        [
            DataRequired(_l("Write the e-mail address.")),
            Length(max=LONGEST_ADDRESS),
            Email(_l("An e-mail address looks like name@municipality.se."), allow_smtputf8=False),
        ],
        filters=[written_alike],
    )


class LeaveForm(Form):
    """A word to those who stay."""

    reason = TextAreaField(
        _l("A word to the others"),
        [DataRequired(_l("Write a word to the others.")), Length(max=LONGEST_REASON)],
    )

    @property
    def successor(self) -> Membership | None:
        """Who coordinates afterwards, where that had to be chosen."""
        return None


class HandOverForm(PersonForm, LeaveForm):
    """The only coordinator leaves: who coordinates afterwards, and a word."""

    person = SelectField(
        _l("Who coordinates the team after you"),
        validate_choice=False,
        validators=[InputRequired(_l("Choose who coordinates the team after you."))],
    )

    def validate_person(self, field: SelectField) -> None:
        """Only those who stay."""
        if field.data and field.data not in self.places:
            raise ValidationError(_("Choose one of those in the list. Somebody else may have left the team."))

    @property
    def successor(self) -> Membership | None:
        """Who coordinates afterwards, once the form is valid."""
        return self.chosen


class EndForm(LeaveForm):
    """The last one leaves; nobody in the team reads why."""

    reason = TextAreaField(_l("Why the team ends"), [Optional(), Length(max=LONGEST_REASON)])


def form_to_leave(leaving: Leaving) -> LeaveForm:
    """What has to be said by who leaves like that."""
    if leaving.is_last:
        return EndForm()
    if not leaving.leads_alone:
        return LeaveForm()
    form = HandOverForm()
    form.offer(leaving.others)
    return form


class MendForm(Form):
    """Something that is done to a team, and why: those concerned read it."""

    reason = TextAreaField(_l("Why"), [DataRequired(_l("Say why.")), Length(max=LONGEST_REASON)])


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

    day = DateField(_l("Complete by"), [Optional(), Near()])


class DissolveForm(MendForm):
    """Nothing but why."""
