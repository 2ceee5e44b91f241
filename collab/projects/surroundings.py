"""Which project the page being made belongs to: the room that all pages of a project share."""

from flask import g, url_for
from msgspec import Struct

from collab.accounts.visitor import signed_in
from collab.programmes.surroundings import show_programme
from collab.projects import policy, queries
from collab.projects.models import Project
from collab.projects.queries import Step
from collab.text import _


class Tab(Struct, frozen=True):
    """One page of the project."""

    label: str
    url: str
    is_current: bool


class Room(Struct, frozen=True):
    """What the head and the tabs of a project's pages need (templates/projects/_room.html)."""

    project: Project
    may_edit: bool
    reads_inside: bool
    """Whether the viewer sees what the team shares with those who lead the programme."""
    next_milestone: Step | None

    def tabs(self, current: str) -> list[Tab]:
        """The pages of the project that the viewer may open."""
        slug = self.project.slug
        pages = [
            ("situation", _("Situation"), url_for("workspace.project", slug=slug)),
            ("plan", _("The plan"), url_for("projects.plan", slug=slug)),
            ("files", _("Files"), url_for("project_files.index", slug=slug)),
            ("updates", _("Updates"), url_for("updates.index", slug=slug)),
            ("team", _("The team"), url_for("workspace.team", slug=self.project.team.slug)),
        ]
        if self.reads_inside:
            pages.append(("reviews", _("Reviews"), url_for("reviews.project", slug=slug)))
        if self.may_edit:
            pages.append(("showcase", _("The showcase"), url_for("showcases.edit", slug=slug)))
        return [Tab(label, url, code == current) for code, label, url in pages]


def show_project(project: Project) -> Room:
    """Let the page's frame speak of this project; its template extends projects/_room.html."""
    show_programme(project.programme)
    person = signed_in()
    may_edit = policy.edit(person, project)
    g.room = Room(
        project=project,
        may_edit=may_edit,
        reads_inside=may_edit or policy.read_inside(person, project),
        next_milestone=queries.next_milestone(project),
    )
    room: Room = g.room
    return room
