"""An hour of the day as people write it: 9点, 下午两点半, 14:30, 晚上七点一刻."""

import re
import unicodedata
from datetime import time

from knowledge.calendar.numerals import SMALL, number

_HALVES = {
    "凌晨": 0,
    "清晨": 0,
    "早上": 0,
    "早晨": 0,
    "上午": 0,
    "早": 0,
    "中午": 12,
    "下午": 12,
    "傍晚": 12,
    "晚上": 12,
    "晚": 12,
}
_PART = "|".join(_HALVES)
_CLOCK = rf"{SMALL}\s*[:点时]\s*(?:半|[一三]刻|{SMALL}(?:\s*分|(?![\d人位个名])))?"
_HOUR = re.compile(
    rf"(?P<half>{_PART})?\s*(?:(?P<hour>{SMALL})\s*(?:[:点时])\s*(?:(?P<half_past>半)|(?P<quarter>[一三])刻"
    rf"|(?P<minute>{SMALL})\s*分?)?)"
)
#: 下午, 下午3点左右, 9点到11点; 早 and 晚 alone only behind a day: 明晚.
_WORDS = re.compile(
    rf"(?:(?:{_PART})\s*)?{_CLOCK}(?:\s*[-到至~]\s*(?:(?:{_PART})\s*)?{_CLOCK})?(?:左右|前后|[以之]?[前后](?![往去天])|整)?"
    rf"|(?:{'|'.join(one for one in _HALVES if len(one) > 1)})|(?<=[今明当])[早晚]"
)
_MINUTES = {"一": 15, "三": 45}


def find_hour(text: str) -> time | None:
    """The first hour in the text; None where there is none, or none that a clock shows."""
    match = _HOUR.search(unicodedata.normalize("NFKC", text))
    if match is None:
        return None
    hour, minute = number(match["hour"]), _minute(match)
    if hour is None or minute is None:
        return None
    if _HALVES.get(match["half"] or "") and hour < (11 if match["half"] == "中午" else 12):
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def hour_words(text: str) -> tuple[int, int] | None:
    """Where the first words for a time of the day stand, a clock's or a part of the day. `text` is expected in NFKC."""
    match = _WORDS.search(text)
    return match.span() if match else None


def _minute(match: re.Match[str]) -> int | None:
    if match["half_past"]:
        return 30
    if match["quarter"]:
        return _MINUTES[match["quarter"]]
    return number(match["minute"]) if match["minute"] else 0
