"""Greetings, gifts and wordings as rows."""
