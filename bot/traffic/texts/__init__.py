"""What the operator reads of the way to Telegram, and people of messages that were not handled."""
