"""Tests of what stands below every feature."""
