"""Divisions: proposals for dividing a programme's people into teams, asked for by those who lead it."""
