"""The form by which a proposal becomes the programme's teams."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from collab.divisions.actions.applying import Choice, NewTeam
from collab.divisions.placing import LONGEST_NAME, Target
from collab.forming.forms import LONGEST_REASON
from collab.proposals.instance import Instance
from collab.text import _, _l
from collab.web.forms import Form, Part, Parts
from collab.web.numbers import whole


class TeamForm(Part):
    """A team that is to be formed."""

    at = HiddenField()
    name = StringField(
        _l("What the team is called"), [DataRequired(_l("Give the team a name.")), Length(max=LONGEST_NAME)]
    )
    leader = SelectField(
        _l("Who coordinates it"),
        validate_choice=False,
        validators=[InputRequired(_l("Choose who coordinates the team."))],
    )


class ApplyForm(Form):
    """What new teams are called and who coordinates each, why, and what was looked at."""

    teams = Parts(FormField(TeamForm))
    reason = TextAreaField(
        _l("A word to those concerned"),
        [DataRequired(_l("Write a word to those concerned.")), Length(max=LONGEST_REASON)],
    )
    version = HiddenField()
    seen = HiddenField()

    def offer(self, instance: Instance, targets: Sequence[Target]) -> None:
        """Let each team be coordinated by one of its members."""
        for entry in self.teams:
            at = whole(entry.form.at.data)
            members = targets[at].members if 0 <= at < len(targets) else ()
            names = ((code, instance.name_of(code)) for code in members)
            entry.form.leader.choices = [("", _("Choose")), *names]

    @property
    def choice(self) -> Choice:
        """What was decided, once the form is valid."""
        teams = (entry.form for entry in self.teams)
        new = {whole(t.at.data): NewTeam((t.name.data or "").strip(), t.leader.data) for t in teams}
        return Choice(whole(self.version.data), self.seen.data or "", self.reason.data or "", new)


def begun(version: int, seen: str, names: Mapping[int, str], leaders: Mapping[int, str]) -> dict[str, Any]:
    """What the form begins with."""
    teams = [{"at": str(at), "name": name, "leader": leaders[at]} for at, name in names.items()]
    reason = _("The teams are put together by a proposal.")
    return {"teams": teams, "version": str(version), "seen": seen, "reason": reason}


class UndoForm(Form):
    """Why it is undone."""

    reason = TextAreaField(
        _l("A word to those concerned"),
        [DataRequired(_l("Write a word to those concerned.")), Length(max=LONGEST_REASON)],
    )
