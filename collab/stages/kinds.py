"""What the machine can check before a stage is left, and which settings each kind of check takes."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any


class CheckKind(StrEnum):
    """What a check is about."""

    PROMISE = "promise"
    SECTION_WORDS = "section_words"
    SECTIONS_COMPLETE = "sections_complete"
    TEAM_RULES = "team_rules"
    MILESTONES = "milestones"
    ANCHORING_INFORMED = "anchoring_informed"
    ANCHORING_MANDATE = "anchoring_mandate"
    REVIEW_ANSWERED = "review_answered"
    REVIEW_RECOMMENDATION = "review_recommendation"
    UPDATES = "updates"
    UPDATES_OF_KIND = "updates_of_kind"
    SHOWCASE_PUBLISHED = "showcase_published"
    SPEAKER_NAMED = "speaker_named"
    INTERESTS_ANSWERED = "interests_answered"
    OWNER_NAMED = "owner_named"


NEEDS: dict[CheckKind, frozenset[str]] = {
    CheckKind.PROMISE: frozenset({"max_characters"}),
    CheckKind.SECTION_WORDS: frozenset({"section", "min"}),
    CheckKind.MILESTONES: frozenset({"min"}),
    CheckKind.REVIEW_ANSWERED: frozenset({"round", "severity"}),
    CheckKind.REVIEW_RECOMMENDATION: frozenset({"round", "recommendation"}),
    CheckKind.UPDATES: frozenset({"min"}),
    CheckKind.UPDATES_OF_KIND: frozenset({"of_kind", "min"}),
}
"""The keys that a kind of check needs beyond code, kind and label; it takes no others."""
OWN = frozenset({"code", "kind", "label"})
NUMBERS = ("min", "max_characters")


def faults(kind: CheckKind, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What makes no sense in a check as a file says it: the key, empty for the whole, and a sentence."""
    given, needed = set(said) - OWN, NEEDS.get(kind, frozenset())
    for key in sorted(needed - given):
        yield "", f'A check of kind {kind} needs the key "{key}".'
    for key in sorted(given - needed):
        yield key, f"A check of kind {kind} does not take this."
    for key in NUMBERS:
        if key in needed and said.get(key) == 0:
            yield key, "A check that asks for nothing is always met: write a number from 1 upwards."
