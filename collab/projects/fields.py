"""Two people at one form: what each has changed since both began, brought together field by field."""

from collections.abc import Collection, Mapping

from msgspec import Struct

from collab.projects import merging

Said = tuple[str, ...]
"""What a field says: one text, or each of the things that were chosen."""


class Merged(Struct, frozen=True):
    """What the form says with both people's changes; where both changed the same field, mine stands."""

    said: dict[str, Said]
    clashing: tuple[str, ...]
    """The fields that both changed, each to something else."""


def merged(
    began: Mapping[str, Said] | None,
    mine: Mapping[str, Said],
    theirs: Mapping[str, Said],
    *,
    prose: Collection[str] = (),
    many: Collection[str] = (),
) -> Merged:
    """Bring two people's forms together. `began`: what both started from; None when nobody knows it.

    Fields of `prose` are brought together as texts, of those in `many` the chosen things are.
    """
    said, clashing = {}, []
    for name, my in mine.items():
        was = began.get(name) if began is not None else None
        one = _one(was, my, theirs[name], is_prose=name in prose, is_many=name in many)
        said[name] = my if one is None else one
        if one is None:
            clashing.append(name)
    return Merged(said, tuple(clashing))


def _one(was: Said | None, mine: Said, theirs: Said, *, is_prose: bool, is_many: bool) -> Said | None:
    if theirs in (mine, was):
        return mine
    if mine == was:
        return theirs
    if was is None:
        return None
    if is_many:
        gone = (set(was) - set(mine)) | (set(was) - set(theirs))
        return tuple(sorted((set(mine) | set(theirs)) - gone))
    if not is_prose:
        return None
    whole = merging.settled(merging.merge(was[0], mine[0], theirs[0]))
    return None if whole is None else (whole,)
