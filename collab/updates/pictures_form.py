"""The part of an update's form that is its pictures."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from msgspec.structs import replace
from wtforms import FormField, HiddenField
from wtforms.validators import Length

from collab.files.forms import PictureForm, Uploads, hand_out
from collab.files.models import Picture
from collab.text import _
from collab.updates.content import MOST_PICTURES, Shown
from collab.updates.numbers_form import NumbersForm
from collab.web.forms import Parts


class UpdatePictureForm(PictureForm):
    """A picture of an update: chosen now, or kept since an earlier round."""

    kept = HiddenField(validators=[Length(max=32)])

    picture: Picture | None = None
    """What `kept` names, once `PicturesForm.know` has looked."""

    def showing(self, picture: Picture) -> Shown:
        """The picture with what is said of it; a caption that it has stays."""
        return Shown(picture, replace(self.described(), caption=picture.caption))


def places() -> Parts:
    """As many places as an update may have pictures, one of them there from the beginning."""
    return Parts(FormField(UpdatePictureForm), min_entries=1, max_entries=MOST_PICTURES)


class PicturesForm(NumbersForm):
    """Places for pictures, each with what is to be said of it."""

    pictures: Parts
    """The form itself says where among its fields they stand: `places()`."""

    def lay_out(self, shown: Sequence[Shown]) -> None:
        """Begin with these."""
        self._fill([_entry(s.picture, s.description.alternative, s.description.is_decorative) for s in shown])

    def shown(self) -> tuple[Shown, ...]:
        """The pictures that are there, with what was said of each."""
        return tuple(slot.showing(slot.picture) for slot in self.slots if slot.picture)

    def arrive(self, uploads: Uploads, keys: Mapping[str, str]) -> None:
        """Take in what came with the request: `keys` names the loose picture of each file field."""
        hand_out(uploads, self)
        for slot in self.slots:
            slot.kept.data = keys.get(slot.file.name, slot.kept.data)

    def know(self, pictures: Mapping[str, Picture]) -> None:
        """Look up what the form names as kept; what is gone has to be chosen again."""
        for slot in self.slots:
            slot.picture = pictures.get(slot.kept.data or "")
            if slot.picture is None:
                slot.kept.data = ""

    @property
    def slots(self) -> list[UpdatePictureForm]:
        """The places for pictures."""
        return [entry.form for entry in self.pictures]

    @property
    def kept_keys(self) -> list[str]:
        """The keys of the pictures that the form names."""
        return [slot.kept.data for slot in self.slots if slot.kept.data]

    def rearrange(self) -> bool:
        """Do what "Remove picture" and "Add another picture" ask. Answers whether one of them was pressed."""
        removed, is_refused = request.form.get("remove"), any(slot.is_refused for slot in self.slots)
        if (removed is None and "more" not in request.form) or is_refused:
            return False
        self._fill([
            _entry(slot.picture, slot.alternative.data, slot.is_decorative.data)
            for slot in self.slots if slot.picture is not None and slot.picture.key != removed
        ])  # fmt: skip
        return True

    def pictures_are_whole(self) -> bool:
        """Whether each is there with its words; what is missing is said at its fields."""
        lack = [self._ask_what_pictures_show(), self._ask_for_described_pictures()]
        return not any(lack)

    def _fill(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """These pictures, and an empty place after them while there is room."""
        while self.pictures.entries:
            self.pictures.pop_entry()
        self.pictures.last_index = -1
        for entry in [*entries, {}][:MOST_PICTURES]:
            self.pictures.append_entry(entry)
        for slot, entry in zip(self.slots, entries, strict=False):
            slot.picture = entry["picture"]

    def _ask_for_described_pictures(self) -> bool:
        """Say where a picture is described that did not come. Answers whether there is one."""
        lost = [slot for slot in self.slots if slot.picture is None and slot.described().alternative]
        for slot in lost:
            slot.file.errors = slot.file.errors or [_("Choose the picture again, or remove the description")]
        return bool(lost)

    def _ask_what_pictures_show(self) -> bool:
        """Say where a picture came, taken or not, without its words. Answers whether there is one."""
        untold = [
            slot for slot in self.slots if (slot.picture or slot.is_refused) and slot.described().is_missing
        ]
        for slot in untold:
            sentence = _("Tell what the picture shows, or say that it is only decoration")
            slot.alternative.errors = [*slot.alternative.errors, sentence]
        return bool(untold)


def _entry(picture: Picture | None, alternative: str | None, is_decorative: bool) -> dict[str, Any]:
    return {
        "picture": picture,
        "kept": picture.key if picture is not None else "",
        "alternative": alternative,
        "is_decorative": is_decorative,
    }
