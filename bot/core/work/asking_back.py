"""Asks for one day where 12月底 or 下月初 was said instead."""

from datetime import date

from bot.core.texts.inputs import which_day
from knowledge.calendar.mentions import Tense
from knowledge.calendar.spans import span


def which_of(said: str, today: date, tense: Tense | None) -> str | None:
    """The sentence that asks back; None where no stretch of days is named."""
    named = span(said, today, tense)
    return which_day(named.text, named.first, named.last) if named else None
