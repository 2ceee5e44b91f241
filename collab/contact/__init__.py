"""Contact: views (synpunkter) from visitors, receipted at once, read and answered by organisers."""
