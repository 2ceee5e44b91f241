"""Reviews: rounds, rubric, submissions, assignments, reviews, points to answer, approval."""
