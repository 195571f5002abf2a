"""Which of the events that a sentence names an amount belongs to, and whether that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.documents.terms import form_in, mentions

# 结婚、生育各1000元; 人均 and 各基层工会 say nothing of the kind.
EACH_ONE = re.compile(
    r"(?<![人平])(?:均|都)(?!衡)|各(?![级类项种位地支区县市乡镇校院自]|基层|单位|工会|部门|小组|分会|学校|企业|机关)|(?:每|每一)(?:项|种|类|个事项)"
)

EVERY = re.compile(
    r"(?:上述|以上|前述|各类|各项|各种|所有|全部|一切|凡)[^，。；]{0,8}(?:慰问|申请|申报|事项|情形|补助)|(?:其[他余]|一般)慰问"
)

HANDS_IN = re.compile(
    r"(?:^|(?<=[，；、：]))(?P<whose>[^，；、：（）]{2,14}?)(?:的|时)?，?(?:还|另|应|须|需|要)*(?:提供|提交|出具|附|凭|持)"
)


def regions(text: str, start: int, end: int, amount: int | None) -> Iterator[tuple[int, int]]:
    """The stretch from `start` to `end`, cut at the commas where its amount leaves off some of its events.

    The amount is of those named between its own commas, else of those before, else of those after.
    """
    named = _keys(text[start:end])
    if amount is None or len(named) < 2:
        yield start, end
        return
    first, last = _own(text, start, end, amount)
    if (
        first > start and form_in(text[first:last]) is None
    ):  # 过生日的送上蛋糕券，面值不高于280元: of whom it is told goes along
        ahead, _ = _own(text, start, end, first - 1)
        first = ahead if form_in(text[ahead:first]) else first
    before, own, after = (_keys(text[slice(*part)]) & named for part in ((start, first), (first, last), (last, end)))
    mine = own or before or after
    begin = first if own and before - mine else start
    stop = last if (own or before) and after - mine else end
    for one in ((start, begin), (begin, stop), (stop, end)):
        if one[0] < one[1]:
            yield one


def of_all(text: str) -> int:
    """How many characters of a sentence say something of all events, before it comes to some; 0 where there are none.

    上述慰问应在两个月内办理，住院慰问应在一个月内办理.
    """
    first = min((one.start for one in mentions(text)), default=0)
    cut = text.rfind("，", 0, first) + 1
    return cut if cut and EVERY.search(text[:cut]) else 0


def papers_apart(text: str) -> list[int]:
    """Where a sentence goes on to the papers of another event: 住院的提供出院小结，结婚的提供结婚证."""
    found = [(match.start("whose"), _keys(match["whose"])) for match in HANDS_IN.finditer(text)]
    own = [frozenset(keys) for _, keys in found]
    return [at for at, _ in found if at] if len(found) > 1 and len(set(own)) == len(own) else []


def is_shared(text: str, events: int) -> bool:
    """Whether one amount stands behind several events, and the words before it do not give it to each of them."""
    return events > 1 and not EACH_ONE.search(text)


def _keys(text: str) -> set[str]:
    return {one.event.key for one in mentions(text)}


def _own(text: str, start: int, end: int, amount: int) -> tuple[int, int]:
    """The part between commas, outside brackets, that holds the character `amount`."""
    first, depth = start, 0
    for at in range(start, end):
        depth = max(0, depth + (text[at] in "（《") - (text[at] in "）》"))
        if depth or text[at] not in "，；：":
            continue
        if at >= amount:
            return first, at + 1
        first = at + 1
    return first, end
