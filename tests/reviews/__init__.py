"""Reviews: rubric, policy, gates, actions, pages."""
