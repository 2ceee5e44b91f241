"""Who may what with a project's stages and gates."""

from collab.accounts.models import Person
from collab.programmes import policy as programmes
from collab.programmes.models import Programme
from collab.projects import policy as projects
from collab.projects.models import Project
from collab.reviews import policy as reviews


def read(person: Person, project: Project) -> bool:
    """See what the gate asks for and how the project came where it is: its team and those who lead."""
    return projects.read_inside(person, project)


def agree(person: Person, project: Project) -> bool:
    """Agree to a statement, take that back, and go through the gate: the project's team."""
    return projects.edit(person, project)


def let_through(person: Person, project: Project) -> bool:
    """Let the team through though something is missing: whoever may approve, so nobody with a tie to it."""
    return reviews.approve(person, project)


def go_back(person: Person, project: Project) -> bool:
    """Take the project back to an earlier stage: its team, and whoever may let it through."""
    return agree(person, project) or let_through(person, project)


def oversee(person: Person, programme: Programme) -> bool:
    """See at which stage all projects are: those who lead the programme."""
    return programmes.facilitate(person, programme)
