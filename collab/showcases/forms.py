"""The working copy's form: what the public page says, which pictures it shows."""

from typing import Any

from wtforms import (
    BooleanField,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than the stubs
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from collab.files.models import Picture
from collab.projects.shared_form import Versioned
from collab.showcases.actions import Chosen, Draft
from collab.showcases.composing import WorkingCopy
from collab.showcases.models import Consent
from collab.text import Localised, _, _l
from collab.web.forms import Form, Part, Parts

EFFECT_ROWS = 6
MOST_EFFECTS = 24
LAST = 99
"""Where a chosen picture stands that has no number."""
COMPARED = ("headline_sv", "headline_en", "story", "summary_en", "takes", "cost", "pitfalls", "documents")
"""The texts that a colleague may have changed meanwhile, as fields of the form."""


class EffectForm(Part):
    """One number and where it comes from."""

    text = StringField(_l("The number"), [Length(max=20)])
    unit = StringField(_l("Of what"), [Length(max=40)])
    label = StringField(_l("What it says"), [Length(max=160)])
    method = SelectField(
        _l("How you know"),
        choices=[
            SelectChoice("counted", _l("Counted by us")),
            SelectChoice("reported", _l("Reported by others")),
            SelectChoice("estimated", _l("Estimated")),
        ],
    )
    evidence = SelectField(_l("The update that supports it"), choices=[], validate_choice=False)

    def validate_evidence(self, field: SelectField) -> None:
        """One of the updates that were offered: the project's own public ones."""
        if (field.data or "") not in {choice[0] for choice in field.iter_choices()}:
            raise ValidationError(_("Choose one of your public updates."))


class SectorRoleForm(Part):
    """What one sector does at home."""

    sector = HiddenField()
    text = TextAreaField(_l("What the sector does"), [Length(max=400)])


class PictureForm(Part):
    """Whether and where a picture is shown, and the consent of those who can be recognised."""

    key = HiddenField()
    is_shown = BooleanField(_l("Show this picture"))
    position = IntegerField(_l("Place in the order"), [Optional(), NumberRange(1, LAST)])
    consent = SelectField(
        _l("People in the picture"),
        choices=[
            SelectChoice(Consent.UNKNOWN.value, _l("Not decided yet")),
            SelectChoice(Consent.NONE_RECOGNISABLE.value, _l("Nobody can be recognised")),
            SelectChoice(Consent.GIVEN.value, _l("Everybody who can be recognised has said yes")),
        ],
    )


class TakeDownForm(Form):
    """Why the public page is taken down, and on which page that was said."""

    reason = TextAreaField(
        _l("Why?"),
        [DataRequired(_l("Say why the page is taken down. The reason is kept with the edition."))],
    )
    origin = HiddenField(default="preview")


class ShowcaseForm(Versioned):
    """The working copy."""

    candidates: dict[str, Picture]
    """The pictures that can be chosen, by key."""

    headline_sv = StringField(_l("Headline in Swedish"), [Length(max=120)])
    headline_en = StringField(_l("Headline in English"), [Length(max=120)])
    story = TextAreaField(_l("The story"), [Length(max=8000)])
    summary_en = TextAreaField(_l("Summary in English"), [Length(max=1500)])
    state = RadioField(
        _l("Where does the project stand?"),
        [InputRequired()],
        choices=[
            SelectChoice("ongoing", _l("It is ongoing")),
            SelectChoice("finished", _l("It has arrived")),
        ],
    )
    seeks_municipalities = BooleanField(_l("We are looking for more municipalities"))
    effects = Parts(FormField(EffectForm), min_entries=EFFECT_ROWS, max_entries=MOST_EFFECTS)
    takes = TextAreaField(_l("What it takes"), [Length(max=1200)])
    cost = TextAreaField(_l("What it costs"), [Length(max=800)])
    sector_roles = Parts(FormField(SectorRoleForm))
    pitfalls = TextAreaField(_l("What to look out for"), [Length(max=1200)])
    documents = TextAreaField(_l("Documents to share"), [Length(max=1200)])
    pictures = Parts(FormField(PictureForm))

    @classmethod
    def of(cls, copy: WorkingCopy, **options: Any) -> "ShowcaseForm":
        """The form of a working copy: what it says, or what was typed, and what can be chosen."""
        form = cls(data=values_of(copy), **options)
        form.candidates = {one.picture.key: one.picture for one in copy.candidates}
        offered = [SelectChoice("", "–"), *(SelectChoice(*choice) for choice in copy.evidence)]
        for row in form.effects:
            row.form.evidence.choices = offered
        return form

    def chosen(self) -> Chosen:
        """The pictures to show, by their numbers; those without one last, as they stand on the page."""
        rows = [row.data for row in self.pictures if row.data["is_shown"]]
        rows.sort(key=lambda row: row["position"] or LAST)
        return [
            (self.candidates[row["key"]], Consent(row["consent"]))
            for row in rows
            if row["key"] in self.candidates
        ]

    def differing(self, saved: Draft) -> list[tuple[str, str]]:
        """What a colleague has saved and that is not what was typed: the field's label, and their text."""
        theirs = _texts_of(saved)
        found = [
            (self[name].label.text, theirs[name]) for name in COMPARED if theirs[name] != _clean(self[name])
        ]
        mine = self.draft()
        if mine.effects != saved.effects:
            lines = [f"{e['text']} {e['unit']}: {e['label']}" for e in saved.effects]
            found.append((_("What changed, in numbers"), "\n".join(lines)))
        if mine.sector_roles != saved.sector_roles:
            lines = [role["text"] for role in saved.sector_roles if role["text"]]
            found.append((_("Who does what"), "\n".join(lines)))
        return found

    def draft(self) -> Draft:
        """What was written, as the action takes it."""
        return Draft(
            headline=Localised(_clean(self.headline_sv), _clean(self.headline_en)),
            story=_clean(self.story),
            summary_en=_clean(self.summary_en),
            is_ongoing=self.state.data == "ongoing",
            seeks_municipalities=self.seeks_municipalities.data,
            effects=[_effect(row.data) for row in self.effects if row.data["text"] and row.data["label"]],
            takes=_clean(self.takes),
            cost=_clean(self.cost),
            sector_roles=[
                {"sector": row.data["sector"], "text": (row.data["text"] or "").strip()}
                for row in self.sector_roles
            ],
            pitfalls=_lines(self.pitfalls),
            documents=[_document(line) for line in _lines(self.documents)],
        )


def values_of(copy: WorkingCopy) -> dict[str, Any]:
    """What the form starts from."""
    draft = copy.draft
    roles = {role["sector"]: role["text"] for role in draft.sector_roles}
    return {
        **_texts_of(draft),
        "version": copy.version,
        "state": "ongoing" if draft.is_ongoing else "finished",
        "seeks_municipalities": draft.seeks_municipalities,
        "effects": draft.effects,
        "sector_roles": [{"sector": code, "text": roles.get(code, "")} for code in copy.sectors],
        "pictures": [
            {
                "key": one.picture.key,
                "is_shown": one.position is not None,
                "position": one.position,
                "consent": one.consent,
            }
            for one in copy.candidates
        ],
    }


def _texts_of(draft: Draft) -> dict[str, str]:
    return {
        "headline_sv": draft.headline.sv,
        "headline_en": draft.headline.en,
        "story": draft.story,
        "summary_en": draft.summary_en,
        "takes": draft.takes,
        "cost": draft.cost,
        "pitfalls": "\n".join(draft.pitfalls),
        "documents": "\n".join(
            f"{d['title']} ({d['kind']})" if d["kind"] else d["title"] for d in draft.documents
        ),
    }


def _clean(field: Any) -> str:
    return (field.data or "").strip()


def _lines(field: Any) -> list[str]:
    return [line.strip() for line in _clean(field).splitlines() if line.strip()]


def _effect(row: dict[str, Any]) -> dict[str, str]:
    return {key: (row[key] or "").strip() for key in ("text", "unit", "label", "method", "evidence")}


def _document(line: str) -> dict[str, str]:
    """`Three questions at the door (survey)`: a title and, in brackets, what kind of paper."""
    title, bracket, kind = line.rstrip(")").rpartition(" (")
    return {"title": title, "kind": kind} if bracket else {"title": line, "kind": ""}
