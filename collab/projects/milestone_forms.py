"""The forms of a milestone: what it says, and a later day."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import cast

from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    DateField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from collab import clock
from collab.errors import RuleViolation
from collab.projects import actions
from collab.projects.actions import Step
from collab.projects.forms import LONGEST_STEP, NOBODY
from collab.projects.models import Milestone, Project, State
from collab.projects.models.plan import LONGEST_WHY
from collab.projects.queries import Strand
from collab.projects.shared_form import Shared, Versioned
from collab.teams.queries import Member
from collab.text import _, _l

STATES = {
    State.TO_DO: _l("Not begun"),
    State.UNDER_WAY: _l("Under way"),
    State.DONE: _l("Done"),
    State.GIVEN_UP: _l("Given up"),
}


@contextmanager
def refused_here() -> Iterator[None]:
    """What breaks a rule is an error of the field that is validated."""
    try:
        yield
    except RuleViolation as refusal:
        raise ValidationError(str(refusal)) from None


class MilestoneForm(Shared):
    """A dated step with an owner, a strand of work and its state."""

    SHARED = ("title", "due_on", "owner", "strand", "state", "done_on", "given_up_why")

    title = StringField(
        _l("What is to be reached"),
        [DataRequired(_l("Write what is to be reached.")), Length(max=LONGEST_STEP)],
    )
    due_on = DateField(_l("Date"), [InputRequired(_l("Choose a date."))])
    why = TextAreaField(_l("Why the date changes"), [Length(max=LONGEST_WHY)])
    owner = SelectField(_l("Owner"), coerce=int)
    strand = SelectField(_l("Strand of work"), coerce=int, default=NOBODY)
    state = RadioField(_l("How it is"), [Optional()])
    done_on = DateField(_l("Done on"), [Optional()])
    given_up_why = TextAreaField(_l("Why it is given up"), [Length(max=LONGEST_WHY)])

    def offer(
        self,
        project: Project,
        crew: Iterable[Member],
        strands: Sequence[Strand],
        milestone: Milestone | None = None,
    ) -> None:
        """Who can own it: the team and who owns it now. Where it can belong: open strands and its own."""
        self.project, self.milestone = project, milestone
        owner = milestone.owner if milestone else None
        names = {m.membership_id: str(m.name) for m in crew}
        if owner is not None:
            names.setdefault(owner.id, str(owner.person.name))
        self.owner.choices = [
            SelectChoice(NOBODY, _l("Nobody yet")),
            *(SelectChoice(number, name) for number, name in names.items()),
        ]
        own = milestone.strand_id if milestone else None
        shown = [one for one in strands if one.closed_on is None or one.id == own]
        self.strand.choices = [
            SelectChoice(NOBODY, _l("None")),
            *(SelectChoice(one.id, one.name) for one in shown),
        ]
        self.state.choices = [SelectChoice(state.value, name) for state, name in STATES.items()]
        if self.is_submitted() and not self.strand.raw_data:
            self.strand.data = own or NOBODY

    def validate_due_on(self, field: DateField) -> None:
        """A day that the project can reach; one that stood there already may stay."""
        if field.data is None or (self.milestone and field.data == self.milestone.due_on):
            return
        is_open = self.milestone is not None and self._state not in (State.DONE, State.GIVEN_UP)
        with refused_here():
            actions.demand_new_day(self.project, field.data, is_open=is_open)

    def validate_done_on(self, field: DateField) -> None:
        """Not before the project started; a day that stood there already may stay."""
        if field.data is None or (self.milestone and field.data == self.milestone.done_on):
            return
        with refused_here():
            self.project.demand_begun(field.data)

    def is_whole(self) -> bool:
        """Whether there is a word why wherever one is asked; else the field gets an error."""
        is_moved = self.milestone is not None and self.due_on.data != self.milestone.due_on
        if self._state is State.GIVEN_UP:
            if not self._words(self.given_up_why):
                self.given_up_why.errors = [_("Say in a few words why it is given up.")]
        elif is_moved and not self._words(self.why):
            self.why.errors = [_("Say in a few words why the date changes.")]
        if self.done_on.data and self._state is not State.DONE:
            self.done_on.errors = [_("There is a day on which it was done. Choose “Done”, or empty the day.")]
        return not (self.given_up_why.errors or self.why.errors or self.done_on.errors)

    def meet_saved(self, milestone: Milestone) -> int:
        """Bring it together with the milestone as it is saved. Answers the status of the page."""
        saved = {
            "title": milestone.title,
            "due_on": milestone.due_on,
            "owner": milestone.owner_id or NOBODY,
            "strand": milestone.strand_id or NOBODY,
            "state": milestone.state.value,
            "done_on": milestone.done_on,
            "given_up_why": milestone.given_up_why,
        }
        return self.bring_together(saved, milestone.version)

    def filled_in(self) -> Step:
        """What was filled in, once it is valid."""
        state = self._state
        return Step(
            title=(self.title.data or "").strip(),
            due_on=cast("date", self.due_on.data),
            owner_id=self.owner.data or None,
            done_on=(self.done_on.data or clock.today()) if state is State.DONE else None,
            strand_id=self.strand.data or None,
            is_begun=state is State.UNDER_WAY,
            given_up_why=self._words(self.given_up_why) if state is State.GIVEN_UP else "",
            why=self._words(self.why),
        )

    @property
    def _state(self) -> State:
        """What was chosen; where nothing was, a day says that it is done."""
        if self.state.data in set(State):
            return State(self.state.data)
        if self.done_on.data:
            return State.DONE
        before = self.milestone.state if self.milestone else State.TO_DO
        return State.TO_DO if before is State.DONE else before

    @staticmethod
    def _words(field: StringField) -> str:
        return (field.data or "").strip()


class LaterForm(Versioned):
    """A later day for a milestone, with a word why."""

    due_on = DateField(_l("New date"), [InputRequired(_l("Choose a date."))])
    why = TextAreaField(
        _l("Why it is put off"),
        [
            DataRequired(_l("Say in a few words why the milestone is put off.")),
            Length(max=LONGEST_WHY),
        ],
    )

    milestone: Milestone

    def validate_due_on(self, field: DateField) -> None:
        """Later than the old day, and not over."""
        if field.data is not None and (field.data <= self.milestone.due_on or field.data < clock.today()):
            raise ValidationError(_("Choose a day that is later than the old one and has not passed."))
        if field.data is not None:
            with refused_here():
                actions.demand_new_day(self.milestone.project, field.data)
