"""What is asked for, and how it could give way, as sentences with their numbers in the language in use."""

from collections import Counter

from collab.proposals import facts
from collab.proposals.facts import Fact, Item
from collab.proposals.instance import Instance
from collab.teams.composition import Rule, RuleKind, farthest
from collab.text import _, _n, begun, in_words, listed


def name(instance: Instance, item: Item) -> str:
    """A word for the thing: the kind of a rule, or teams, themes, pin, formed, apart."""
    return instance.rules[item.at].kind.value if item.fact is Fact.RULE else item.fact.value


def place(instance: Instance, item: Item) -> str:
    """Where it stands in the file of the instance; people are named, for they have no number."""
    if item.fact is Fact.RULE:
        return instance.rule_places[item.at] if instance.rule_places else f"rules[{item.at}]"
    if item.fact is Fact.PIN:
        return f"pins {' '.join(instance.pins[item.at])}"
    if item.fact is Fact.FORMED:
        return f"formed {' '.join(instance.formed[item.at].members)}"
    if item.fact is Fact.APART:
        return f"apart {' '.join(facts.apart(instance)[item.at])}"
    return item.fact.value


def sentence(instance: Instance, item: Item) -> str:
    """The thing in plain words with the numbers that matter."""
    if item.fact is Fact.RULE:
        return _rule(instance, instance.rules[item.at])
    if item.fact is Fact.TEAMS:
        return _teams(instance)
    if item.fact is Fact.THEMES:
        room = sum(theme.teams_most or 0 for theme in instance.themes)
        return _n(
            "The themes have room for one team.", "The themes have room for %(count)s teams.", room,
            count=in_words(room),
        )  # fmt: skip
    if item.fact is Fact.PIN:
        return _("%(people)s stay together.", people=listed(instance.pins[item.at]))
    if item.fact is Fact.FORMED:
        return _("%(people)s are a team already.", people=listed(instance.formed[item.at].members))
    return _("%(people)s must not be in the same team.", people=listed(facts.apart(instance)[item.at]))


def _teams(instance: Instance) -> str:
    people, teams = len(instance.people), instance.teams
    said = {"people": begun(in_words(people)), "count": in_words(teams.least), "most": in_words(teams.most)}
    if teams.least != teams.most:
        return _("%(people)s people are to be %(count)s to %(most)s teams.", **said)
    return _n(
        "%(people)s people are to be one team.", "%(people)s people are to be %(count)s teams.", teams.least,
        **said,
    )  # fmt: skip


def _rule(instance: Instance, rule: Rule) -> str:
    if rule.kind is RuleKind.SIZE:
        return _size(instance, rule)
    if rule.kind is RuleKind.EACH_SECTOR:
        return _each_sector(instance, rule)
    if rule.kind is RuleKind.SAME_MUNICIPALITY:
        homes = Counter(person.place.municipality for person in instance.people)
        largest, count = homes.most_common(1)[0]
        return _(
            "At most %(most)s from one municipality in a team, and %(count)s come from %(place)s.",
            most=in_words(rule.most or 0), count=in_words(count), place=largest,
        )  # fmt: skip
    if rule.kind is RuleKind.TRAVEL:
        km, ends = farthest([person.place for person in instance.people])
        return _(
            "At most %(most)s km between two in a team, and it is %(km)s km between %(places)s.",
            most=rule.most or 0, km=km, places=listed(ends),
        )  # fmt: skip
    return _distinct(instance, rule)


def _size(instance: Instance, rule: Rule) -> str:
    people, teams = len(instance.people), instance.teams
    said = {"people": in_words(people), "least": in_words(rule.least or 0), "most": in_words(rule.most or 0)}
    if rule.least is not None and rule.least * teams.least > people:
        return _(
            "%(people)s people are not enough for %(teams)s teams of at least %(least)s.",
            **{**said, "people": begun(said["people"])}, teams=in_words(teams.least),
        )  # fmt: skip
    if rule.most is not None and rule.most * teams.most < people:
        return _(
            "%(people)s people do not fit into %(teams)s teams of at most %(most)s.",
            **{**said, "people": begun(said["people"])}, teams=in_words(teams.most),
        )  # fmt: skip
    if rule.most is None:
        return _("Every team has at least %(least)s people.", **said)
    if rule.least is None:
        return _("Every team has at most %(most)s people.", **said)
    return _("Every team has %(least)s to %(most)s people.", **said)


