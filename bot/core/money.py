"""Amounts in yuan as `Decimal` with at most two places. Never floats: treasurers account for every fen.

Whatever an officer, a treasurer or the committee types as a sum is read here and nowhere else.
"""

import re
import unicodedata
from decimal import Decimal

from bot.core.errors import BadInput
from bot.core.texts import inputs as texts

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


_CENT = Decimal("0.01")
_MOST = Decimal("9999999.99")
_ARABIC = re.compile(r"\d{1,7}(?:\.\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?")
_BEFORE = re.compile(r"^(?:同意|批准|实付|合计|共计|共|人民币|RMB|¥)*", re.IGNORECASE)
_AFTER = re.compile(r"[整正]?[。!]?$")
#: 八百元, 五块八, 八百五十元五角, 六角: yuan, then perhaps jiao and fen.
_SUM = re.compile(
    r"(?P<yuan>[^元块圆角毛分]+?)(?:(?:元|圆|块)钱?(?:(?P<loose>.)|(?:(?P<jiao>.)[角毛])?(?:零?(?P<fen>.)分)?)?)?"
)
_SMALL = re.compile(r"(?P<jiao>.)[角毛]钱?(?:(?P<fen>.)分)?")
_APART = re.compile(rf"(?<=[\d{CHARS}])\s+(?=[元圆块])")
_JOINTS = re.compile(r"[\s，、;；。:：()（）!！]+|,(?!\d{3})")
_FIGURES = re.compile(rf"[\d{CHARS}]")


def parse_yuan(text: str, most: Decimal | None = None) -> Decimal:
    """“800”, “８００ 元”, “1,000”, “八百”, “三百五”, “1千” → Decimal.

    Raises BadInput for anything else, for zero, and for what is not certain (八九百, 800左右); its example keeps
    within `most`, the ceiling of whatever is being asked for.
    """
    said = unicodedata.normalize("NFKC", text).strip()
    plain = _AFTER.sub("", _BEFORE.sub("", re.sub(r"\s+(?=\D)|(?<=\D)\s+", "", said)))
    amount = _read(plain)
    if amount is None:
        raise BadInput(_unread(text.strip(), most))
    if not 0 < amount <= _MOST:
        raise BadInput(texts.absurd_sum(example(most)))
    return amount


def is_amount(text: str) -> bool:
    """Whether the words are a sum of money and nothing else."""
    try:
        parse_yuan(text)
    except BadInput:
        return False
    return True


def sum_beside(text: str) -> tuple[str, str]:
    """(the one part that is a sum, the other words), as they stand; the parts lie between spaces and punctuation.
    Empty sums: there is none, or more than one."""
    if is_amount(text):
        return text, ""
    parts = [part for part in _JOINTS.split(_APART.sub("", text)) if part]
    sums = [part for part in parts if is_amount(part)]
    return (sums[0], "，".join(part for part in parts if part != sums[0])) if len(sums) == 1 else ("", "")


def example(most: Decimal | None) -> str:
    """A round sum to show how one is written, never above the ceiling."""
    if most is None or most >= 1000:
        return "800"
    step = 100 if most >= 200 else 10 if most >= 20 else 1
    return str(max(1, int(most * 4 / 5) // step * step)) if most >= 1 else f"{most.normalize():f}"


def yuan(amount: Decimal | int) -> str:
    """“800 元”, “800.5 元”: no trailing zeros."""
    value = Decimal(amount)
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f} 元"


def _unread(said: str, most: Decimal | None) -> str:
    if _FIGURES.search(said) and len(said) <= 20:
        return texts.unclear_sum(said, example(most))
    return texts.no_sum(example(most))


def _read(plain: str) -> Decimal | None:
    if found := _SMALL.fullmatch(plain):
        return _coins(found["jiao"], found["fen"])
    found = _SUM.fullmatch(plain)
    if found is None:
        return None
    whole = _number(found["yuan"])
    coins = _coins(found["loose"] or found["jiao"], found["fen"])
    if whole is None or coins is None or (coins and whole != int(whole)):
        return None
    return whole + coins if whole == whole.quantize(_CENT) else None


def _number(text: str) -> Decimal | None:
    """In figures, with commas only where they part thousands; or in Chinese."""
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return number(text)


def _coins(jiao: str | None, fen: str | None) -> Decimal | None:
    tenths, hundredths = (0 if one is None else digit(one) for one in (jiao, fen))
    return None if tenths is None or hundredths is None else tenths * Decimal("0.1") + hundredths * _CENT
