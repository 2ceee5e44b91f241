"""Setting a paper in a format, in a process of its own (collab/press.py), never in one that serves pages."""
