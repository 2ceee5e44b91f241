"""Activity: who did what to what, when. Feeds, notices and the audit read this one record."""
