"""What a report may become and what was paid for it. Pure."""
