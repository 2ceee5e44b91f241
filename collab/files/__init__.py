"""Files: pictures checked by content, re-encoded without metadata, kept outside the web root by hash."""
