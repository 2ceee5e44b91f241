"""Asking for proposals, asking anew with less, stopping."""

from collab import clock, db
from collab.accounts.models import Person
from collab.divisions import asking, queries
from collab.divisions.asking import Asked
from collab.divisions.models import Search, SearchState
from collab.divisions.queries.applying import is_spare
from collab.divisions.relaxing import relaxed
from collab.errors import NotFound, RuleViolation
from collab.programmes.models import Programme
from collab.text import _, spoken


def ask(programme: Programme, asked: Asked, *, by: Person) -> Search:
    """Ask for proposals on the programme as it is now; the worker's solver takes it from there.

    Raises RuleViolation while another search is under way, when a team that runs a project is to be divided
    anew, when nobody can be placed, and when nothing says how many teams there are to be.
    """
    db.hold(programme)
    if queries.under_way(programme) is not None:
        raise RuleViolation(_("Somebody has asked for proposals already. Wait for them, or stop the search."))
    standing = queries.standing_of(programme)
    _demand_whole(asked, standing)
    _demand_somebody(asked, standing)
    try:
        instance = asking.instance_of(asked, standing.ground, list(standing.sectors))
    except ValueError as no:
        raise RuleViolation(_("Say how many teams there are to be, or how large a team is.")) from no
    search = Search(
        programme=programme,
        asked_by=by,
        asked=asked.as_values(),
        ground=standing.ground.as_values(),
        instance=instance,
        names=standing.names,
    )
    db.session.add(search)
    db.session.flush()
    return search


def _demand_whole(asked: Asked, standing: queries.Standing) -> None:
    for slug in asking.divided_in_vain(asked, standing.ground):
        raise RuleViolation(
            _("%(team)s runs %(project)s and cannot be divided anew. Ask with the team as it is.",
              team=standing.teams[slug], project=standing.projects[slug])
        )  # fmt: skip


def _demand_somebody(asked: Asked, standing: queries.Standing) -> None:
    if not asking.placed(standing.ground):
        raise RuleViolation(_("Nobody who takes part has a sector and a municipality that rules can judge."))
    if not asking.left_to_place(asked, standing.ground):
        raise RuleViolation(_("Everybody is in a team that stays together. Choose teams to be divided anew."))


def ask_with_less(search: Search, at: int, *, by: Person) -> Search:
    """Ask anew with the change that the answer's relaxation `at` (from 0) says.

    Raises NotFound for a relaxation that the answer does not have or that `by` may not read, RuleViolation as
    `ask` does.
    """
    if search.answer is None or not queries.explained_to(search, by).has_way(at):
        raise NotFound(f"relaxation {at}")
    chosen = search.answer["relaxations"][at]
    less = relaxed(
        queries.asked_of(search), queries.ground_of(search), chosen["changes"], spoken(chosen["sentence"])
    )
    return ask(search.programme, less, by=by)


def throw_away(search: Search) -> None:
    """Delete the search with its proposals.

    Raises RuleViolation while it is under way, and when one of them was applied, be it undone or not: it is
    the record of why the teams are what they are.
    """
    db.hold(search.programme)
    db.hold(search)
    if search.is_under_way:
        raise RuleViolation(_("The search is under way. Stop it first."))
    if not is_spare(search):
        raise RuleViolation(_("A proposal of the search was applied, so it stays as the record of why."))
    db.session.delete(search)
    db.session.flush()


def stop(search: Search) -> None:
    """Let the solver end with what it has found; one that has not begun never begins."""
    db.hold(search)
    if not search.is_under_way:
        return
    search.stop_asked_at = search.stop_asked_at or clock.real()
    if search.state is SearchState.WAITING:
        search.state, search.ended_at = SearchState.STOPPED, clock.real()
