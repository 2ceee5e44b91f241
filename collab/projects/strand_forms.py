"""The forms of strands of work: a name, and a place on the hill."""

from wtforms import IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from collab.projects.hill import END
from collab.projects.models.strands import LONGEST_NOTE, LONGEST_STRAND
from collab.projects.shared_form import Versioned
from collab.text import _l


class StrandForm(Versioned):
    """What a strand of work is called."""

    name = StringField(
        _l("Name of the strand"),
        [DataRequired(_l("Write what the strand is about, in a word or two.")), Length(max=LONGEST_STRAND)],
    )


class MoveForm(Versioned):
    """Where a strand is now, and a word about it."""

    reached = IntegerField(
        _l("Place on the hill"),
        [
            InputRequired(_l("Write a number between 0 and 100.")),
            NumberRange(0, END, _l("Write a number between 0 and 100.")),
        ],
    )
    note = StringField(_l("Note"), [Optional(), Length(max=LONGEST_NOTE)])
