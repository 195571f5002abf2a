"""Birthdays: who is greeted when, once a year each, and what officers are told instead (DESIGN §2)."""

from bot.birthdays.sweep import greet_due

__all__ = ["greet_due"]
