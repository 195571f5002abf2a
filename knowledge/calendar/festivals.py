"""Festivals by the names that people use for them; the names themselves are data (lexicon/reports_dates.toml)."""

from datetime import date, timedelta

from knowledge.calendar.lunar import lunar_to_solar, solar_term
from knowledge.calendar.words import date_words


def festival(name: str, year: int) -> date:
    """The day of a festival in a year (for one kept by the lunar calendar, in that lunar year).

    Raises KeyError for a name that the list does not hold.
    """
    return _day(date_words().festivals[name], year)


def _day(rule: str, year: int) -> date:
    """By its rule: "solar 10-01", "lunar 08-15", "term 清明", "eve" (除夕), "week 5-2-7" (母亲节)."""
    how, _, what = rule.partition(" ")
    if how == "solar":
        month, day = map(int, what.split("-"))
        return date(year, month, day)
    if how == "lunar":
        month, day = map(int, what.split("-"))
        return lunar_to_solar(year, month, day)
    if how == "term":
        return solar_term(what, year)
    if how == "eve":
        return lunar_to_solar(year + 1, 1, 1) - timedelta(days=1)
    month, nth, weekday = map(int, what.split("-"))
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
