"""Themes and project ideas of a programme, and what each participant wishes for."""
