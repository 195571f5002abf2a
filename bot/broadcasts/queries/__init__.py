"""Broadcasts and their copies as rows."""
