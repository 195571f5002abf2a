"""Asked back where a stretch of days was named instead of one."""

from datetime import date


def which_day(said: str, first: date, last: date) -> str:
    """`first`, `last`: of one month."""
    days = f"{first.month}月{first.day}日到{last.day}日"
    return f"“{said}”是{days}，有好几天。请写明是哪一天，例如“{last.month}月{last.day}日”。"
