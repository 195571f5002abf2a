"""Amounts in yuan as `Decimal` with at most two places. Never floats: treasurers account for every fen.

Whatever an officer, a treasurer or the committee types as a sum is read here and nowhere else.
"""

import re
import unicodedata
from decimal import Decimal

from bot.core.errors import BadInput
from bot.core.numerals import CHARS, digit, number

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
        raise BadInput(f"金额要大于 0，也不能大得离谱。请写一个准数，例如 {example(most)}。")
    return amount


def is_amount(text: str) -> bool:
    """Whether the words are a sum of money and nothing else."""
    try:
        parse_yuan(text)
    except BadInput:
        return False
    return True


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
        return f"“{said}”我拿不准是多少，没有记。请只写一个准数，例如 {example(most)}。"
    return f"没看懂金额。请只写数字，例如 {example(most)}。"


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
