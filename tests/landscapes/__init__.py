"""Tests of the landscapes."""
