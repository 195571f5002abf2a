"""A birthday in the columns of a member's row."""

from typing import Any

from sqlalchemy import RowMapping

from bot.birthdays.rules import Birthday


def birthday_columns(birthday: Birthday | None) -> dict[str, Any]:
    if birthday is None:
        return {f"birth_{name}": None for name in ("calendar", "year", "month", "day")} | {"birth_leap": False}
    return {
        "birth_calendar": birthday.calendar,
        "birth_year": birthday.year,
        "birth_month": birthday.month,
        "birth_day": birthday.day,
        "birth_leap": birthday.leap,
    }


def birthday_of(row: RowMapping) -> Birthday | None:
    """The birthday that a row of `members` holds."""
    return known_birthday(row) if row["birth_calendar"] else None


def known_birthday(row: RowMapping) -> Birthday:
    """That of a row which was asked for by its birthday."""
    return Birthday(
        row["birth_month"], row["birth_day"], row["birth_calendar"], bool(row["birth_leap"]), row["birth_year"]
    )
