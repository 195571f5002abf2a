"""An hour of the day as people write it: 9点, 下午两点半, 14:30, 晚上七点一刻."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
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
_DAY, _EVENING = 24 * 60, 18 * 60  # minutes
_OVERNIGHT = "次日|第二天|翌日|转天|隔天"
_NEXT_DAY = re.compile(rf"(?:{_OVERNIGHT})的?\s*$")
_TO_IT = re.compile(rf"(?:[-~—–至到])\s*(?:{_OVERNIGHT}|当天|当晚)?的?\s*$")
_ENDS_THEN = re.compile(r"(?:左右|前后|钟)?(?:就|才)?(?:结束|散|为止|完)")


def find_hour(text: str) -> time | None:
    """The first hour in the text; None where there is none, or none that a clock shows."""
    match = _HOUR.search(unicodedata.normalize("NFKC", text))
    return _clock(match) if match else None


def _clock(match: re.Match[str]) -> time | None:
    hour, minute = number(match["hour"]), _minute(match)
    if hour is None or minute is None:
        return None
    if _HALVES.get(match["half"] or "") and hour < (11 if match["half"] == "中午" else 12):
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when something lasts, as far as it is said: minutes from the first day's midnight, past 1440 where
    the end is on the day after. `others`: the words of hours that are neither."""

    start: int | None = None
    finish: int | None = None
    others: Sequence[str] = ()


def find_hours(text: str, start: int | None = None) -> Hours:
    """Both hours of “9点到11点半”, “晚上7点到次日1点”, “9点开始，11点结束”, “到11点半”. `start`: known already, in
    minutes; an end without a part of the day (下午2点到4点半) is the first such hour after the start."""
    text = unicodedata.normalize("NFKC", text)
    found = [match for match in _HOUR.finditer(text) if _clock(match) or _midnight(match)]
    begins = next((one for one in found if not _ends(text, one)), None)
    opens = _clock(begins) if begins else None
    at = _minutes(opens) if opens else start
    ends = next((one for one in found if one is not begins and _ends(text, one)), None)
    others = tuple(one[0].strip() for one in found if one not in (begins, ends))
    return Hours(_minutes(opens) if opens else None, _finish(text, ends, at) if ends else None, others)


def _ends(text: str, match: re.Match[str]) -> bool:
    return bool(_TO_IT.search(text[: match.start()]) or _ENDS_THEN.match(text[match.end() :]))


def _finish(text: str, match: re.Match[str], start: int | None) -> int:
    """The end in minutes; on the day after where that is said, where it is midnight, and in the small hours of what
    begins in the evening."""
    clock = _clock(match)
    if _midnight(match) or clock is None:
        return _DAY + (_minute(match) or 0)
    said = _minutes(clock)
    if _NEXT_DAY.search(text[: match.start()]):
        return _DAY + said
    noon = _DAY // 2
    if match["half"] is None and start is not None and said <= start < said + noon and said < noon + 60:
        return said + noon  # 下午2点到4点半, 晚上8点到12点
    late = start is not None and start >= _EVENING and said <= _DAY // 2
    return _DAY + said if start is not None and said <= start and (late or match["half"] == "凌晨") else said


def _midnight(match: re.Match[str]) -> bool:
    hour = number(match["hour"])
    return hour == 24 or (hour == 12 and match["half"] in ("晚上", "晚", "凌晨"))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def part_of_day(text: str) -> str:
    """“下午” at the end of “12月12日下午”, or nothing."""
    match = re.search(rf"(?:{_PART})$", text)
    return match[0] if match else ""


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
