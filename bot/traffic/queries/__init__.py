"""Lanes and the outbox as the relay sees it."""
