"""Broadcasts: written and previewed by an officer, then sent to each member at most once."""
