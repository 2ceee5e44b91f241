"""Prometheus' text form, version 0.0.4: families with their help, series with their labels and numbers."""

from collections.abc import Iterator

from collab.metrics.book import SUM
from collab.metrics.families import BOUNDS, FAMILIES, Family, Kind
from collab.metrics.reading import Numbers

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def text_of(numbers: Numbers) -> str:
    """Every family of which there is a number."""
    lines = []
    for family in FAMILIES:
        found = sorted((labels, values) for (name, labels), values in numbers.items() if name == family.name)
        if found:
            lines += [f"# HELP {family.name} {family.words}", f"# TYPE {family.name} {family.kind}"]
        for labels, values in found:
            pairs = list(zip(family.labels, labels, strict=True))
            lines += list(_samples(family, pairs, values))
    return "\n".join(lines) + "\n"


def _samples(family: Family, pairs: list[tuple[str, str]], values: list[float]) -> Iterator[str]:
    if family.kind is not Kind.HISTOGRAM:
        yield _sample(family.name, pairs, values[0])
        return
    reached = 0.0
    for bound, number in zip((*map(str, BOUNDS), "+Inf"), values, strict=False):
        reached += number
        yield _sample(f"{family.name}_bucket", [*pairs, ("le", bound)], reached)
    yield _sample(f"{family.name}_sum", pairs, values[SUM])
    yield _sample(f"{family.name}_count", pairs, reached)


def _sample(name: str, pairs: list[tuple[str, str]], value: float) -> str:
    labels = ",".join(f'{label}="{_escaped(of)}"' for label, of in pairs)
    return f"{name}{{{labels}}} {value:.17g}" if labels else f"{name} {value:.17g}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
