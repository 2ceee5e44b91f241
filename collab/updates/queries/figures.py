"""The numbers that an update adds to what the programme counts, as its card shows them."""

from msgspec import Struct
from sqlalchemy import Label, String, cast, func, select

from collab.programmes import queries as programmes
from collab.text import Localised
from collab.updates.models import Contribution, Update


class Figure(Struct, frozen=True):
    """A number that an update adds to an indicator: 4 companies, and what of them."""

    value: int
    unit: Localised
    name: Localised

    @property
    def is_of_its_unit(self) -> bool:
        """Whether the name begins with what is counted, as its first word or the one after it ends."""
        unit = str(self.unit).casefold()
        return any(word.endswith(unit) for word in str(self.name).casefold().split()[:2])


def counted() -> Label[str]:
    """SQL: "7:4,9:34", by each indicator's id what the update adds to it."""
    one = cast(Contribution.indicator_id, String) + ":" + cast(Contribution.value, String)
    told = select(func.aggregate_strings(one, ",")).where(Contribution.update_id == Update.id)
    return told.correlate(Update).scalar_subquery().label("counted")


def figures_of(programme_id: int, told: str | None) -> tuple[Figure, ...]:
    """The numbers that `counted` tells of, in the programme's order."""
    if not told:
        return ()
    values = dict(part.split(":") for part in told.split(","))
    names = programmes.indicator_names(programme_id)
    return tuple(
        Figure(int(values[str(number)]), one.unit, one.name)
        for number, one in names.items()
        if str(number) in values
    )
