"""Writing in a project: summary, cover, plan, milestones, strands. Each change is recorded."""

from collab.projects.actions.anchoring import Home, anchor
from collab.projects.actions.milestones import (
    Step,
    add_milestone,
    demand_new_day,
    edit_milestone,
    finish_milestone,
    let_go_of_milestones,
    postpone_milestone,
    reopen_milestone,
)
from collab.projects.actions.overtaking import Overtaken
from collab.projects.actions.passages import Grounds, move_to_stage
from collab.projects.actions.plan import Clashing, Writing, name_plan, restore, write_section
from collab.projects.actions.sections import (
    Definition,
    add_section,
    define_section,
    drop_section,
    move_section,
)
from collab.projects.actions.strands import (
    MOST_OPEN,
    close_strand,
    move_strand,
    open_strand,
    place_strand,
    rename_strand,
    reopen_strand,
    suggest_strands,
)
from collab.projects.actions.subscriptions import subscribe, unsubscribe
from collab.projects.actions.summary import Summary, choose_cover, drop_cover, edit_summary, hand_over
from collab.projects.actions.writing import (
    LONGEST_DRAFT,
    Draft,
    DraftElsewhere,
    Window,
    be_at,
    discard,
    keep_draft,
    leave,
)

__all__ = [
    "LONGEST_DRAFT",
    "MOST_OPEN",
    "Clashing",
    "Definition",
    "Draft",
    "DraftElsewhere",
    "Grounds",
    "Home",
    "Overtaken",
    "Step",
    "Summary",
    "Window",
    "Writing",
    "add_milestone",
    "add_section",
    "anchor",
    "be_at",
    "choose_cover",
    "close_strand",
    "define_section",
    "demand_new_day",
    "discard",
    "drop_cover",
    "drop_section",
    "edit_milestone",
    "edit_summary",
    "finish_milestone",
    "hand_over",
    "keep_draft",
    "leave",
    "let_go_of_milestones",
    "move_section",
    "move_strand",
    "move_to_stage",
    "name_plan",
    "open_strand",
    "place_strand",
    "postpone_milestone",
    "rename_strand",
    "reopen_milestone",
    "reopen_strand",
    "restore",
    "subscribe",
    "suggest_strands",
    "unsubscribe",
    "write_section",
]
