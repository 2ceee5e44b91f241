"""Collab: the collaboration platform for inter-municipal development projects."""
