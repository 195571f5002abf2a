"""Questions about the ten kinds as a whole: how many, with a figure, highest, lowest, by figure, by ordinal, lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.document import Notice


@dataclass(frozen=True, slots=True)
class Overview:
    """A question about the ten kinds as a whole. `yuan` is the figure asked about, `ordinal` counts from 0."""

    sort: str
    yuan: int | None = None
    visits: bool | None = None
    ordinal: int | None = None


DIGITS = {"一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
UNITS = {"千": 1000, "百": 100}
YUAN = re.compile(r"(?P<plain>\d{3,5})|(?P<digit>[一二两三四五六七八九])(?P<unit>千|百)")
WHICH = (
    r"(哪些|哪几|哪一|哪个|哪项|哪样|哪种|哪两|哪三|都有啥|都有什么|都有哪|有啥|有什么|什么情况|什么事|什么情形|何乜|那几|那些|列"
    r"|有几|几项|几种|几个|几样|几条)"
)
LISTS = re.compile(
    r"(五要|五个要|5要|十要|访贺|几访|几贺|哪五|十项|慰问.{0,3}(项目|事项|种类)|要访.{0,4}要贺|要贺.{0,6}要访"
    r"|(访|贺).{0,3}(都|有)?(哪些|啥|什么|哪几))"
)
VISITS = re.compile(r"(五要?访|要访|[几五]访|访的|哪访|访都|访有|五访)")
CONGRATULATIONS = re.compile(r"(五要?贺|要贺|[几五]贺|贺的|哪贺|贺都|贺有|五贺|那一?贺|[条项个]贺)")
ORDINAL = re.compile(
    r"(?P<back>倒数)?第?(?P<nth>[一二三四五六七八九十1-9])(条|项|个|样|访|贺|种)"
    r"|(?P<last>最后|末尾|压轴)(那|的)?(一|1)?(条|项|个|样|访|贺|种)|(?P<first>头|打头|最前|最先)(那)?(一|1)?(条|项|个|样|访|贺)"
)
HIGHEST = re.compile(r"(最高|最多|最大|顶格|封顶最|给得最多|钱最多|最贵|最值钱|最大方|天花板|顶多)")
LOWEST = re.compile(r"(最低|最少|最小|垫底|给得最少|最便宜|最抠|最小气|最寒酸)")
SHORT = 7
MONEY = re.compile(
    r"(有钱|给钱|发钱|带钱|标了?(数|钱|金额)|有金额|写了?(钱|金额|数)|有数|有上限|写明金额|慰问金|拿钱|现金)"
)
GOODS = re.compile(r"慰问品|实物|发东西|送东西|给东西")
NO_MONEY = re.compile(r"(没|未|无|不).{0,4}(钱|金额|标|数|上限|写数|限额)")
COUNT = re.compile(r"(一共|总共|共|合计)?.{0,3}(几|多少)(项|条|种|样|类|个)")
SCOPE = re.compile(r"(项|条|种|样|类|情况|情形|里面|当中|访|贺|事|慰问|档|哪些)")


def yuan_in(text: str) -> int | None:
    """The first figure in yuan that the text names: 500, 五百, 一千."""
    return next(iter(every_yuan_in(text)), None)


def every_yuan_in(text: str) -> list[int]:
    """Every figure in yuan that the text names, in its order."""
    return [
        int(match["plain"]) if match["plain"] else DIGITS[match["digit"]] * UNITS[match["unit"]]
        for match in YUAN.finditer(text)
    ]


def read_overview(text: str, notice: Notice, topical: bool) -> Overview | None:
    """The overview asked for, or None. `topical`: single kinds are named, so only lists by name count."""
    side = _side(text)
    lists = bool(LISTS.search(text))
    if (at := ordinal_in(text)) is not None and side is not None and not topical:
        return Overview("ordinal", visits=side, ordinal=at)
    if topical and not (lists and re.search(WHICH + r"|几|顺序|列|背|念|介绍|分别", text)):
        return None
    which, scoped = re.search(WHICH, text) is not None, bool(SCOPE.search(text))
    figures = {kind.ceiling for kind in notice.kinds}
    if (yuan := yuan_in(text)) and yuan in figures and which and scoped:
        return Overview("by_amount", yuan=yuan, visits=side)
    if NO_MONEY.search(text) and which and scoped:
        return Overview("without_money", visits=side)
    short = len(text) <= SHORT
    if HIGHEST.search(text) and (((which or "哪" in text) and scoped) or short):
        return Overview("highest", visits=side)
    if LOWEST.search(text) and (((which or "哪" in text) and scoped) or short):
        return Overview("lowest", visits=side)
    if GOODS.search(text) and which and "慰问金" not in text:
        return Overview("with_goods", visits=side)
    if MONEY.search(text) and which and scoped:
        return Overview("with_money", visits=side)
    if lists:
        return Overview("list", visits=side)
    counted = COUNT.search(text) and (short or re.search("慰问|访|贺|福利待遇", text))
    return Overview("list") if counted else None


def _side(text: str) -> bool | None:
    """True for visits only, False for congratulations only."""
    visits, joys = bool(VISITS.search(text)), bool(CONGRATULATIONS.search(text))
    return None if visits == joys else visits


def ordinal_in(text: str) -> int | None:
    """The place that the text counts to: 第三条 is 2, 最后那一贺 is -1, 倒数第二个 is -2."""
    match = ORDINAL.search(text)
    if not match or (match["nth"] and "第" not in match[0]):
        return None
    if not match["nth"]:
        return -1 if match["last"] else 0
    at = int(match["nth"]) if match["nth"].isdigit() else DIGITS[match["nth"]]
    return -at if match["back"] else at - 1
