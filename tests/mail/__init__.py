"""Mail: the outbox, its delivery to a real SMTP server, and what happens when that fails."""
