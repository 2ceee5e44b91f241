"""Occasions: the course meetings of a programme, their places and sessions."""
