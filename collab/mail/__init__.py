"""Mail: an outbox written in the same transaction as what it tells of; the worker renders and delivers."""
