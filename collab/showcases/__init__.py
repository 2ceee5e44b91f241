"""Showcases: the public page of a project, composed by its team and published as frozen editions."""
