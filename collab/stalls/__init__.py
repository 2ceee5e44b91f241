"""Which projects stand still, why, in words from what the record holds; what is left alone for now."""
