"""Proposals for teams."""
