"""Conference: the final event of a programme: day, rooms and sessions."""
