"""Judging a gate: values in, values out. One small function for each kind of check."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct

from collab.stages.facts import Facts, Home, InRound
from collab.stages.kinds import CheckKind
from collab.teams.composition import Judgement
from collab.text import Localised


class Lack(StrEnum):
    """What is to be put right. Templates word it and link to where that is done."""

    PROMISE = "promise"
    SECTION = "section"
    TEAM = "team"
    MILESTONES = "milestones"
    OWNER = "owner"
    INFORMED = "informed"
    DECIDED = "decided"
    HANDING_IN = "handing-in"
    REVIEW = "review"
    POINTS = "points"
    RECOMMENDATION = "recommendation"
    UPDATES = "updates"
    SHOWCASE = "showcase"
    SESSION = "session"
    SPEAKER = "speaker"


class Lacking(Struct, frozen=True):
    """One thing that is to be put right, with how much of it there is and how much is asked for."""

    what: Lack
    code: str = ""
    """Of a section its code, an owner the milestone's key, a municipality its slug, updates their kind."""
    name: Localised | str = ""
    has: int = 0
    needs: int = 0
    judgement: Judgement | None = None
    """Of the team: the rule that it does not meet."""


class Check(Struct, frozen=True):
    """A check that the machine has judged."""

    code: str
    label: Localised
    lacking: tuple[Lacking, ...]

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return not self.lacking


class Voice(Struct, frozen=True):
    """Somebody of the team who agrees to a statement."""

    person_id: int | None
    who: Localised | None
    """The office; None for somebody who has left the site."""
    at: datetime


class Statement(Struct, frozen=True):
    """What the team answers for: one who agrees is enough."""

    code: str
    label: Localised
    is_check: bool
    """Whether it is a check for which the site holds no data."""
    voices: tuple[Voice, ...]

    @property
    def is_met(self) -> bool:
        """Whether somebody of the team agrees."""
        return bool(self.voices)


class Gate(Struct, frozen=True):
    """What leads out of a stage. The page, the button and every list ask the same one."""

    checks: tuple[Check, ...]
    statements: tuple[Statement, ...]

    @property
    def missing(self) -> tuple[Check | Statement, ...]:
        """What keeps the project where it is."""
        asked: list[Check | Statement] = [*self.checks, *self.statements]
        return tuple(one for one in asked if not one.is_met)

    @property
    def total(self) -> int:
        """How many things it asks for."""
        return len(self.checks) + len(self.statements)

    @property
    def met(self) -> int:
        """How many of them are in place."""
        return self.total - len(self.missing)


Settings = Mapping[str, Any]
Answer = list[Lacking] | None
"""What is missing; None where the site holds no data, and the team has to say."""
Voices = Mapping[tuple[str, Localised], Sequence[Voice]]
"""Who agrees, by code and words: an agreement to other words does not count."""


def judge(checks: Sequence[Settings], statements: Sequence[Settings], facts: Facts, voices: Voices) -> Gate:
    """Judge a stage's checks and statements, as the programme's data has them."""
    judged: list[Check] = []
    asked: list[Statement] = []
    for check in checks:
        lacking = _judged(check, facts)
        if lacking is None:
            asked.append(_statement(check, voices, is_check=True))
        else:
            judged.append(Check(check["code"], _words(check), tuple(lacking)))
    asked += [_statement(said, voices, is_check=False) for said in statements]
    return Gate(tuple(judged), tuple(asked))


def _judged(check: Settings, facts: Facts) -> Answer:
    judge_kind = JUDGES.get(check["kind"])
    return judge_kind(check, facts) if judge_kind else None


def _statement(said: Settings, voices: Voices, *, is_check: bool) -> Statement:
    words = _words(said)
    return Statement(said["code"], words, is_check, tuple(voices.get((said["code"], words), ())))


def _words(said: Settings) -> Localised:
    return Localised(**said["label"])


def _promise(check: Settings, facts: Facts) -> Answer:
    longest, most = max(len(facts.promise.sv), len(facts.promise.en)), check["max_characters"]
    return [] if 0 < longest <= most else [Lacking(Lack.PROMISE, has=longest, needs=most)]


def _section_words(check: Settings, facts: Facts) -> Answer:
    section = next((s for s in facts.sections if s.code == check["section"]), None)
    if section is None:
        return None
    if section.words >= check["min"]:
        return []
    return [Lacking(Lack.SECTION, section.code, section.name, section.words, check["min"])]


