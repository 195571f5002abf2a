"""Why a birthday cannot be read or cannot be right. It knows no other module of the room, for the rules read it."""

EXAMPLES = "请写成 3月5日、1985-3-5 或 农历八月十五"
SOLAR_LEAP = "公历没有闰月，请写成 农历闰四月初八"


def unread(said: str) -> str:
    return f"看不懂生日“{said}”，{EXAMPLES}"


def no_month(month: int) -> str:
    return f"没有{month}月，{EXAMPLES}"


def no_day(month: int, day: int, *, lunar: bool) -> str:
    return f"{'农历' * lunar}{month}月没有{day}日，{EXAMPLES}"


def wrong_year(year: int, first: int, last: int) -> str:
    """Of birth."""
    return f"出生年份 {year} 不对，应在 {first} 到 {last} 之间"


def no_29_february(year: int) -> str:
    return f"{year}年2月没有29日，请核对年份"


def no_leap_month(year: int, month: int) -> str:
    return f"{year}年没有闰{month}月，请核对年份"
