"""programme.yaml, how projects are reviewed: rounds, recommendations and the rubric."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from collab.archive.marks import Between, Code, Named, To
from collab.archive.problems import Problems
from collab.archive.shaping import Record
from collab.text import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationRecord(Record):
    """What a review can end in."""

    code: Annotated[Code, Named("recommendation")]
    rounds: list[Annotated[str, To("round")]]
    label: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationsRecord(Record):
    """All recommendations."""

    demonstration: bool = False
    items: list[RecommendationRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRecord(Record):
    """A review round."""

    code: Annotated[Code, Named("round")]
    demonstration: bool = False
    name: Localised
    purpose: Localised
    opens_on: date
    closes_on: date
    answers_due_on: date
    reviewers_per_project: Annotated[int, Between(1, 9)]
    for_stages: list[Annotated[str, To("stage")]]
    opens_stage: Annotated[str, To("stage")]

    def judge(self, problems: Problems) -> None:
        """It opens, closes, and then answers are due."""
        if self.closes_on < self.opens_on:
            problems.add(self.node["closes_on"], f"The round closes before it opens on {self.opens_on}.")
        if self.answers_due_on < self.closes_on:
            problems.add(
                self.node["answers_due_on"], f"Answers are due before the round closes on {self.closes_on}."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRecord(Record):
    """A level of the rubric."""

    value: Annotated[int, Between(1, 9), Named("level")]
    label: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRecord(Record):
    """What a review judges, with a description of every level, and the parts of the plan that it reads."""

    code: Annotated[Code, Named("criterion")]
    name: Localised
    question: Localised
    sections: list[Annotated[str, To("judged")]] = field(default_factory=list)
    levels: dict[Annotated[int, To("level")], Localised]


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricRecord(Record):
    """Levels and criteria."""

    demonstration: bool = False
    levels: list[LevelRecord]
    criteria: list[CriterionRecord]

    def judge(self, problems: Problems) -> None:
        """Every criterion describes every level."""
        for criterion in self.criteria:
            for level in self.levels:
                if level.value not in criterion.levels:
                    problems.add(criterion.node["levels"], f"Level {level.value} is not described.")
