"""What is asked for, and how it could give way, as plain sentences in the language in use."""

from collections.abc import Iterable

from collab.proposals import facts
from collab.proposals.facts import Fact, Item
from collab.proposals.instance import Formed, Instance
from collab.teams.composition import Rule, RuleKind
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
    """What is asked, by itself."""
    if item.fact is Fact.RULE:
        return rule(instance, instance.rules[item.at])
    if item.fact is Fact.TEAMS:
        return _teams(instance)
    if item.fact is Fact.THEMES:
        limits = [(t.id, t.teams_most) for t in instance.themes if t.teams_most is not None]
        return " ".join(room(instance, theme, most) for theme, most in limits)
    if item.fact is Fact.PIN:
        return _("%(people)s stay together.", people=_named(instance, instance.pins[item.at]))
    if item.fact is Fact.FORMED:
        return _formed(instance, item.at)
    pair = facts.apart(instance)[item.at]
    return _("%(people)s must not be in the same team.", people=_named(instance, pair))


def _named(instance: Instance, people: Iterable[str]) -> str:
    return listed(instance.name_of(person) for person in people)


def _formed(instance: Instance, at: int) -> str:
    formed = instance.formed[at]
    if formed.name:
        said = [_("%(team)s is a team already.", team=formed.name)]
    else:
        said = [_n("%(people)s is a team already.", "%(people)s are a team already.", len(formed.members),
                   people=_named(instance, formed.members))]  # fmt: skip
    if formed.theme is not None:
        said.append(_("It works on %(theme)s.", theme=instance.name_of(formed.theme)))
    if formed.is_closed:
        said.append(_("Nobody joins it."))
    return " ".join(said)


def _teams(instance: Instance) -> str:
    people, teams = len(instance.people), instance.teams
    said = {"people": begun(in_words(people)), "count": in_words(teams.least), "most": in_words(teams.most)}
    if people == 1:
        return _n("One person is to be one team.", "One person is to be %(count)s teams.", teams.least,
                  **said)  # fmt: skip
    if teams.least != teams.most:
        return _n("%(people)s people are to be one to %(most)s teams.",
                  "%(people)s people are to be %(count)s to %(most)s teams.", teams.least,
                  **said)  # fmt: skip
    return _n(
        "%(people)s people are to be one team.", "%(people)s people are to be %(count)s teams.", teams.least,
        **said,
    )  # fmt: skip


def room(instance: Instance, theme: str, most: int) -> str:
    """On how many teams a theme is shared."""
    name = instance.name_of(theme)
    if most == 0:
        return _("No team can work on %(theme)s.", theme=name)
    return _n("At most one team can work on %(theme)s.", "At most %(count)s teams can work on %(theme)s.",
              most, count=in_words(most), theme=name)  # fmt: skip


def rule(instance: Instance, asked: Rule) -> str:
    """What a rule asks of every team."""
    if asked.kind is RuleKind.SIZE:
        return _size(asked.least, asked.most)
    if asked.kind is RuleKind.EACH_SECTOR:
        return _each_sector(instance, asked)
    if asked.kind is RuleKind.SAME_MUNICIPALITY:
        most = asked.most or 0
        if most == 0:
            return _("Nobody in a team comes from a municipality.")
        return _n("At most one from one municipality in a team.",
                  "At most %(count)s from one municipality in a team.", most,
                  count=in_words(most))  # fmt: skip
    if asked.kind is RuleKind.TRAVEL:
        return _("At most %(most)s km between two in a team.", most=asked.most or 0)
    return _distinct(asked)


def _size(least: int | None, most: int | None) -> str:
    if most == 0:
        return _("Nobody is in a team.")
    if most is None:
        return _n("Every team has at least one person.", "Every team has at least %(count)s people.",
                  least or 0, count=in_words(least or 0))  # fmt: skip
    if least is None:
        return _n("Every team has at most one person.", "Every team has at most %(count)s people.", most,
                  count=in_words(most))  # fmt: skip
    if least == most:
        return _n("Every team has one person.", "Every team has %(count)s people.", most,
                  count=in_words(most))  # fmt: skip
    return _("Every team has %(least)s to %(most)s people.", least=in_words(least), most=in_words(most))


def sectors_named(instance: Instance, codes: Iterable[str]) -> str:
    """Sectors by their names in running text."""
    return listed(str(instance.sector_names.get(code, code)).lower() for code in codes)


def _each_sector(instance: Instance, asked: Rule) -> str:
    codes, least = asked.sectors or instance.sectors, asked.least or 0
    said = {"sectors": sectors_named(instance, codes), "count": in_words(least)}
    if len(codes) == 1:
        return _n("Every team has somebody from %(sectors)s.",
                  "Every team has at least %(count)s from %(sectors)s.", least, **said)  # fmt: skip
    return _n("Every team has somebody from each of %(sectors)s.",
              "Every team has at least %(count)s from each of %(sectors)s.", least, **said)  # fmt: skip


def _distinct(asked: Rule) -> str:
    n = asked.least or 0
    if asked.kind is RuleKind.SECTORS:
        return _n("Every team has at least one sector.", "Every team has at least %(count)s sectors.", n,
                  count=in_words(n))  # fmt: skip
    if asked.kind is RuleKind.MUNICIPALITIES:
        return _n("Every team has at least one municipality.",
                  "Every team has at least %(count)s municipalities.", n, count=in_words(n))  # fmt: skip
    return _n("Every team has at least one county.", "Every team has at least %(count)s counties.", n,
              count=in_words(n))  # fmt: skip


def given_way(instance: Instance, asked: Rule, field: str, value: object) -> str:
    """The rule's setting as it would have to be."""
    if field == "sectors" and isinstance(value, list):
        return _("Ask every team only for %(sectors)s.", sectors=sectors_named(instance, value))
    n = value if isinstance(value, int) else 0
    if field == "max_km":
        return _("Let it be up to %(km)s km between two in a team.", km=n)
    if asked.kind is RuleKind.EACH_SECTOR and field == "min" and asked.sectors:
        return _fewer_from(n, sectors_named(instance, asked.sectors))
    words = _other_variety(n) if field == "min" else {}
    return (words | _other_size(n))[f"{asked.kind.value} {field}"]


def _fewer_from(n: int, sectors: str) -> str:
    return _n("Be content with one from %(sectors)s in a team.",
              "Be content with %(count)s from %(sectors)s in a team.",
              n, count=in_words(n), sectors=sectors)  # fmt: skip


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


def more_teams(count: int) -> str:
    """More teams than so far may be, fewer too."""
    return _n("Let there be up to one team.", "Let there be up to %(count)s teams.", count,
              count=in_words(count))  # fmt: skip


def more_room(theme: str, most: int) -> str:
    """A theme for more teams."""
    return _n(
        "Let one team work on %(theme)s.", "Let up to %(count)s teams work on %(theme)s.", most,
        theme=theme, count=in_words(most),
    )  # fmt: skip


def opened(instance: Instance, team: Formed) -> str:
    """A team that others may join after all."""
    if team.name:
        return _("Let others join the team %(team)s.", team=team.name)
    return _("Let others join the team of %(people)s.", people=_named(instance, team.members))


def without(instance: Instance, item: Item) -> str:
    """The thing given up."""
    if item.fact is Fact.RULE:
        return _("Make this a wish instead: %(rule)s", rule=sentence(instance, item))
    if item.fact is Fact.THEMES:
        return _("Let any number of teams work on each theme.")
    return _("Give this up: %(fact)s", fact=sentence(instance, item))
