"""Proposals for teams: an instance in, judged proposals out. Values only: no database, no request."""
