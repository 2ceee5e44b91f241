"""The names that files give to things, and the references from one thing to another."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

from collab.archive.problems import Problems, nearest
from collab.archive.source import Node
from collab.keys import derived_key, is_key


def key_of(slug: str, kind: str, name: str) -> str:
    """The public key of what files call `name`: derived from it, unless the name is such a key itself.

    What a site has exported it calls by the keys that it has, so that addresses stay what they were.
    """
    return name if is_key(name) else derived_key(slug, kind, name)


HOMES = {  # kind: what one says of a name that nothing has, the kind of file it belongs in
    "programme": ("no programme", "programme"),
    "municipality": ("no municipality code", "programme"),
    "organisation": ("no organisation", "programme"),
    "sector": ("no sector", "programme"),
    "strand": ("no strand", "programme"),
    "strand of work": ("no strand of work", "projects"),
    "goal": ("no goal", "programme"),
    "indicator": ("no indicator", "programme"),
    "branch": ("no branch", "programme"),
    "stage": ("no stage", "programme"),
    "section": ("no plan section", "programme"),
    "judged": ("no plan section, milestones or anchoring", "programme"),
    "round": ("no review round", "programme"),
    "criterion": ("no criterion", "programme"),
    "recommendation": ("no recommendation", "programme"),
    "level": ("no level", "programme"),
    "occasion": ("no occasion", "programme"),
    "room": ("no room", "conference"),
    "person": ("nobody", "people"),
    "idea": ("no idea", "ideas"),
    "team": ("no team", "teams"),
    "project": ("no project", "projects"),
    "project file": ("no file of a project", "projects"),
    "update": ("no update", "updates"),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that something else is to have."""

    kind: str
    name: Hashable
    node: Node


class Names:
    """What was named, and what was referred to."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.given: dict[str, dict[Hashable, Node]] = defaultdict(dict)
        self.references: list[Reference] = []

    def give(self, kind: str, name: Hashable, node: Node) -> None:
        """Note that something of a kind is called `name`; a second one of that name is a problem."""
        first = self.given[kind].get(name)
        if first is not None:
            self.problems.add(node, f'"{name}" is already used in {first.file}:{first.line}.')
            return
        self.given[kind][name] = node

    def refer(self, kind: str, name: Hashable, node: Node) -> None:
        """Note that a node speaks of something of a kind."""
        self.references.append(Reference(kind, name, node))

    def check(self, held: Mapping[str, Collection[Hashable]], problems: Problems) -> None:
        """Say which references lead nowhere: neither to these files nor to what the site already holds."""
        for reference in self.references:
            given, kept = self.given[reference.kind], held.get(reference.kind, ())
            if reference.name not in given and reference.name not in kept:
                problems.add(reference.node, self._unknown(reference, [*given, *kept]))

    def _unknown(self, reference: Reference, known: Collection[Hashable]) -> str:
        what, home = HOMES[reference.kind]
        files = {node.file for node in self.given[reference.kind].values()}
        where = files.pop() if len(files) == 1 else f"{home}.yaml"
        missing = "" if self.given[reference.kind] else f", and no {home}.yaml is being imported"
        return f'"{reference.name}" is {what} in {where}{missing}.{nearest(reference.name, known)}'
