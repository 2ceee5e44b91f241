"""What a rule says of a team, as a sentence in the language in use with the number that counts."""

from collections.abc import Callable, Iterable, Mapping

from collab.teams.composition import Judgement, Rule, RuleKind
from collab.text import _, _n, begun, in_words, listed


def sentence(judgement: Judgement, sector_names: Mapping[str, object]) -> str:
    """Tre kommuner av minst två. Saknar turism. `sector_names`: code → name."""
    if judgement.rule.kind is RuleKind.EACH_SECTOR:
        return _each_sector(judgement, sector_names)
    return _SENTENCES[judgement.rule.kind](judgement)


def demand(rule: Rule, sector_names: Mapping[str, object]) -> str:
    """What a rule asks for: Fyra till sex personer. Minst två kommuner. `sector_names`: code → name."""
    least, most = in_words(rule.least or 0), in_words(rule.most or 0)
    if rule.kind is RuleKind.SIZE:
        return _size_asked(rule, least, most)
    if rule.kind is RuleKind.EACH_SECTOR:
        said = {"least": least, "sectors": _named(rule.sectors, sector_names)}
        return _("At least %(least)s from %(sectors)s", **said) if rule.sectors else _each(rule, least)
    if rule.kind is RuleKind.SAME_MUNICIPALITY:
        return _n(
            "At most one person from the same municipality",
            "At most %(most)s people from the same municipality",
            rule.most or 0,
            most=most,
        )
    if rule.kind is RuleKind.TRAVEL:
        return _("At most %(most)s km between two of the team", most=rule.most or 0)
    return _DEMANDS[rule.kind](rule, least)


def _size_asked(rule: Rule, least: str, most: str) -> str:
    if rule.least and rule.least == rule.most:
        return begun(_n("One person", "%(count)s people", rule.most, count=most))
    if rule.least and rule.most is not None:
        return begun(_("%(least)s to %(most)s people", least=least, most=most))
    if rule.most is not None:
        return _n("At most one person", "At most %(most)s people", rule.most, most=most)
    return _n("At least one person", "At least %(least)s people", rule.least or 0, least=least)


def refusal(judgement: Judgement) -> str:
    """Why somebody cannot be taken into a team that would then exceed the rule."""
    count, most = in_words(judgement.actual), in_words(judgement.rule.most or 0)
    if judgement.rule.kind is RuleKind.SAME_MUNICIPALITY:
        said = _("The team would have %(count)s people from %(place)s; the programme allows %(most)s.")
        return said % {"count": count, "place": judgement.names[0], "most": most}
    if judgement.rule.kind is RuleKind.TRAVEL:
        said = _("It would be %(km)s km between %(places)s; the programme allows %(most)s km.")
        return said % {
            "km": judgement.actual,
            "places": listed(judgement.names),
            "most": judgement.rule.most or 0,
        }
    said = _("The team would be %(count)s people; the programme allows %(most)s.")
    return said % {"count": count, "most": most}


def _size(judgement: Judgement) -> str:
    asked, count = judgement.rule, _counted(judgement)
    if judgement.falls_short:
        wanted = in_words(asked.least or 0)
        return _n(
            "One person of at least %(least)s.",
            "%(count)s people of at least %(least)s.",
            judgement.actual,
            count=count,
            least=wanted,
        )
    if judgement.exceeds:
        most = in_words(asked.most or 0)
        if asked.is_hard:
            return _("%(count)s people, at most %(most)s are allowed.", count=count, most=most)
        return _("%(count)s people, preferably at most %(most)s.", count=count, most=most)
    return _n("One person.", "%(count)s people.", judgement.actual, count=count)


def _sectors(judgement: Judgement) -> str:
    if judgement.rule.least == 1:
        count = _counted(judgement)
        return _n("One sector of at least one.", "%(count)s sectors of at least one.", judgement.actual,
                  count=count)  # fmt: skip
    return _n(
        "One sector of at least %(least)s.",
        "%(count)s sectors of at least %(least)s.",
        judgement.actual,
        count=_counted(judgement),
        least=in_words(judgement.rule.least or 0),
    )


