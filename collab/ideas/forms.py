"""The forms by which ideas are proposed and wishes said."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from collab.ideas.actions import Overtaken, Wanted, Words, words_of
from collab.ideas.models import LONGEST_TITLE, Idea
from collab.ideas.queries import OwnWishes
from collab.programmes.models import Membership
from collab.text import _, _l, alphabetical
from collab.web.forms import Form

T = TypeVar("T")
LONGEST_DESCRIPTION = 1000
"""Characters."""
MOST_TEAMS = 50


class IdeaForm(Form):
    """What an idea says."""

    title = StringField(
        _l("What it is called"), [DataRequired(_l("Give the idea a title.")), Length(max=LONGEST_TITLE)]
    )
    description = TextAreaField(
        _l("What it is about"),
        [DataRequired(_l("Say what it is about.")), Length(max=LONGEST_DESCRIPTION)],
    )
    teams_most = IntegerField(
        _l("At most so many teams"),
        [
            Optional(),
            NumberRange(1, MOST_TEAMS, _l("Write a number from 1 to 50, or leave it empty.")),
        ],
    )

    began = HiddenField()
    """The mark of what the page showed."""

    is_overtaken = False
    """Whether somebody else saved while the person wrote; both are to be shown then."""

    def meet(self, idea: Idea) -> int:
        """Let the next save know of what is saved now. Answers the status of the page."""
        self.is_overtaken = isinstance(self.refusal, Overtaken)
        if self.is_overtaken or not self.is_submitted():
            self.began.data = words_of(idea).mark
        return 409 if self.is_overtaken else 422 if self.is_submitted() else 200

    @property
    def words(self) -> Words:
        """What was written, once the form is valid."""
        return Words((self.title.data or "").strip(), self.description.data or "", self.teams_most.data)


def offered(form: "WishForm", field: SelectField) -> None:
    """Only what is in the list."""
    if field.data and field.data not in form.labels_of(field) and field.data != form.own_code:
        raise ValidationError(_("Choose from the list. What you had chosen is not there any more."))


def not_oneself(form: "WishForm", field: SelectField) -> None:
    """Somebody else."""
    if field.data and field.data == form.own_code:
        raise ValidationError(_("You are always with yourself. Choose somebody else."))


def chosen_once(form: "WishForm", field: SelectField) -> None:
    """What an earlier field of the same row has not chosen."""
    row = next(row for row in (form.ranks, form.besides, form.aparts) if field in row)
    earlier = [other.data for other in row[: row.index(field)]]
    if field.data and field.data in earlier:
        said = _("You have chosen %(what)s already. Choose another, or leave this empty.")
        raise ValidationError(said % {"what": form.labels_of(field).get(field.data, field.data)})


def not_both(form: "WishForm", field: SelectField) -> None:
    """Nobody who is to be near as well."""
    if field.data and field.data in [beside.data for beside in form.besides]:
        said = _("%(who)s cannot be both with you and apart from you. Leave one of the two empty.")
        raise ValidationError(said % {"who": form.labels_of(field).get(field.data, field.data)})


def _rank(label: str) -> SelectField:
    return SelectField(label, [offered, chosen_once], validate_choice=False)


def _beside(label: str) -> SelectField:
    return SelectField(label, [offered, not_oneself, chosen_once], validate_choice=False)


def _apart(label: str) -> SelectField:
    return SelectField(label, [offered, not_oneself, chosen_once, not_both], validate_choice=False)


class WishForm(Form):
    """What somebody wishes for: a field for each rank, three people to be with, three to be apart from."""

    rank_1 = _rank(_l("First of all"))
    rank_2 = _rank(_l("In the second place"))
    rank_3 = _rank(_l("In the third place"))
    rank_4 = _rank(_l("In the fourth place"))
    rank_5 = _rank(_l("In the fifth place"))
    beside_1 = _beside(_l("Gladly with, first person"))
    beside_2 = _beside(_l("Gladly with, second person"))
    beside_3 = _beside(_l("Gladly with, third person"))
    apart_1 = _apart(_l("Rather not with, first person"))
    apart_2 = _apart(_l("Rather not with, second person"))
    apart_3 = _apart(_l("Rather not with, third person"))

    def offer(self, ideas: Sequence[Idea], people: Sequence[Membership], me: Membership) -> None:
        """Let these be chosen: as many ranks as there are ideas, and everybody but oneself."""
        self.own_code = me.code
        self.ideas = {idea.key: idea for idea in ideas}
        self.people = {place.code: place for place in people if place != me}
        for fields, nothing in ((self.ranks, _("No wish")), (self.besides + self.aparts, _("Nobody"))):
            for field in fields:
                field.choices = [("", nothing), *self.labels_of(field).items()]
        for field in self.ranks[len(ideas) :]:
            delattr(self, field.name)

    def fill(self, wishes: OwnWishes) -> None:
        """Show what was wished for before, unless something was sent."""
        if not self.is_submitted():
            _choose(self.ranks, [idea.key for idea in wishes.ideas])
            _choose(self.besides, [place.code for place in wishes.beside])
            _choose(self.aparts, [place.code for place in wishes.apart])

    @property
    def ranks(self) -> list[SelectField]:
        """The fields for ideas, the dearest first."""
        return self._row("rank_")

    @property
    def besides(self) -> list[SelectField]:
        """The fields for people to be with."""
        return self._row("beside_")

    @property
    def aparts(self) -> list[SelectField]:
        """The fields for people to be apart from."""
        return self._row("apart_")

    @property
    def wanted(self) -> Wanted:
        """What was chosen, once the form is valid; what is left empty between closes up."""
        return Wanted(
            _chosen(self.ranks, self.ideas),
            _chosen(self.besides, self.people),
            _chosen(self.aparts, self.people),
        )

    def labels_of(self, field: SelectField) -> dict[str, str]:
        """What can be chosen there: value and words, in Swedish order."""
        if field.name.startswith("rank_"):
            return {key: idea.title for key, idea in self.ideas.items()}
        names = {code: str(place.person.name) for code, place in self.people.items()}
        return dict(alphabetical(names.items(), key=lambda item: item[1]))

    def _row(self, start: str) -> list[SelectField]:
        return [field for field in self if field.name.startswith(start)]


def _choose(fields: Sequence[SelectField], values: Sequence[str]) -> None:
    for field, value in zip(fields, values, strict=False):
        field.data = value


def _chosen(fields: Sequence[SelectField], things: Mapping[str, T]) -> list[T]:
    return [things[field.data] for field in fields if field.data]
