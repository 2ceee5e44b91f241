"""Durability seen: eight write while everything is killed again and again; then each write is looked for,
and so is what each person was to be told of it."""
