"""Changing the rules by which a programme's teams are judged."""

from collections.abc import Sequence

from sqlalchemy import delete

from collab import db, versions
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.programmes import queries as programmes
from collab.programmes.models import Programme, TeamRule
from collab.teams import queries, sentences
from collab.teams.composition import Rule, settings_of
from collab.text import LANGUAGES, Localised, in_language


def set_rules(programme: Programme, rules: Sequence[Rule], *, by: Person) -> None:
    """Let these be the programme's rules, in this order. Teams that break them stand, and are incomplete.

    Rules as they are already are no change.
    """
    db.hold(programme)
    if list(rules) == queries.rules_of(programme.id):
        return
    db.session.execute(delete(TeamRule).where(TeamRule.programme_id == programme.id))
    for position, rule in enumerate(rules):
        db.session.add(
            TeamRule(
                programme_id=programme.id,
                position=position,
                kind=rule.kind.value,
                settings=settings_of(rule),
                is_hard=rule.is_hard,
                weight=rule.weight,
                label=_label(rule, programme.id),
            )
        )
    activity.record(Verb.RULES_CHANGED, programme, by=by)
    versions.bump()  # what is remembered of a programme's definitions holds while nothing public changes


def _label(rule: Rule, programme_id: int) -> Localised:
    said = {}
    for language in LANGUAGES:
        with in_language(language):
            names = {sector.code: str(sector.name) for sector in programmes.sectors(programme_id)}
            said[language] = sentences.demand(rule, names)
    return Localised(**said)
