"""The form that says how far a project is anchored in one municipality."""

from collections.abc import Iterable

from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    DateField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional

from collab.projects.actions import Home
from collab.projects.models import Mandate
from collab.projects.queries import HomeRow
from collab.projects.shared_form import Shared
from collab.text import _l
from collab.web.forms import Near
from collab.web.numbers import WholeNumber

LONGEST = 1000
"""Characters."""
MOST = 1_000_000_000
NAMES = {
    Mandate.NONE: _l("Nobody yet"),
    Mandate.MANAGER: _l("A manager, by delegation"),
    Mandate.COMMITTEE: _l("The committee"),
    Mandate.BOARD: _l("The executive board"),
}


class HomeForm(Shared):
    """Who knows, who has decided, what is promised."""

    SHARED = ("informed", "mandate", "reference", "decided_on", "hours", "money_sek", "note")

    informed = TextAreaField(_l("Who at home has been told"), [Optional(), Length(max=LONGEST)])
    mandate = SelectField(_l("Who has decided"))
    reference = StringField(_l("Reference of the decision"), [Optional(), Length(max=80)])
    decided_on = DateField(_l("Decided on"), [Optional(), Near()])
    hours = WholeNumber(_l("Hours promised"), [Optional()], most=MOST)
    money_sek = WholeNumber(_l("Kronor promised"), [Optional()], most=MOST)
    note = TextAreaField(_l("Note"), [Optional(), Length(max=LONGEST)])

    def meet_saved(self, row: HomeRow) -> int:
        """Bring it together with what is said there now. Answers the status of the page."""
        saved = {
            "informed": "\n".join(row.informed),
            "mandate": row.mandate.value,
            "reference": row.reference,
            "decided_on": row.decided_on,
            "hours": row.hours,
            "money_sek": row.money_sek,
            "note": row.note,
        }
        return self.bring_together(saved, row.version)

    def offer(self) -> None:
        """Who can have decided."""
        self.mandate.choices = [SelectChoice(value.value, name) for value, name in NAMES.items()]

    def filled_in(self) -> Home:
        """What was filled in, once it is valid."""
        return Home(
            informed=_once_each((self.informed.data or "").splitlines()),
            mandate=Mandate(self.mandate.data),
            reference=(self.reference.data or "").strip(),
            decided_on=self.decided_on.data,
            hours=self.hours.data or 0,
            money_sek=self.money_sek.data or 0,
            note=(self.note.data or "").strip(),
        )


def _once_each(lines: Iterable[str]) -> tuple[str, ...]:
    """Each line once, however it is spelled; empty ones not at all."""
    return tuple({" ".join(line.split()).casefold(): line.strip() for line in lines if line.strip()}.values())
