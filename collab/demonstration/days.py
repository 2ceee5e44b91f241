"""The days that a demonstration can live on."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from collab.clock import STOCKHOLM
from collab.text import _l

EARLIEST = datetime(2014, 1, 1, tzinfo=STOCKHOLM)
LATEST = datetime(2029, 12, 31, tzinfo=STOCKHOLM)


class NamedDay(Struct, frozen=True):
    """A day that the programme knows by name, and the hour at which it begins here."""

    label: Any
    moment: datetime

    @property
    def value(self) -> str:
        """The wall clock as a form sends it: 2017-05-15T09:00."""
        return self.moment.strftime("%Y-%m-%dT%H:%M")


DEFAULT = NamedDay(_l("A Monday in spring"), datetime(2017, 5, 15, 9, 0, tzinfo=STOCKHOLM))
NAMED = (
    NamedDay(_l("Enrolment"), datetime(2016, 5, 20, 10, 0, tzinfo=STOCKHOLM)),
    NamedDay(_l("The first occasion"), datetime(2016, 9, 14, 9, 45, tzinfo=STOCKHOLM)),
    NamedDay(_l("Midway"), datetime(2017, 1, 27, 10, 0, tzinfo=STOCKHOLM)),
    DEFAULT,
    NamedDay(_l("The deadline"), datetime(2017, 6, 2, 15, 0, tzinfo=STOCKHOLM)),
    NamedDay(_l("The conference"), datetime(2017, 6, 13, 10, 15, tzinfo=STOCKHOLM)),
    NamedDay(_l("The day after"), datetime(2017, 6, 14, 9, 0, tzinfo=STOCKHOLM)),
)
