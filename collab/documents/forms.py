"""The form in which a plan is asked for as a document."""

from collections.abc import Sequence

from wtforms import RadioField, SelectChoice, SelectField  # type: ignore[attr-defined] # newer than the stubs

from collab.documents.actions import Wish
from collab.documents.paper import Format
from collab.projects.models import NamedPlan
from collab.text import LANGUAGES, _, _l, language
from collab.web.forms import Form

FORMATS = {Format.WORD: "Word", Format.PDF: "PDF", Format.MARKDOWN: "Markdown"}
"""Names, the same in every language."""
NOW = "now"


class OrderForm(Form):
    """Which version, in which format, in which language."""

    version = SelectField(_l("Which version"))
    format = RadioField(
        _l("What kind of file"), choices=[SelectChoice(kind.value, said) for kind, said in FORMATS.items()]
    )
    language = SelectField(_l("Language of headings and tables"))

    def offer(self, named: Sequence[NamedPlan], chosen: str = "") -> None:
        """Offer the versions; the form begins with the one whose key is `chosen`, else the plan as it is."""
        self._named = {plan.key: plan for plan in named}
        now = SelectChoice(NOW, _("The plan as it is now"))
        self.version.choices = [now, *(SelectChoice(key, plan.name) for key, plan in self._named.items())]
        names = {"sv": _("Swedish"), "en": _("English")}
        self.language.choices = [SelectChoice(code, names[code]) for code in LANGUAGES]
        if not self.is_submitted():
            self.version.data = chosen if chosen in self._named else NOW
            self.format.data, self.language.data = Format.WORD.value, language()

    def wish(self) -> Wish:
        """What was chosen, once it is valid."""
        named = self._named.get(str(self.version.data))
        return Wish(Format(self.format.data), str(self.language.data), named)
