"""From when to when an activity is, as people read it."""

from datetime import date

from bot.activities.rules import Plan, minutes

WEEKDAYS = "一二三四五六日"
OPEN = "尚未确定"


def spoken_day(day: date, today: date | None = None) -> str:
    """“12月12日（周六）”; with its year where that is not the present one."""
    year = f"{day.year}年" if today is not None and day.year != today.year else ""
    return f"{year}{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def spoken_hour(start: str) -> str:
    """09:00 → 9:00; 25:00 → 次日1:00."""
    hour, minute = start.split(":")
    return start if start == "24:00" else f"{'次日' if int(hour) >= 24 else ''}{int(hour) % 24}:{minute}"


def when(plan: Plan, today: date) -> str:
    """“12月12日（周六）9:00至11:30”, or that it is not fixed."""
    if plan.day is None:
        return OPEN
    first = spoken_day(plan.day, today)
    days = f"{first}至{spoken_day(plan.until, today)}" if plan.until else first
    ends = f"{'最后一天 ' if plan.until else ''}{spoken_hour(plan.finish)} 结束" if plan.finish else ""
    if plan.start is None or plan.until:
        begins = f"{spoken_hour(plan.start)} 开始" if plan.start else f"几点开始{OPEN}"
        return "，".join(filter(None, (days, begins, ends)))
    return f"{days}{hours(plan)}"


def hours(plan: Plan) -> str:
    """“9:00至11:30”, of what has a start."""
    said = [spoken_hour(one) for one in (plan.start, plan.finish) if one]
    return "至".join(said)


def lasting(plan: Plan) -> str:
    """“2 个半小时”, of what starts and ends on a day; "" where that is not fixed."""
    if plan.until or not (plan.start and plan.finish):
        return ""
    whole, rest = divmod(minutes(plan.finish) - minutes(plan.start), 60)
    if rest == 30:
        return f"{whole} 个半小时" if whole else "半小时"
    return "".join([f"{whole} 小时" if whole else "", f"{rest} 分钟" if rest else ""])
