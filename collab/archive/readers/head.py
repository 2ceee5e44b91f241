"""What stands at the top of every exported file."""

from collab.archive.scribe import Said, Scribe


def head(scribe: Scribe, is_invented: bool) -> Said:
    """The head of a file that belongs to the programme."""
    return {
        "schema": 1,
        "timezone": "Europe/Stockholm",
        "exported": True,
        "programme": scribe.programme.slug,
        "demonstration": is_invented,
    }
