"""Where a local search starts, and two plain rules beside which it is measured."""

from collab.proposals.climbing import Climb


def randomly(climb: Climb) -> None:
    """Everybody somewhere by chance, teams alike in number."""
    climb.chance.shuffle(climb.loose)
    for i, unit in enumerate(climb.loose if climb.opened else ()):
        climb.settle(unit, climb.opened[i % len(climb.opened)])
    for team in climb.free if climb.instance.themes else ():
        own = climb.themes[team]
        climb.retheme(
            team, climb.chance.choice([k for k, room in enumerate(climb.room) if room > 0 or k == own])
        )


def greedily(climb: Climb) -> None:
    """One after the other into a smallest team where it costs least now, the scarcest sector first.

    Where every team is closed nobody is put anywhere.
    """
    if not climb.opened:
        return
    people = climb.instance.people
    sectors = [person.place.sector for person in people]
    many = {code: sectors.count(code) for code in sectors}
    for unit in sorted(climb.loose, key=lambda unit: (many[sectors[climb.units[unit][0]]], unit)):
        smallest = min(len(climb.crews[team]) for team in climb.opened)
        least = [team for team in climb.opened if len(climb.crews[team]) == smallest]
        climb.settle(unit, min(least, key=lambda team: _growth(climb, unit, team)))


def _growth(climb: Climb, unit: int, team: int) -> float:
    climb.crews[team].append(unit)
    growth = climb.price(team) - climb.energy[team]
    climb.crews[team].pop()
    return growth
