"""What can go wrong in the domain, and nothing about how it is shown."""

import errno


class CollabError(Exception):
    """The root of what Collab itself raises."""


class NotFound(CollabError):
    """There is no such thing, or the person may not know of it. Shown as 404."""


class Forbidden(CollabError):
    """The person knows of the thing but may not do this; `said` is the reason, if known. Shown as 403."""

    def __init__(self, cause: str = "", *, said: str = "") -> None:
        super().__init__(cause)
        self.said = said


class RuleViolation(CollabError):
    """A rule of the programme says no. The message is a sentence for the person, already translated."""


class StoreAway(CollabError, OSError):
    """The service that keeps files does not answer, or not as it should. Shown as 503: nothing is saved."""

    def __init__(self, cause: str) -> None:
        super().__init__(errno.EHOSTUNREACH, cause)


class TooMany(CollabError):
    """A rate limit was passed. Shown as 429 with the seconds to wait; `is_first` in its window."""

    def __init__(self, seconds: int, *, is_first: bool = True) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds
        self.is_first = is_first
