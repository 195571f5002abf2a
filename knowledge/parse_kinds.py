"""Reads the visits and congratulations (五要访 / 五要贺) and their ceilings out of the item that lists them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge import texts
from knowledge.document import Item, KindClause
from knowledge.errors import NoticeError
from knowledge.patterns import Late

LISTING = Late(
    r"[“\"]?(?P<count>[一二三四五六七八九十]+)要(?P<deed>访|贺)[”\"]?(?:就是|是指|包括|为|：)(?P<list>[^。]+)"
)
CLAUSE = Late(r"^(?P<title>会员.+?)的?要(?P<deed>访|贺)(?:（(?P<grant>[^）]*)）)?$")
GRANT = Late(
    r"^(?P<form>慰问金|慰问品)(?:的?金额)?(?:不超过|不高于|最高|上限为?)(?P<yuan>[1-9][0-9]{0,2}(?:[,，][0-9]{3})+|[1-9][0-9]*)元(?:以内)?$"
)
COUNTS = {numeral: count for count, numeral in enumerate("一二三四五六七八九十", 1)}


def read_kinds(items: Sequence[Item], anchors: Mapping[str, str]) -> tuple[KindClause, ...]:
    """Every kind that the notice lists, in its order. Raises NoticeError where one cannot be read for certain."""
    kinds: list[KindClause] = []
    last = items[-1].line if items else 0
    for item in items:
        for listing in LISTING.finditer(item.text):
            kinds.extend(_listing(item, listing, anchors))
    if not kinds:
        raise NoticeError(last, texts.NO_KINDS)
    keys = [kind.key for kind in kinds]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise NoticeError(last, texts.kind_twice("、".join(sorted(twice))))
    return tuple(kinds)


def _listing(item: Item, listing: re.Match[str], anchors: Mapping[str, str]) -> list[KindClause]:
    kinds = [_kind(item, clause, anchors) for clause in listing["list"].split("；") if clause]
    if len(kinds) != COUNTS[listing["count"]]:
        raise NoticeError(item.line, texts.kinds_miscounted(listing["count"], listing["deed"], len(kinds)))
    if any(kind.deed != listing["deed"] for kind in kinds):
        raise NoticeError(item.line, texts.kinds_mixed(listing["count"], listing["deed"]))
    return kinds


def _kind(item: Item, clause: str, anchors: Mapping[str, str]) -> KindClause:
    match = CLAUSE.match(clause)
    if not match:
        raise NoticeError(item.line, f"这一项读不懂：“{clause}”")
    form, ceiling = _grant(item, match["grant"])
    return KindClause(
        key=_key(item, match["title"], anchors),
        title=match["title"],
        visit=match["deed"] == "访",
        form=form,
        ceiling=ceiling,
        clause=clause,
        place=item.place,
    )


def _grant(item: Item, words: str | None) -> tuple[str | None, int | None]:
    if words is None:
        return None, None
    if not (match := GRANT.match(words)):
        raise NoticeError(item.line, texts.amount_unread(words))
    return match["form"], int(re.sub(r"[,，]", "", match["yuan"]))


def _key(item: Item, title: str, anchors: Mapping[str, str]) -> str:
    found = [key for key, pattern in anchors.items() if re.search(pattern, title)]
    if len(found) != 1:
        why = "没有对应的事项" if not found else f"同时像 {'、'.join(found)}"
        raise NoticeError(item.line, f"“{title}”{why}，请在 lexicon/topics 里登记")
    return found[0]
