"""Sentences around an answer."""
