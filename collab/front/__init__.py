"""Front: the landing page, municipality pages, the map, accessibility and privacy."""
