"""The form in which proposals are asked for: how many teams, rules, teams that stay, who stays with whom."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    BooleanField,
    IntegerField,
    SelectChoice,
    SelectField,
    ValidationError,
)
from wtforms.validators import NumberRange, Optional

from collab.divisions.asking import TEAM, Asked, Stay
from collab.divisions.queries import Standing
from collab.proposals.reading import MOST_PROPOSALS
from collab.teams.composition import Rule, RuleKind
from collab.teams.rules_form import RuleRow, Strength, rows
from collab.text import Localised, _, _l, alphabetical
from collab.web.forms import FieldError, Form

MOST_TEAMS = 999
MOST_PINS = 60
"""So many rows of who stays with whom."""
FREE_PINS = 3
"""So many of them are empty when the page is opened, or more are asked for."""
LARGEST_SEED = 2**31 - 1


class AskForm(Form):
    """How many teams and proposals, and whether teams work on themes."""

    count = IntegerField(
        _l("Number of teams"),
        [Optional(), NumberRange(1, MOST_TEAMS, _l("Write a whole number from 1 to %(max)s."))],
    )
    has_themes = BooleanField(_l("Each team works on one of the programme's themes and ideas"))
    proposals = IntegerField(
        _l("How many proposals"),
        [NumberRange(1, MOST_PROPOSALS, _l("Write a whole number from 1 to %(max)s."))],
    )
    seed = IntegerField(
        _l("Number of the draw"),
        [Optional(), NumberRange(0, LARGEST_SEED, _l("Write a whole number from 0 to %(max)s."))],
    )


STAYS = {
    Stay.CLOSED: _l("Stays as it is, nobody joins"),
    Stay.OPEN: _l("Stays together and may be joined"),
    Stay.ANEW: _l("Is divided anew"),
}


class StayRow(Form):
    """What becomes of a team that is formed already. One that runs a project is not divided anew."""

    stay = SelectField(validate_choice=False)

    def __init__(self, slug: str, name: str, stay: Stay, project: Localised | None = None) -> None:
        offered = {one: said for one, said in STAYS.items() if project is None or one is not Stay.ANEW}
        begun = stay if stay in offered else Stay.CLOSED
        super().__init__(prefix=f"team-{slug}", data={"stay": begun.value})
        self.slug, self.name, self.project = slug, name, project
        self.stay.label.text = name
        self.stay.choices = [SelectChoice(one.value, said) for one, said in offered.items()]
        self._offered = {one.value for one in offered}

    def validate_stay(self, field: SelectField) -> None:
        """Only what is offered."""
        if field.data in self._offered:
            return
        if field.data == Stay.ANEW:
            raise ValidationError(
                _("%(team)s runs %(project)s and cannot be divided anew. Choose whether others may join it.",
                  team=self.name, project=self.project)
            )  # fmt: skip
        raise ValidationError(_("Choose one of those in the list."))


class PinRow(Form):
    """Somebody, and whom or which team they stay with."""

    who = SelectField(_l("Who"), validate_choice=False)
    whom = SelectField(_l("Stays with"), validate_choice=False)

    def __init__(self, at: int, standing: Standing, pin: tuple[str, str] = ("", "")) -> None:
        super().__init__(prefix=f"pin-{at}", data={"who": pin[0], "whom": pin[1]})
        people = alphabetical(standing.people.items(), key=lambda item: item[1])
        named = [(code, str(name)) for code, name in people]
        teams = [(TEAM + slug, _("The team %(team)s", team=name)) for slug, name in standing.teams.items()]
        self.who.choices = [("", _("Choose")), *named]
        self.whom.choices = [("", _("Choose")), *teams, *named]
        self._offered = {self.who.name: dict(named), self.whom.name: dict([*teams, *named])}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return not self.who.data and not self.whom.data

    def check(self, stays: Mapping[str, Stay]) -> bool:
        """Whether the row is empty or says something that can be; else its fields say what is wrong."""
        if self.is_empty:
            return True
        for field in (self.who, self.whom):
            if not field.data:
                field.errors = [_("Choose somebody here too, or leave both empty.")]
            elif field.data not in self._offered[field.name]:
                field.errors = [_("Choose one of those in the list.")]
        if not self.who.errors and not self.whom.errors:
            self.whom.errors = self._refusals(stays)
        return not self.who.errors and not self.whom.errors

    def _refusals(self, stays: Mapping[str, Stay]) -> list[str]:
        if self.who.data == self.whom.data:
            return [_("Choose somebody else than the person in the first list.")]
        stay = stays.get(self.whom.data.removeprefix(TEAM)) if self.whom.data.startswith(TEAM) else None
        if stay is Stay.CLOSED:
            return [_("Nobody joins this team. Let it be joined above, or choose somebody else.")]
        if stay is Stay.ANEW:
            return [_("This team is divided anew. Let it stay together above, or choose somebody else.")]
        return []


class AskForms:
    """The whole page: what is asked, as small forms, and their errors in the page's order."""

    def __init__(self, asked: Asked, standing: Standing, sent: Iterable[str] | None = None) -> None:
        names = {code: str(name) for code, name in standing.sectors.items()}
        self.form = AskForm(data=_filled(asked))
        self.rules = rows(asked.rules, names)
        self.stays = [
            StayRow(slug, name, asked.stays.get(slug, Stay.CLOSED), standing.projects.get(slug))
            for slug, name in standing.teams.items()
        ]
        wanted = len(asked.pins) + FREE_PINS if sent is None else _pins_in(sent)
        self.pins = [
            PinRow(at, standing, asked.pins[at] if at < len(asked.pins) else ("", ""))
            for at in range(min(wanted, MOST_PINS))
        ]
        self.standing = standing
        self._asked = asked

    def add_pins(self) -> None:
        """A few more empty rows of who stays with whom."""
        first = len(self.pins)
        last = min(first + FREE_PINS, MOST_PINS)
        self.pins += [PinRow(at, self.standing) for at in range(first, last)]

    @property
    def size(self) -> RuleRow:
        """The rule of the size of teams, which stands with their number."""
        return next(row for row in self.rules if row.kind is RuleKind.SIZE)

    @property
    def others(self) -> list[RuleRow]:
        """The other rules."""
        return [row for row in self.rules if row is not self.size]

    def validate(self) -> bool:
        """Whether everything can be asked as it is. Every row is looked at."""
        stays = {row.slug: Stay(row.stay.data) for row in self.stays if row.validate()}
        parts = [row.validate() for row in self.rules]
        parts += [self.form.validate(), len(stays) == len(self.stays)]
        parts += [row.check(stays) for row in self.pins]
        if all(parts) and self.form.count.data is None and not self._has_size():
            self.form.count.errors = [
                _("Write how many teams, or let the rule of size be in use: at least and at most.")
            ]
            return False
        return all(parts)

    def _has_size(self) -> bool:
        size = self.size
        return size.strength.data != Strength.NONE and bool(size.least.data) and bool(size.most.data)

    @property
    def asked(self) -> Asked:
        """What was filled in, once it is valid."""
        count = self.form.count.data
        return Asked(
            rules=tuple(rule for row in self.rules if (rule := row.rule) is not None),
            count=None if count is None else (count, count),
            stays={row.slug: Stay(row.stay.data) for row in self.stays},
            pins=tuple((row.who.data, row.whom.data) for row in self.pins if not row.is_empty),
            has_themes=bool(self.form.has_themes.data) and bool(self.standing.themes),
            proposals=self.form.proposals.data or self._asked.proposals,
            seed=self.form.seed.data or 0,
        )

    def carry_out(self, *args: Any, **values: Any) -> bool:
        """As `Form.carry_out`."""
        return self.form.carry_out(*args, **values)

    @property
    def result(self) -> Any:
        """What the action answered."""
        return self.form.result

    @property
    def errors(self) -> bool:
        """Whether something has to be put right."""
        return bool(self.summary)

    @property
    def summary(self) -> list[FieldError]:
        """Every error in the page's order."""
        return [error for form in self._forms() for error in form.summary]

    def _forms(self) -> Iterator[Form]:
        yield self.form
        yield self.size
        yield from self.others
        yield from self.stays
        yield from self.pins


