"""Stages and gates: what leads a project from one stage to the next."""
