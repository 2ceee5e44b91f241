"""Page objects: one module for each feature, each action returns the page that comes next."""
