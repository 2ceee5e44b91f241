"""An answer as plain values for JSON, and as lines for a terminal."""

from collections.abc import Iterator, Sequence
from typing import Any

from collab.proposals.answer import Answer, Clash, CutOff, Proposal
from collab.proposals.instance import Instance, rank_of
from collab.proposals.judging import JudgedTeam
from collab.proposals.values import Fault
from collab.teams import sentences

LEVELS = ("largest", "sum", "km")


def as_values(instance: Instance, answer: Answer) -> dict[str, Any]:
    """The answer for JSON. Rules are named by their kind, in the order of the instance."""
    said: dict[str, Any] = {
        "status": answer.status.value,
        "cut_off": answer.cut_off.value if answer.cut_off is not None else None,
        "bound": _by_level(_known(answer.bounds, answer.proposals[0]) if answer.proposals else answer.bounds),
        "least_sum": _least_sum(answer),
        "proposals": [_proposal(instance, proposal) for proposal in answer.proposals],
    }
    if answer.proposals and len(answer.proposals) < instance.proposals:
        said["fewer"] = _fewer(answer)
    if answer.conflict or not answer.proposals:
        said["conflict"] = _clash(answer.conflict)
        said["further_conflicts"] = [_clash(clash) for clash in answer.further]
        said["relaxations"] = [
            {
                "changes": [{"at": at, "field": field, "value": value} for at, field, value in given.changes],
                "sentence": str(given.sentence),
            }
            for given in answer.relaxations
        ]
    return said


def _clash(clash: Sequence[Clash]) -> list[dict[str, str]]:
    return [{"rule": one.rule, "sentence": str(one.sentence)} for one in clash]


def _fewer(answer: Answer) -> str:
    """Why there are fewer proposals than were asked for."""
    if answer.are_all:
        return "no other division differs clearly"
    return "stopped before the others" if answer.cut_off is CutOff.STOP else "no other was found"


_CUT_OFF = {
    CutOff.STOP: "the seconds were over, or somebody stopped it, before everything was looked at",
    CutOff.EFFORT: "the limit of effort was reached before everything was looked at",
}


def faults_as_values(faults: Sequence[Fault]) -> dict[str, Any]:
    """Why a file cannot be used, for JSON."""
    return {"status": "malformed", "faults": [{"place": f.place, "fault": f.said} for f in faults]}


def _by_level(numbers: Sequence[float | None]) -> dict[str, float | None]:
    return dict(zip(LEVELS, numbers, strict=True))


def _is_largest_proven(proposal: Proposal) -> bool:
    return proposal.bounds[0] == proposal.cost.largest


def _known(numbers: Sequence[float | None], proposal: Proposal) -> Sequence[float | None]:
    """By level; nothing below the largest cost while that is not proven."""
    return numbers if _is_largest_proven(proposal) else (numbers[0], None, None)


def _least_sum(answer: Answer) -> int | None:
    """What no division's sum is below, where the largest cost is not proven and says nothing of the sum."""
    first = answer.proposals[0] if answer.proposals else None
    return None if first is None or _is_largest_proven(first) else first.bounds[1]


def _proposal(instance: Instance, proposal: Proposal) -> dict[str, Any]:
    return {
        "cost": _by_level(proposal.cost),
        "bound": _by_level(_known(proposal.bounds, proposal)),
        "gap": _by_level(_known(proposal.gap, proposal)),
        "gap_to_least_sum": None if _is_largest_proven(proposal) else proposal.gap[1],
        "teams": [_team(instance, team) for team in proposal.judged.teams],
    }


def _team(instance: Instance, judged: JudgedTeam) -> dict[str, Any]:
    team = judged.team
    crew = [instance.by_id[member] for member in team.members]
    return {
        "theme": team.theme,
        "members": list(team.members),
        "met": [j.rule.kind.value for j in judged.met],
        "missed": [j.rule.kind.value for j in judged.missed],
        "km": judged.km,
        "cost": judged.cost,
        "said": [
            {"rule": j.rule.kind.value, "amount": j.amount, "sentence": _sentence(instance, j)}
            for j in judged.composition.judgements
        ],
        "sectors": sorted({person.place.sector for person in crew}),
        "municipalities": sorted({person.place.municipality for person in crew}),
        "ranks": {person.id: rank_of(person, team.theme) for person in crew if person.wishes},
        "parted": judged.parted,
    }


def _sentence(instance: Instance, judgement: Any) -> str:
    return sentences.sentence(judgement, instance.sector_names)


def as_lines(instance: Instance, answer: Answer) -> Iterator[str]:
    """The answer as a table that a person reads."""
    yield f"Status: {answer.status.value}"
    if answer.cut_off is not None:
        yield f"Cut off: {_CUT_OFF[answer.cut_off]}."
    for number, proposal in enumerate(answer.proposals, 1):
        yield ""
        yield from _lines(instance, number, proposal)
    if answer.proposals and len(answer.proposals) < instance.proposals:
        yield ""
        yield f"Fewer proposals than asked for: {_fewer(answer)}."
    for clash in (answer.conflict, *answer.further) if answer.conflict else ():
        yield "These cannot all be kept:" if clash is answer.conflict else "Nor can these:"
        yield from (f"  {one.rule}: {one.sentence}" for one in clash)
    if answer.relaxations:
        yield "Any of these would be enough:"
        yield from (f"  {given.sentence}" for given in answer.relaxations)


def _lines(instance: Instance, number: int, proposal: Proposal) -> Iterator[str]:
    cost, gap = proposal.cost, proposal.gap
    parts = [
        f"{name} {reached} ({_how_sure(part)})"
        for name, reached, part in zip(("largest cost", "sum", "km"), cost, gap, strict=True)
    ]
    yield f"Proposal {number}: {', '.join(parts)}"
    for i, judged in enumerate(proposal.judged.teams, 1):
        theme = f", {judged.team.theme}" if judged.team.theme else ""
        yield f"  Team {i}{theme}: cost {judged.cost}, {judged.km} km"
        for member in judged.team.members:
            yield f"    {_member(instance, member, judged)}"
        for missed in judged.missed:
            yield f"    - {_sentence(instance, missed)}"


def _how_sure(gap: float | None) -> str:
    if gap is None:
        return "not proven"
    return "optimal" if gap == 0 else f"at most {100 * gap:.1f} % above the best"


def _member(instance: Instance, member: str, judged: JudgedTeam) -> str:
    person = instance.by_id[member]
    rank = rank_of(person, judged.team.theme)
    got = "" if not person.wishes else f", wish {rank}" if rank else ", none of the wishes"
    return f"{person.id:8} {person.place.sector}, {person.place.municipality}{got}"
