"""Flat landscapes drawn from a seed: cover art, and the pictures of the demonstration content.

A leaf: the standard library and nothing else of collab. Only `raster` needs a library, and nothing here
imports it.
"""

from collab.landscapes.drawing import draw, landscape_for
from collab.landscapes.words import Light, Motif, Scene

__all__ = ["Light", "Motif", "Scene", "draw", "landscape_for"]
