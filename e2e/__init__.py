"""End-to-end tests: a real browser, the real server and worker, the shipped programme."""
