"""The forms of messages: to whom and what, one copy, when."""

from collections.abc import Sequence
from datetime import datetime

from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    DateField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import DataRequired, Optional

from collab import clock, geography
from collab.messages.actions import Words
from collab.messages.models import LONGEST_SUBJECT, LONGEST_TEXT
from collab.messages.selections import ROLES, STATES, Selection
from collab.messages.wording import unknown_places
from collab.programmes.models import Organisation
from collab.programmes.queries import SectorName
from collab.projects.shared_form import Versioned
from collab.teams.queries import TeamCard
from collab.text import _, _l
from collab.web.forms import A_YEAR, Fits, Form, Near


def _fills_every_place(_form: Form, field: StringField) -> None:
    unknown = unknown_places(field.data or "")
    if unknown:
        raise ValidationError(
            _(
                "%(place)s will not be filled in. You can use {name} and {municipality}.",
                place=unknown[0],
            )
        )


class _Words(Form):
    """What all get, or one."""

    subject = StringField(
        _l("Subject"),
        [DataRequired(_l("Give the message a subject.")), Fits(LONGEST_SUBJECT), _fills_every_place],
    )
    text = TextAreaField(
        _l("Text"),
        [DataRequired(_l("Write what you want to say.")), Fits(LONGEST_TEXT), _fills_every_place],
    )

    @property
    def words(self) -> Words:
        """What was written."""
        return Words((self.subject.data or "").strip(), self.text.data or "")


class WordsForm(_Words, Versioned):
    """What all get of a draft, or one, changed."""


class MessageForm(_Words):
    """A new message: whom it is for, and what all get."""

    roles = SelectMultipleField(_l("Role"))
    sectors = SelectMultipleField(_l("Sector"))
    counties = SelectMultipleField(_l("Municipalities of a county"))
    organisations = SelectMultipleField(_l("Organisation"))
    teams = SelectMultipleField(_l("Team"))
    state = SelectField(_l("State"), [Optional()])

    def offer(
        self,
        sectors: Sequence[SectorName],
        organisations: Sequence[Organisation],
        teams: Sequence[TeamCard],
    ) -> None:
        """Let these be chosen."""
        counties = sorted({place.county_code for place in organisations if place.county_code})
        self.roles.choices = [SelectChoice(code.value, label) for code, label in ROLES.items()]
        self.sectors.choices = [SelectChoice(one.code, str(one.name)) for one in sectors]
        self.counties.choices = [SelectChoice(code, geography.county_name(code)) for code in counties]
        self.organisations.choices = [SelectChoice(one.slug, one.short_name) for one in organisations]
        self.teams.choices = [SelectChoice(one.slug, one.name) for one in teams]
        self.state.choices = [SelectChoice(code.value, label) for code, label in STATES.items()]

    @property
    def selection(self) -> Selection:
        """Whom it is for."""
        return Selection(
            roles=tuple(self.roles.data or ()),
            sectors=tuple(self.sectors.data or ()),
            counties=tuple(self.counties.data or ()),
            organisations=tuple(self.organisations.data or ()),
            teams=tuple(self.teams.data or ()),
            state=self.state.data or "",
        )


class PressedForm(Versioned):
    """A button beside a draft: nothing but the version that stood there."""


class TimeForm(Versioned):
    """When it is sent."""

    day = DateField(_l("Day"), [DataRequired(_l("Choose a day. It looks like 2017-05-24.")), Near(A_YEAR)])
    hour = TimeField(_l("Time"), [DataRequired(_l("Choose a time. It looks like 08:30."))])

    def validate_hour(self, _field: TimeField) -> None:
        """A moment to come."""
        if not self.day.errors and self.moment <= clock.now():
            raise ValidationError(_("Choose a time that has not passed."))

    @property
    def moment(self) -> datetime:
        """The chosen moment on a clock in Europe/Stockholm."""
        return clock.in_stockholm(datetime.combine(self.day.data, self.hour.data))  # type: ignore[arg-type]
