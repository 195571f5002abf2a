"""Greetings, and what officers read of birthdays."""
