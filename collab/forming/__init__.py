"""Forming teams: starting one, leaving it, and mending what went wrong."""
