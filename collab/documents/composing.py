"""What the document of a plan says, in one language, from what stands in the plan."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from collab import clock
from collab.documents.paper import Format, Paper, Part, Table
from collab.documents.pictures import files_of
from collab.later import later
from collab.projects import queries
from collab.projects.illustrations import address_of
from collab.projects.models import Mandate, NamedPlan, Project
from collab.projects.queries import HomeRow, Step
from collab.teams import queries as teams
from collab.text import NBSP, Localised, _, day, full_day, in_language, listed, number

if TYPE_CHECKING:
    from collab.documents.making import marked
else:
    marked = later("collab.documents.making.marked")

WRITTEN_IN = "sv"
"""The language that teams write in."""


def compose(project: Project, named: NamedPlan | None, *, language: str, site: str) -> Paper:
    """The paper of the plan as it is now, or as it was when it got its name."""
    with in_language(language):
        parts = [_team(project), *_sections(project, named), _milestones(project, named)]
        return Paper(
            language=language,
            title=str(project.title),
            promise=str(project.promise),
            text_language=project.title.spoken,
            facts=tuple(_facts(project, named)),
            parts=(*parts, _anchoring(project, named)),
            author=project.team.name,
            made_on=_day(named).isoformat(),
            address=f"{site}/projects/{project.slug}/plan",
            living=_("The living plan is at"),
            site=site,
            slug=project.slug,
            page=(_("Page"), _("of")),
            notice=_("Demonstration: the content is invented.") if project.is_demonstration else "",
            alternative=_("A picture"),
            keys=_keys(),
            pictures=_pictures(project, parts),
        )


def _keys() -> dict[str, str]:
    return {"title": _("title"), "language": _("language"), "date": _("date"), "address": _("address")}


def file_name(said: dict[str, Any], kind: Format, named: NamedPlan | None) -> str:
    """What the file is called: the project, the day, and which version where it has a name."""
    plan = {"sv": "projektplan", "en": "project-plan"}[said["language"]]
    version = f"-{named.key[:6]}" if named else ""
    return f"{said['slug']}-{plan}-{said['made_on']}{version}.{kind.value}"


def _day(named: NamedPlan | None) -> date:
    return clock.local(named.named_at).date() if named else clock.today()


def _facts(project: Project, named: NamedPlan | None) -> Iterator[tuple[str, str]]:
    yield _("Programme"), str(project.programme.name)
    yield _("Team"), project.team.name
    yield _("Municipalities"), listed(queries.places(project))
    on = full_day(_day(named))
    if named:
        yield _("Version"), _("%(name)s, the plan as it was on %(day)s", name=named.name, day=on)
    else:
        yield _("Version"), _("The plan as it was on %(day)s", day=on)


def _team(project: Project) -> Part:
    rows = tuple((str(who.title), who.place) for who in teams.members(project.team))
    if not rows:
        return Part(_("The team"), note=_("Nobody is in the team."))
    return Part(_("The team"), table=Table((_("Office"), _("Municipality")), rows))


def _sections(project: Project, named: NamedPlan | None) -> Iterator[Part]:
    for name, source in _written(project, named):
        note = "" if source.strip() else _("This section is not written yet.")
        yield Part(str(name), note=note, source=source.strip("\n"), language=WRITTEN_IN)


def _written(project: Project, named: NamedPlan | None) -> list[tuple[Localised, str]]:
    """The name and text of each section, now or in the named plan: all that it had then, empty ones too."""
    now = queries.sections(project)
    if named is None:
        return [(section.name, section.source) for section in now]
    then = {version.text.section.code: version.source for version in named.versions}
    headings = named.headings_of_then() or [(section.code, section.name) for section in now]
    return [(name, then.get(code, "")) for code, name in headings]


def _milestones(project: Project, named: NamedPlan | None) -> Part:
    steps = queries.milestones(project)
    heading = _("Milestones")
    if not steps:
        return Part(heading, note=_("No milestone is set yet."))
    columns = (_("Milestone"), _("Due"), _("Who sees to it"), _("State"), _("Why"))
    rows = tuple(map(_step, steps))
    asked = len(columns) if any(row[-1] for row in rows) else len(columns) - 1
    table = Table(columns[:asked], tuple(row[:asked] for row in rows), written=(0, 4))
    return Part(heading, note=_today(named), table=table, language=WRITTEN_IN)


def _on(value: date) -> str:
    """13 juni 2017, 13 June 2017: short enough for a table, and plain in any year."""
    return f"{day(value)}{NBSP}{value.year}"


def _step(step: Step) -> tuple[str, ...]:
    """What it says, by when, whose, how it is, and why it moved or was given up: nothing where it did not."""
    owner = str(step.owner) if step.owner else _("Nobody yet")
    why = step.given_up_why if step.given_up_on else step.why or ""
    return step.title, _due(step), owner, _state(step), why


def _due(step: Step) -> str:
    due = _on(step.due_on)
    if step.first_due_on in (None, step.due_on):
        return due
    return _("%(day)s, moved from %(first)s", day=due, first=_on(step.first_due_on))


def _state(step: Step) -> str:
    if step.given_up_on:
        return _("Given up %(day)s", day=_on(step.given_up_on))
    if step.done_on:
        return _("Done %(day)s", day=_on(step.done_on))
    return _("Under way") if step.is_begun else _("Not yet")


def _anchoring(project: Project, named: NamedPlan | None) -> Part:
    homes = queries.homes(project)
    heading = _("Anchored at home")
    if not homes:
        return Part(heading, note=_("No municipality takes part yet."))
    columns = (_("Municipality"), _("Who knows"), _("Who has decided"), _("Hours"), _("Kronor"))
    rows = tuple(map(_home, homes))
    total = (_("Together"), "", "", *_sums(homes))
    table = Table(columns, rows, total, numeric=(3, 4), written=(1,))
    return Part(heading, note=_today(named), table=table, language=WRITTEN_IN)


def _home(home: HomeRow) -> tuple[str, ...]:
    knows = ", ".join(home.informed) or _("Nobody yet")
    return (
        home.place,
        knows,
        _mandate(home),
        number(home.hours),
        number(home.money_sek) if home.money_sek else "–",
    )


def _sums(homes: Iterable[HomeRow]) -> tuple[str, str]:
    rows = list(homes)
    return number(sum(home.hours for home in rows)), number(sum(home.money_sek for home in rows))


def _mandate(home: HomeRow) -> str:
    who = {
        Mandate.BOARD: _("The executive board"),
        Mandate.COMMITTEE: _("The committee"),
        Mandate.MANAGER: _("A manager, by delegation"),
        Mandate.NONE: _("Nobody yet"),
    }[home.mandate]
    if home.mandate is Mandate.NONE:
        return who
    on = _on(home.decided_on) if home.decided_on else ""
    return ", ".join(word for word in (who, home.reference, on) if word)


def _today(named: NamedPlan | None) -> str:
    """What a version with a name does not keep is as it is today."""
    return _("As on %(day)s.", day=full_day(clock.today())) if named else ""


def _pictures(project: Project, parts: Iterable[Part]) -> dict[str, str]:
    sources = [part.source for part in parts if address_of(project.slug) in part.source]
    return files_of(project, [at for source in sources for at in marked.addresses_of_pictures(source)])
