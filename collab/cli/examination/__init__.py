"""What `collab check` examines: one module per kind of thing, each giving what it found in one line."""
