"""Tests: sentences about people and what Collab does for them."""
