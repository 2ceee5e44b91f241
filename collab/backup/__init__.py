"""Backups: one file that holds a site's rows and files as they were at one moment, for either database."""
