"""What a search asks for, in one line. Values only."""

from collections.abc import Collection, Iterator, Mapping

from collab.divisions.asking import Asked, Stay, rule_as_values
from collab.teams import sentences
from collab.teams.composition import Rule, RuleKind
from collab.text import _, _n, begun, in_words, listed

Called = Mapping[str, object]


def line(asked: Asked, rules: Collection[Rule], teams: Called, sectors: Called) -> str:
    """How many teams or how large, which are divided anew, which rules are otherwise than the programme's.

    `rules`: the programme's; `teams`: slug → name; `sectors`: code → name.
    """
    return "; ".join([*_count(asked, sectors), *_anew(asked, teams), *_rules(asked, rules, sectors)])


def _count(asked: Asked, sectors: Called) -> Iterator[str]:
    if asked.count is None:
        sizes = [rule for rule in asked.rules if rule.kind is RuleKind.SIZE]
        yield from (sentences.demand(size, sectors) for size in sizes)
        return
    least, most = asked.count
    if least == most:
        yield begun(_n("One team", "%(count)s teams", least, count=in_words(least)))
    elif least == 1:
        yield _("At most %(most)s teams", most=most)
    else:
        yield _("%(least)s to %(most)s teams", least=least, most=most)


def _anew(asked: Asked, teams: Called) -> Iterator[str]:
    names = [str(teams.get(slug, slug)) for slug, stay in asked.stays.items() if stay is Stay.ANEW]
    if names:
        yield _("divided anew: %(teams)s", teams=listed(names))


def _rules(asked: Asked, rules: Collection[Rule], sectors: Called) -> Iterator[str]:
    """A rule that asks for something else than the programme's of its kind; a kind that is left out."""
    given = [rule_as_values(rule) for rule in rules]
    others = [_said(rule, sectors) for rule in asked.rules if rule_as_values(rule) not in given]
    if others:
        yield _("otherwise than the programme's rules: %(rules)s", rules=listed(others))
    kinds = {rule.kind for rule in asked.rules}
    missing = [_said(rule, sectors) for rule in rules if rule.kind not in kinds]
    if missing:
        yield _("without the programme's: %(rules)s", rules=listed(missing))


def _said(rule: Rule, sectors: Called) -> str:
    demand = sentences.demand(rule, sectors)
    small = demand[:1].lower() + demand[1:]
    return small if rule.is_hard else f"{small} ({_('a wish')})"
