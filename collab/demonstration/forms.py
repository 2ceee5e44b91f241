"""The forms of the demonstration: a day, and who to be."""

from wtforms import DateTimeLocalField, Field, HiddenField, ValidationError
from wtforms.validators import InputRequired

from collab.clock import in_stockholm
from collab.demonstration.days import EARLIEST, LATEST
from collab.text import _, _l
from collab.web.forms import Form


class DayForm(Form):
    """A day and an hour on the clock in Europe/Stockholm, and the page to come back to."""

    moment = DateTimeLocalField(
        _l("Day and hour"), [InputRequired(_l("Choose a day and an hour."))], format="%Y-%m-%dT%H:%M"
    )
    back = HiddenField()

    def validate_moment(self, field: Field) -> None:
        """Not so far away that calendars stop making sense."""
        if field.data is not None and not EARLIEST <= in_stockholm(field.data) <= LATEST:
            raise ValidationError(
                _("Choose a day from %(first)s to %(last)s.", first=EARLIEST.year, last=LATEST.year)
            )


class PlayerForm(Form):
    """Who to be, and where to go as that person."""

    handle = HiddenField(validators=[InputRequired()])
    next = HiddenField()
