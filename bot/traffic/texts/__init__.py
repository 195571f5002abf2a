"""What the operator reads of the way to Telegram."""
