"""How fast Collab is, measured: `make bench`. What was measured stands in README.md beside this file."""
