"""Every page of each role, looked at by tools that judge accessibility and HTML."""
