"""Journeys: one file for each story."""
