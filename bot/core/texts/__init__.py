"""Sentences that belong to no single feature."""
