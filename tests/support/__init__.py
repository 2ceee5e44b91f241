"""What tests share: the databases, the cast, a browser that checks every page."""