def _sections_complete(_check: Settings, facts: Facts) -> Answer:
    return [
        Lacking(Lack.SECTION, s.code, s.name, s.words, s.wanted) for s in facts.sections if s.words < s.wanted
    ]


def _team_rules(_check: Settings, facts: Facts) -> Answer:
    return [Lacking(Lack.TEAM, judgement=judgement) for judgement in facts.rules_missed]


def _milestones(check: Settings, facts: Facts) -> Answer:
    owned = sum(step.is_cared_for for step in facts.milestones)
    if owned >= check["min"]:
        return []
    lacking = [Lacking(Lack.OWNER, s.key, s.title) for s in facts.milestones if not s.is_cared_for]
    if len(facts.milestones) < check["min"]:
        lacking.append(Lacking(Lack.MILESTONES, has=len(facts.milestones), needs=check["min"]))
    return lacking


def _at_home(lack: Lack, homes: Sequence[Home], is_there: Callable[[Home], bool]) -> Answer:
    if not homes:
        return [Lacking(lack)]
    return [Lacking(lack, home.slug, home.place) for home in homes if not is_there(home)]


def _informed(_check: Settings, facts: Facts) -> Answer:
    return _at_home(Lack.INFORMED, facts.homes, lambda home: home.is_informed)


def _mandate(_check: Settings, facts: Facts) -> Answer:
    return _at_home(Lack.DECIDED, facts.homes, lambda home: home.is_decided)


def _in_round(check: Settings, facts: Facts) -> InRound | None:
    """How far it has come in the round; None where there is none for it."""
    found = facts.rounds.get(check["round"])
    return None if found is None or found.is_exempt else found


def _awaited(round_: InRound) -> Answer:
    lack = Lack.REVIEW if round_.is_handed_in else Lack.HANDING_IN
    return [] if round_.is_released else [Lacking(lack, name=round_.name)]


def _review_answered(check: Settings, facts: Facts) -> Answer:
    round_ = _in_round(check, facts)
    if round_ is None or not round_.is_released:
        return None if round_ is None else _awaited(round_)
    left = round_.open_points.get(check["severity"], 0)
    return [Lacking(Lack.POINTS, check["severity"], round_.name, has=left)] if left else []


def _recommendation(check: Settings, facts: Facts) -> Answer:
    round_ = _in_round(check, facts)
    if round_ is None or round_.is_approved:
        return None if round_ is None else []
    if not round_.is_released:
        return _awaited(round_)
    reviews, wanted = sum(round_.recommended.values()), round_.recommended.get(check["recommendation"], 0)
    if wanted == reviews > 0:
        return []
    return [Lacking(Lack.RECOMMENDATION, check["recommendation"], round_.name, wanted, max(reviews, 1))]


def _updates(check: Settings, facts: Facts) -> Answer:
    return _posted(sum(facts.updates.values()), check["min"])


def _updates_of_kind(check: Settings, facts: Facts) -> Answer:
    return _posted(facts.updates.get(check["of_kind"], 0), check["min"], check["of_kind"])


def _posted(has: int, needs: int, kind: str = "") -> Answer:
    return [] if has >= needs else [Lacking(Lack.UPDATES, kind, has=has, needs=needs)]


def _showcase(_check: Settings, facts: Facts) -> Answer:
    return [] if facts.is_public else [Lacking(Lack.SHOWCASE)]


def _speaker(_check: Settings, facts: Facts) -> Answer:
    if not facts.has_conference:
        return None
    if not facts.is_on_stage:
        return [Lacking(Lack.SESSION)]
    return [] if facts.has_speaker else [Lacking(Lack.SPEAKER)]


JUDGES: Mapping[str, Callable[[Settings, Facts], Answer]] = {
    CheckKind.PROMISE: _promise,
    CheckKind.SECTION_WORDS: _section_words,
    CheckKind.SECTIONS_COMPLETE: _sections_complete,
    CheckKind.TEAM_RULES: _team_rules,
    CheckKind.MILESTONES: _milestones,
    CheckKind.ANCHORING_INFORMED: _informed,
    CheckKind.ANCHORING_MANDATE: _mandate,
    CheckKind.REVIEW_ANSWERED: _review_answered,
    CheckKind.REVIEW_RECOMMENDATION: _recommendation,
    CheckKind.UPDATES: _updates,
    CheckKind.UPDATES_OF_KIND: _updates_of_kind,
    CheckKind.SHOWCASE_PUBLISHED: _showcase,
    CheckKind.SPEAKER_NAMED: _speaker,
}
"""What the site holds data for. The team answers for every other kind, as for a statement."""
