"""What is counted, on one page: names as Prometheus has them, what they mean, their labels.

No label ever holds an address, a path or anything else that a visitor chose or that names a person.
"""

from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """What a number does."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


class Family(Struct, frozen=True):
    """One name, with a series for each value of its labels."""

    name: str
    kind: Kind
    words: str
    labels: tuple[str, ...] = ()


BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Upper bounds of a histogram's buckets, in seconds."""

REQUESTS = Family("collab_http_requests_total", Kind.COUNTER, "Answers given.", ("route", "method", "status"))
DURATIONS = Family(
    "collab_http_request_duration_seconds",
    Kind.HISTOGRAM,
    "From a request's last byte to its answer.",
    ("route", "method"),
)
KEPT_HITS = Family("collab_kept_pages_hits_total", Kind.COUNTER, "Public pages answered from memory.")
KEPT_MISSES = Family("collab_kept_pages_misses_total", Kind.COUNTER, "Public pages made anew.")
KEPT_PAGES = Family("collab_kept_pages", Kind.GAUGE, "Public pages in memory, of all processes.")
KEPT_BYTES = Family("collab_kept_pages_bytes", Kind.GAUGE, "What they take in all encodings, at most.")
CONNECTIONS = Family("collab_database_connections_in_use", Kind.GAUGE, "Pooled connections at work.")
MOST_CONNECTIONS = Family("collab_database_connections_limit", Kind.GAUGE, "How many there can be.")
DATABASE_ERRORS = Family(
    "collab_database_errors_total", Kind.COUNTER, "Statements and connections that failed.", ("error",)
)
LIMITED = Family("collab_rate_limits_exceeded_total", Kind.COUNTER, "Tries past a limit.", ("limit",))
SECURITY = Family("collab_security_events_total", Kind.COUNTER, "Lines of the security log.", ("event",))
CHORES = Family("collab_worker_chores_total", Kind.COUNTER, "Pieces of work.", ("chore", "outcome"))
CHORE_DURATIONS = Family(
    "collab_worker_chore_duration_seconds", Kind.HISTOGRAM, "What they took.", ("chore",)
)
DELIVERIES = Family(
    "collab_mail_deliveries_total", Kind.COUNTER, "Mails handed to the mail server.", ("outcome",)
)
MAIL_WAITING = Family("collab_mail_waiting", Kind.GAUGE, "Mails that are still to go out.")
MAIL_AGE = Family("collab_mail_oldest_waiting_seconds", Kind.GAUGE, "How long the oldest of them waits.")
MAIL_GIVEN_UP = Family("collab_mail_given_up", Kind.GAUGE, "Mails that no attempt is left for.")
CPU = Family("process_cpu_seconds_total", Kind.COUNTER, "Processor time of all processes.")
MEMORY = Family(
    "process_resident_memory_bytes",
    Kind.GAUGE,
    "Memory of all living processes; what they share counts in each.",
)
STARTED = Family("process_start_time_seconds", Kind.GAUGE, "When the first process started, Unix time.")
PROCESSES = Family("collab_processes", Kind.GAUGE, "Processes that serve or work.")
BUILD = Family("collab_build_info", Kind.GAUGE, "Always 1.", ("version", "python"))

FAMILIES = (
    REQUESTS, DURATIONS, KEPT_HITS, KEPT_MISSES, KEPT_PAGES, KEPT_BYTES, CONNECTIONS, MOST_CONNECTIONS,
    DATABASE_ERRORS, LIMITED, SECURITY, CHORES, CHORE_DURATIONS, DELIVERIES, MAIL_WAITING, MAIL_AGE,
    MAIL_GIVEN_UP, CPU, MEMORY, STARTED, PROCESSES, BUILD,
)  # fmt: skip
