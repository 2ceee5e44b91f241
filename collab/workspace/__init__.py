"""Workspace: the signed-in home, the feeds and the audit: pages that look across features."""
