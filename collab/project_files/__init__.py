"""A project's files: with versions and a description; pictures with the consent of those to be seen."""
