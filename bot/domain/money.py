"""Amounts in yuan as `Decimal` with at most two places. Never floats: treasurers account for every fen."""

import re
import unicodedata
from decimal import Decimal

from bot.domain.errors import BadInput

_AMOUNT = re.compile(r"^[¥￥]?\s*(\d{1,7}(?:\.\d{1,2})?)\s*(?:元|块|块钱)?整?$")


def parse_yuan(text: str) -> Decimal:
    """“800”, “８００元”, “￥800.50” → Decimal. Raises BadInput for anything else, and for zero."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    found = _AMOUNT.match(plain)
    if not found or not (amount := Decimal(found[1])):
        raise BadInput("没看懂金额。请只写数字，例如 800 或 800.50。")
    return amount


def yuan(amount: Decimal | int) -> str:
    """“800 元”, “800.5 元”: no trailing zeros."""
    value = Decimal(amount)
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f} 元"