def _each_sector(instance: Instance, rule: Rule) -> str:
    people = Counter(person.place.sector for person in instance.people)
    wanted, least = rule.sectors or instance.sectors, rule.least or 0
    scarcest = min(wanted, key=lambda code: people[code])
    said = {
        "count": begun(in_words(people[scarcest])),
        "sector": str(instance.sector_names.get(scarcest, scarcest)).lower(),
        "teams": in_words(instance.teams.least),
        "least": in_words(least),
    }
    if people[scarcest] < least * instance.teams.least:
        return _n(
            "%(count)s from %(sector)s are not enough for %(teams)s teams that should all have one.",
            "%(count)s from %(sector)s are not enough for %(teams)s teams that should all have %(least)s.",
            least,
            **said,
        )
    sectors = listed(str(instance.sector_names.get(code, code)).lower() for code in wanted)
    return _n(
        "Every team has somebody from %(sectors)s; %(count)s are from %(sector)s.",
        "Every team has %(least)s from %(sectors)s; %(count)s are from %(sector)s.",
        least,
        **{**said, "count": in_words(people[scarcest])},
        sectors=sectors,
    )


_COUNTED = {
    RuleKind.SECTORS: lambda person: person.place.sector,
    RuleKind.MUNICIPALITIES: lambda person: person.place.municipality,
    RuleKind.COUNTIES: lambda person: person.place.county,
}


def _distinct(instance: Instance, rule: Rule) -> str:
    groups = Counter(_COUNTED[rule.kind](person) for person in instance.people)
    said = {
        "least": in_words(rule.least or 0),
        "count": in_words(len(groups)),
        "rest": in_words(len(instance.people) - max(groups.values(), default=0)),
    }
    if rule.kind is RuleKind.SECTORS:
        return _(
            "Every team has at least %(least)s sectors; there are %(count)s, and all but %(rest)s people are "
            "from one of them.", **said,
        )  # fmt: skip
    if rule.kind is RuleKind.MUNICIPALITIES:
        return _(
            "Every team has at least %(least)s municipalities; there are %(count)s, and all but %(rest)s "
            "people are from one of them.", **said,
        )  # fmt: skip
    return _(
        "Every team has at least %(least)s counties; there are %(count)s, and all but %(rest)s people are "
        "from one of them.", **said,
    )  # fmt: skip


def given_way(instance: Instance, rule: Rule, field: str, value: object) -> str:
    """The rule's setting as it would have to be."""
    if field == "sectors" and isinstance(value, list):
        names = listed(str(instance.sector_names.get(code, code)).lower() for code in value)
        return _("Ask every team only for %(sectors)s.", sectors=names)
    n = value if isinstance(value, int) else 0
    if field == "max_km":
        return _("Let it be up to %(km)s km between two in a team.", km=n)
    words = _other_variety(n) if field == "min" else {}
    return (words | _other_size(n))[f"{rule.kind.value} {field}"]


def _other_size(n: int) -> dict[str, str]:
    return {
        "size max": _n("Let a team have up to one person.", "Let a team have up to %(count)s people.", n,
                       count=in_words(n)),
        "size min": _n("Let a team have as few as one person.", "Let a team have as few as %(count)s people.",
                       n, count=in_words(n)),
        "same-municipality max": _n("Let up to one in a team come from one municipality.",
                                    "Let up to %(count)s in a team come from one municipality.",
                                    n, count=in_words(n)),
    }  # fmt: skip


def _other_variety(n: int) -> dict[str, str]:
    return {
        "sectors min": _n("Be content with one sector in a team.",
                          "Be content with %(count)s sectors in a team.", n, count=in_words(n)),
        "municipalities min": _n("Be content with one municipality in a team.",
                                 "Be content with %(count)s municipalities in a team.", n, count=in_words(n)),
        "counties min": _n("Be content with one county in a team.",
                           "Be content with %(count)s counties in a team.", n, count=in_words(n)),
        "each-sector min": _n("Be content with one from each sector in a team.",
                              "Be content with %(count)s from each sector in a team.", n, count=in_words(n)),
    }  # fmt: skip


def other_count(count: int) -> str:
    """Another number of teams."""
    return _n("Form one team.", "Form %(count)s teams.", count, count=in_words(count))


def more_room(theme: str, most: int) -> str:
    """A theme for more teams."""
    return _n(
        "Let one team work on %(theme)s.", "Let up to %(count)s teams work on %(theme)s.", most,
        theme=theme, count=in_words(most),
    )  # fmt: skip


def without(instance: Instance, item: Item) -> str:
    """The thing given up."""
    if item.fact is Fact.RULE:
        return _("Make this a wish instead: %(rule)s", rule=sentence(instance, item))
    return _("Give this up: %(fact)s", fact=sentence(instance, item))
