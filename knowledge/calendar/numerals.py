"""Small Chinese numerals, as days, months and years are written (二十三, 廿三, 初八, 二〇一九)."""

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "俩": 2, "元": 1}
_TENS = {"廿": 2, "卅": 3}

#: What a number of one or two places may be written with.
SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅两]{1,3})"


def number(text: str) -> int | None:
    """The value of a numeral below 100 (or of any run of digits); None where it is not one."""
    text = text.removeprefix("初")
    if text.isdecimal():
        return int(text)
    if text[:1] in _TENS:
        rest = text[1:].removeprefix("十")
        return _TENS[text[0]] * 10 + _unit(rest) if _is_unit(rest) else None
    before, ten, after = text.partition("十")
    if not ten:
        return _DIGITS.get(text)
    if not (_is_unit(before) and _is_unit(after)):
        return None
    return (_unit(before) or 1) * 10 + _unit(after)


def year_number(text: str) -> int | None:
    """A year written out (2019, 19, 二〇一九); two places count as 19xx from 50 on, else 20xx."""
    digits = "".join(c if c.isdecimal() else str(_DIGITS.get(c, "?")) for c in text)
    if not digits.isdecimal() or len(digits) not in (2, 4):
        return None
    value = int(digits)
    if len(digits) == 4:
        return value
    return value + (1900 if value >= 50 else 2000)


def _is_unit(text: str) -> bool:
    return text == "" or text in _DIGITS


def _unit(text: str) -> int:
    return _DIGITS[text] if text else 0
