"""Migrations: the database's schema, step by step, the same steps on SQLite and PostgreSQL."""
