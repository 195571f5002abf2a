"""What is said of a branch's name that fits none, or several."""

from collections.abc import Sequence


def unknown(name: str, shown: Sequence[str], known: int) -> str:
    rest = "" if len(shown) == known else f"等 {known} 个"
    return f"没有叫“{name}”的工会。现有：{'、'.join(shown)}{rest}。写名称里的几个字就行。"


def several(name: str, shown: Sequence[str]) -> str:
    return f"“{name}”对应好几个工会：{'、'.join(shown)}。请写全称。"
