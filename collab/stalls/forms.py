"""Until when a project is left alone, and why."""

from datetime import date, timedelta
from typing import cast

from wtforms import DateField, TextAreaField, ValidationError
from wtforms.validators import DataRequired

from collab import clock
from collab.projects.shared_form import Versioned
from collab.stalls.models import LONGEST_NOTE
from collab.text import _, _l
from collab.web.forms import Fits

FARTHEST = timedelta(days=180)


class SnoozeForm(Versioned):
    """Leave a project alone. Its version is the rest that the page showed."""

    until = DateField(_l("List it again on"), [DataRequired(_l("Choose a day. It looks like 2017-05-24."))])
    note = TextAreaField(
        _l("Why it may be left alone"),
        [
            DataRequired(_l("Say in a few words why, for those who lead the programme with you.")),
            Fits(LONGEST_NOTE),
        ],
    )

    @property
    def day(self) -> date:
        """The day that was chosen, once there is one."""
        return cast("date", self.until.data)

    def validate_until(self, _field: DateField) -> None:
        """A day to come, within half a year."""
        if not clock.today() < self.day <= clock.today() + FARTHEST:
            raise ValidationError(_("Choose a day after today, at most half a year ahead."))
