"""Which programme the page being made belongs to."""

from flask import g

from collab.programmes.models import Programme


def show_programme(programme: Programme) -> None:
    """Let the page's frame (masthead, footer) speak of this programme instead of the current one."""
    g.programme = programme