def _municipalities(judgement: Judgement) -> str:
    return _n(
        "One municipality of at least %(least)s.",
        "%(count)s municipalities of at least %(least)s.",
        judgement.actual,
        count=_counted(judgement),
        least=in_words(judgement.rule.least or 0),
    )


def _counties(judgement: Judgement) -> str:
    wanted = {"count": _counted(judgement), "least": in_words(judgement.rule.least or 0)}
    if judgement.rule.least == 1:
        return _n(
            "One county of at least one.", "%(count)s counties of at least one.", judgement.actual, **wanted
        )
    if judgement.is_met or judgement.rule.is_hard:
        return _n(
            "One county of at least %(least)s.",
            "%(count)s counties of at least %(least)s.",
            judgement.actual,
            **wanted,
        )
    return _n(
        "Only one county, preferably %(least)s.",
        "%(count)s counties, preferably %(least)s.",
        judgement.actual,
        **wanted,
    )


def _each_sector(judgement: Judgement, sector_names: Mapping[str, object]) -> str:
    if judgement.is_met and judgement.rule.sectors:
        return _("From %(sectors)s.", sectors=_named(judgement.rule.sectors, sector_names))
    if judgement.is_met:
        return _("Every sector is there.")
    absent = _named(judgement.names, sector_names)
    if judgement.rule.least == 1:
        return _("Lacks %(sectors)s.", sectors=absent)
    return _("Too few from %(sectors)s.", sectors=absent)


def _same_municipality(judgement: Judgement) -> str:
    most = judgement.rule.most or 0
    if judgement.is_met:
        return _n(
            "At most one person from the same municipality.",
            "At most %(most)s people from the same municipality.",
            most,
            most=in_words(most),
        )
    said = {"count": _counted(judgement), "place": listed(judgement.names), "most": in_words(most)}
    if len(judgement.names) > 1:
        return _same_in_several(judgement, said)
    if judgement.rule.is_hard:
        return _("%(count)s people from %(place)s, at most %(most)s are allowed.", **said)
    return _("%(count)s people from %(place)s, preferably at most %(most)s.", **said)


def _same_in_several(judgement: Judgement, said: Mapping[str, str]) -> str:
    if judgement.rule.is_hard:
        return _("%(count)s people from each of %(place)s, at most %(most)s are allowed.", **said)
    return _("%(count)s people from each of %(place)s, preferably at most %(most)s.", **said)


def _travel(judgement: Judgement) -> str:
    said = {"km": judgement.actual, "places": listed(judgement.names), "most": judgement.rule.most or 0}
    if not judgement.names:
        return _("Nobody has far to the others.")
    if judgement.is_met:
        return _("%(km)s km between %(places)s, of at most %(most)s.", **said)
    if judgement.rule.is_hard:
        return _("%(km)s km between %(places)s, at most %(most)s are allowed.", **said)
    return _("%(km)s km between %(places)s, preferably at most %(most)s.", **said)


_SENTENCES: dict[RuleKind, Callable[[Judgement], str]] = {
    RuleKind.SIZE: _size,
    RuleKind.SECTORS: _sectors,
    RuleKind.MUNICIPALITIES: _municipalities,
    RuleKind.COUNTIES: _counties,
    RuleKind.SAME_MUNICIPALITY: _same_municipality,
    RuleKind.TRAVEL: _travel,
}


def _each(rule: Rule, least: str) -> str:
    return _n("Every sector", "At least %(least)s from every sector", rule.least or 0, least=least)


_DEMANDS: dict[RuleKind, Callable[[Rule, str], str]] = {
    RuleKind.SECTORS: lambda rule, least: _n(
        "At least one sector", "At least %(least)s sectors", rule.least or 0, least=least
    ),
    RuleKind.MUNICIPALITIES: lambda rule, least: _n(
        "At least one municipality", "At least %(least)s municipalities", rule.least or 0, least=least
    ),
    RuleKind.COUNTIES: lambda rule, least: _n(
        "At least one county", "At least %(least)s counties", rule.least or 0, least=least
    ),
}


def _counted(judgement: Judgement) -> str:
    return begun(in_words(judgement.actual))


def _named(codes: Iterable[str], sector_names: Mapping[str, object]) -> str:
    return listed(str(sector_names.get(code, code)).lower() for code in codes)
