"""Programmes: a programme and all it defines: organisations, sectors, goals, enrolment, memberships."""
