"""Stages and gates."""
