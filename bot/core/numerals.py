"""Whole numbers below ten million as Chinese write them: 八百, 三百五, 一万二, 1千5, 壹仟元, 八〇〇.

What can be read in two ways (三五百, 二五) or breaks the order of the units is not read at all: `number` returns None.
"""

import re
from decimal import Decimal

_DIGITS = {char: value for value, chars in enumerate(("零〇○", "一壹", "二两贰俩", "三叁", "四肆")) for char in chars}
_DIGITS |= {char: value for value, chars in enumerate(("五伍", "六陆", "七柒", "八捌", "九玖"), 5) for char in chars}
_UNITS = str.maketrans("拾佰仟萬", "十百千万")
_UNIT = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000}
#: 千, 百, 十 and ones, each at most once and in this order; `z` is the 零 that stands for a place left out.
_SECTION = re.compile(r"(?:(\d)千)?(?:(\d)百)?(?:(?P<z10>z)?(\d)?(?P<ten>十))?(?:(?P<z1>z)?(\d))?")
_TIMES = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)([百千万])")  # 1.5千
_SPELT = re.compile(rf"[{''.join(_DIGITS)}]{{3,7}}")

#: Every character that such a number may hold.
CHARS = "".join(_DIGITS) + "十百千万拾佰仟萬"


def number(text: str) -> Decimal | None:
    """What `text` says, digits of either script allowed; None where that is not certain."""
    said = text.translate(_UNITS)
    if found := _TIMES.fullmatch(said):
        return Decimal(found[1]) * _UNIT[found[2]]
    if _SPELT.fullmatch(said) and any(_DIGITS[char] == 0 for char in said):
        return _spelt(said)
    plain = "".join("z" if _DIGITS.get(char) == 0 else str(_DIGITS.get(char, char)) for char in said)
    high, wan, low = plain.rpartition("万")
    if not wan:
        return _whole(_section(plain))
    return _whole(_myriads(high, low))


def digit(char: str) -> int | None:
    """One digit of either script."""
    return _DIGITS.get(char, int(char) if char.isdecimal() else None)


def _spelt(said: str) -> Decimal | None:
    """八〇〇: digit by digit, as a cheque's date is."""
    value = int("".join(str(_DIGITS[char]) for char in said))
    return Decimal(value) if _DIGITS[said[0]] else None


def _whole(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _myriads(high: str, low: str) -> int | None:
    """一万二 is 12,000; 一万零二百, 一万二千 as they stand."""
    above = _section(high)
    below = int(low) * 1000 if len(low) == 1 and low.isdecimal() else _section(low.removeprefix("z")) if low else 0
    if above is None or below is None or (low.startswith("z") and below >= 1000):
        return None
    return above * 10_000 + below


def _section(plain: str) -> int | None:
    """Below 10,000. A bare digit after 百 or 千 is of the next lower unit: 三百五 is 350, 一千五 is 1,500."""
    found = _SECTION.fullmatch(plain)
    if not plain or found is None or (plain.isdecimal() and len(plain) > 1):
        return None
    thousands, hundreds, _z10, tens, ten, z1, ones = found.groups()
    if _gaps(found, thousands, hundreds, tens, ten):
        return None
    value = int(thousands or 0) * 1000 + int(hundreds or 0) * 100
    if ten:
        value += int(tens or 1) * 10
    if ones is None:
        return value or None
    last = 1 if z1 or ten else 10 if hundreds else 100 if thousands else 1
    return value + int(ones) * last


def _gaps(found: re.Match[str], thousands: str | None, hundreds: str | None, tens: str | None, ten: str | None) -> bool:
    """Whether a place is left out without its 零, or a 零 stands where none is left out."""
    above = bool(thousands or hundreds)
    if found["z10"] and (hundreds or not thousands or not tens):
        return True
    if ten and thousands and not hundreds and not found["z10"]:
        return True
    return bool(found["z1"]) and (bool(ten) or not above)
