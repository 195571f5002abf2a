"""From what was understood to what is said: every figure with 不超过, every answer with its source."""
