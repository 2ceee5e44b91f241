"""Programmes: a programme and everything it defines: organisations, sectors, goals, enrolment, memberships, roles."""
