"""Messages out: direct answers, and the relay that empties the outbox."""
