"""Numbers as notices write them: 1000, 1,000, 1.5万, 一千, 壹仟, 二〇二一. None where they are malformed."""

from __future__ import annotations

import re
from datetime import date

from knowledge.patterns import Late

_ROWS = ("〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = {character: value for value, row in enumerate(_ROWS) for character in row}
SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = "万萬"
CHINESE = f"[{''.join(DIGITS)}{''.join(SCALES)}{MYRIADS}]+"
GROUPED = Late(r"[1-9][0-9]{0,2}(?:，[0-9]{3})+")
DATE = Late(rf"(?P<y>\d{{4}}|[{''.join(DIGITS)}]{{4}})年(?P<m>\d{{1,2}}|{CHINESE})月(?P<d>\d{{1,2}}|{CHINESE})日")


def whole(words: str) -> int | None:
    """The whole number of folded `words`; None if it is none, or not written as numbers are."""
    scale = 1
    if len(words) > 1 and words[0].isascii() and words[-1] in "万千百":
        scale, words = {"万": 10_000, "千": 1000, "百": 100}[words[-1]], words[:-1]
    if re.fullmatch(r"[0-9]+\.[0-9]+", words):
        value = round(float(words) * scale, 6)
        return int(value) if value == int(value) else None
    if re.fullmatch(r"[0-9，]+", words):
        plain = words.replace("，", "") if GROUPED.fullmatch(words) or "，" not in words else ""
        return int(plain) * scale if plain and (plain == "0" or plain[0] != "0") else None
    return _chinese(words)


def _chinese(words: str) -> int | None:
    """一千五百, 一万二千; digits without a place (一五〇〇) only where every one is a digit."""
    if not re.fullmatch(CHINESE, words):
        return None
    if all(character in DIGITS for character in words):
        plain = "".join(str(DIGITS[character]) for character in words)
        return int(plain) if len(plain) == 1 or plain[0] != "0" else None
    head, myriad, tail = words.replace("萬", "万").partition("万")
    high, low = (_below(head), _below(tail)) if myriad else (0, _below(head))
    return None if high is None or low is None else high * 10_000 + low


def _below(words: str) -> int | None:
    """Below ten thousand. 两千五, where the last place is left out, is refused: it is heard in two ways."""
    total, digit, last = 0, None, 10_000
    for character in words:
        if character in SCALES:
            scale = SCALES[character]
            if scale >= last:
                return None
            total, digit, last = total + (1 if digit is None else digit) * scale, None, scale
        elif DIGITS[character] == 0:
            last = last if digit is None else 0
        elif digit is not None:
            return None
        else:
            digit = DIGITS[character]
    if digit is not None and last > 10 and "零" not in words and "〇" not in words and total:
        return None
    return total + (digit or 0)


def day(words: str) -> date | None:
    """2021年3月15日 or 二〇二一年三月十五日 as a date; None where there is no such day."""
    if not (match := DATE.search(words)):
        return None
    year = (
        match["y"] if match["y"].isdigit() and match["y"].isascii() else "".join(str(DIGITS[one]) for one in match["y"])
    )
    month, day_ = whole(match["m"].lstrip("0")), whole(match["d"].lstrip("0"))
    try:
        return date(int(year), month or 0, day_ or 0)
    except ValueError:
        return None
