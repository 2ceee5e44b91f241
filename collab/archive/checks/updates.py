"""Between updates and the people and goals that they speak of."""

from collab.archive.problems import Problems, nearest
from collab.archive.records.programme import GoalRecord
from collab.archive.records.projects import ProjectRecord
from collab.archive.records.updates import UpdateRecord
from collab.archive.shaping import Shaper
from collab.archive.source import Node
from collab.archive.world import World
from collab.updates import mentions


def check(shaper: Shaper, world: World, problems: Problems) -> None:
    """Note what does not fit."""
    goal_of = {i.code: goal.code for goal in shaper.found(GoalRecord) for i in goal.indicators}
    project_of = {file.id: project.id for project in shaper.found(ProjectRecord) for file in project.files}
    for update in shaper.found(UpdateRecord):
        if not world.is_team_member(update.author, update.project):
            problems.add(update.node["author"], f'"{update.author}" is not one of the project\'s team.')
        for contribution in update.contributes:
            goal = goal_of.get(contribution.indicator)
            if goal is not None and goal not in update.goals:
                problems.add(contribution.node["indicator"], f'This counts for the goal "{goal}".')
        for name in update.files:
            if project_of.get(name, update.project) != update.project:
                problems.add(update.node["files"], f'"{name}" is no file of the project.')
        _check_mentions(update.text, update.node["text"], world, problems)
        _check_comments(update, world, problems)


def _check_comments(update: UpdateRecord, world: World, problems: Problems) -> None:
    for comment in update.comments:
        _check_mentions(comment.text, comment.node["text"], world, problems)
        same = [c for c in update.comments if (c.author, c.at) == (comment.author, comment.at)]
        if same[0] is not comment:
            problems.add(comment.node["at"], "The author has commented at this very time already.")


def _check_mentions(text: str, node: Node, world: World, problems: Problems) -> None:
    known = world.handles | world.members.keys() | set(world.teams.values())
    for handle in sorted(mentions.handles_in(text) - known):
        problems.add(node, f"@{handle} is nobody's handle.{nearest(handle, world.handles)}")
