"""Proposals for the programme's teams."""
