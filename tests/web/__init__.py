"""What every page needs, tested by routes of its own beside the real ones."""
