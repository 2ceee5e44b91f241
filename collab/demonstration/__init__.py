"""Demonstration: the cast to sign in as, the site's day, the readable outbox, loading the shipped content."""
