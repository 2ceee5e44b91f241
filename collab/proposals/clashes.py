"""Why there is no division: things that cannot all be kept, and the least that would have to give way."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial

from collab.proposals import easing, facts, giving, reasons, wording
from collab.proposals.answer import Answer, Clash, CutOff, Relaxation, Status
from collab.proposals.easing import Way
from collab.proposals.facts import Fact, Item
from collab.proposals.instance import Instance
from collab.proposals.solvable import is_solvable
from collab.teams.composition import RuleKind
from collab.text import in_both

EFFORT, SECONDS = 10.0, 15.0
"""The deterministic limit of one look whether things clash, and the emergency stop."""
Stop = Callable[[], bool]


def explain(instance: Instance, stop: Stop) -> Answer:
    """What clashes and what would mend it, each in a sentence. The instance has no division.

    Half of the time is kept for what would mend it.
    """
    late = time.monotonic() + instance.seconds / 2
    first, *further = _clashes(instance, lambda: stop() or time.monotonic() > late)
    is_late = time.monotonic() > late
    enough = [] if further else _enough(instance, first, stop)
    status = Status.STOPPED if stop() else Status.INFEASIBLE
    given = _said(_mended(instance, enough, stop))
    return Answer(
        status,
        conflict=_told(instance, first),
        further=tuple(_told(instance, clash) for clash in further),
        is_each_enough=len(enough) == len(first),
        relaxations=tuple(given),
        cut_off=CutOff.STOP if is_late or stop() else None,
    )


def _told(instance: Instance, clash: Sequence[Item]) -> tuple[Clash, ...]:
    return tuple(
        Clash(wording.name(instance, item), in_both(partial(reasons.sentence, instance, item, clash)))
        for item in clash
    )


def _clashes(instance: Instance, stop: Stop) -> Iterator[list[Item]]:
    """What clashes, then what does besides, none of it sharing anything; later ones only if found whole."""
    rest = facts.items(instance)
    clash = irreducible(instance, stop)
    while True:
        yield clash
        rest = [item for item in rest if item not in clash]
        if stop() or not _cannot_be(facts.only(instance, set(rest))):
            return
        clash = irreducible(instance, stop, rest)
        if stop():
            return


def irreducible(
    instance: Instance, stop: Stop = lambda: False, among: Sequence[Item] | None = None
) -> list[Item]:
    """A set of things, `among` those that clash, that cannot all be kept, whereas all but any one can."""
    everything = facts.items(instance) if among is None else among
    kept = set(everything)
    for group in _groups(instance, everything):
        trial = kept - set(group)
        if trial != kept and not stop() and _cannot_be(facts.only(instance, trial)):
            kept = trial
    return [item for item in everything if item in kept]


def _cannot_be(instance: Instance) -> bool:
    return is_solvable(instance, effort=EFFORT, seconds=SECONDS) is False


TOLD_LAST = (
    *(RuleKind.COUNTIES, RuleKind.TRAVEL, RuleKind.MUNICIPALITIES, RuleKind.SECTORS),
    *(RuleKind.SAME_MUNICIPALITY, RuleKind.SIZE, RuleKind.EACH_SECTOR),
)
"""Where several clashes can be told, rules further back are told: a lack of people is plainest."""


def _groups(instance: Instance, everything: Sequence[Item]) -> Iterator[Iterable[Item]]:
    """What is tried to be dropped, whole kinds first: most clashes need few facts."""
    many = (Fact.APART, Fact.PIN, Fact.FORMED)
    for fact in many:
        yield [item for item in everything if item.fact is fact]
    rules = [item for item in everything if item.fact is Fact.RULE]
    rules.sort(key=lambda item: TOLD_LAST.index(instance.rules[item.at].kind))
    for fact in (*many, Fact.THEMES, Fact.RULE, Fact.TEAMS):
        for item in rules if fact is Fact.RULE else everything:
            if item.fact is fact:
                yield [item]


def relaxations(instance: Instance, clash: Sequence[Item], stop: Stop = lambda: False) -> list[Relaxation]:
    """The least that would work, the smallest change first; several changes where one is not enough."""
    return _said(_mended(instance, _enough(instance, clash, stop), stop))


def _said(ways: Iterable[Way]) -> list[Relaxation]:
    return [
        Relaxation(
            tuple((change.at, change.field, change.value) for change in way),
            in_both(partial(_sentence, way)),
        )
        for way in ways
    ]


def _sentence(way: Way) -> str:
    return " ".join(change.said() for change in way)


def _together(instance: Instance, stays: Collection[Item], stop: Stop) -> list[Way]:
    several = (easing.together(instance, given, stop) for given in giving.ways(instance, stays, stop))
    return [way for way in several if way]


def _enough(instance: Instance, clash: Sequence[Item], stop: Stop) -> list[Item]:
    """Those of a clash without which there surely is a division."""
    return [item for item in clash if easing.Look({item}, stop).is_enough(instance)]


def _mended(instance: Instance, enough: Sequence[Item], stop: Stop) -> list[Way]:
    single = [way for item in enough for way in easing.ways(instance, item, easing.Look(stop=stop))]
    if not single and not stop():
        single = _together(instance, (), stop) or _together(instance, facts.with_projects(instance), stop)
    return sorted(single, key=lambda way: (len(way), sum(change.step for change in way)))
