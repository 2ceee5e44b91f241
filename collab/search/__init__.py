"""Search: one index over what a person may see."""
