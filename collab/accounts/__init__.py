"""Accounts: people, how they sign in, and the sessions that follow."""
