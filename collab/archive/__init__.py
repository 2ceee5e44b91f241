"""Archive: import and export of a whole programme."""
