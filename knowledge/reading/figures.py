"""The amounts in yuan that a text names."""

from __future__ import annotations

from knowledge.patterns import Late

YUAN = Late(r"(?<![\d.])(?P<plain>\d{2,6})(?!\d|[年月号日岁天.:])|(?P<digit>[一二两三四五六七八九])(?P<unit>[千百万])")
DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"百": 100, "千": 1000, "万": 10_000}
MOST_FIGURES = 8


def figures(text: str) -> tuple[int, ...]:
    """Every amount in yuan that the text names: 500, 五百, 一千."""
    found = (
        int(match["plain"]) if match["plain"] else DIGITS[match["digit"]] * UNITS[match["unit"]]
        for match in YUAN.finditer(text)
    )
    return tuple(dict.fromkeys(found))[:MOST_FIGURES]