def _filled(asked: Asked) -> dict[str, Any]:
    return {
        "count": asked.count[0] if asked.count is not None and asked.count[0] == asked.count[1] else None,
        "has_themes": asked.has_themes,
        "proposals": asked.proposals,
        "seed": asked.seed,
    }


def _pins_in(sent: Iterable[str]) -> int:
    """How many rows of pins a sent form holds; its names are `pin-0-who` …"""
    found = [int(match[1]) for name in sent if (match := re.fullmatch(r"pin-(\d{1,4})-who", name))]
    return max(found, default=-1) + 1


def suggested(rules: Iterable[Rule], complete: Mapping[str, bool], standing: Standing) -> Asked:
    """What the page begins with: the programme's rules; teams that keep them stay, others may be joined.

    Every team may be joined when whoever has none would have nowhere to go: too few for a team of their own.
    `complete`: by the slug of each team whether it keeps the hard rules.
    """
    found = tuple(rules)
    size = next((rule for rule in found if rule.kind is RuleKind.SIZE), None)
    people = len(standing.people)
    lonely = people - sum(len(members) for members in standing.ground.teams.values())
    is_shut = all(complete.values()) and 0 < lonely < ((size and size.least) or 0)
    has_size = size is not None and bool(size.least) and bool(size.most)
    return Asked(
        rules=found,
        count=None if has_size else (max(1, people // 5), max(1, people // 5)),
        stays={slug: Stay.CLOSED if whole and not is_shut else Stay.OPEN for slug, whole in complete.items()},
        has_themes=any(wanted.ideas for wanted in standing.ground.wishes.values()),
    )
