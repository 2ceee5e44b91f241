"""Numbers for whoever watches a site: what is counted, where a process keeps it, how it is told."""
