"""The roster: reading the file that a union keeps, previewing what it changes, applying it, undoing it."""

from bot.services.roster.applying import apply_rows

__all__ = ["apply_rows"]
