"""Projects: a team's joint development project: summary, plan, milestones, anchoring at home."""
