"""Updates in: stored before they are acknowledged, handled in order within a chat, settled in batches."""
