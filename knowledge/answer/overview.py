"""Answers about the ten kinds as a whole, computed from the parsed notice."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.document import KindClause, Notice
from knowledge.understand.model import Overview


def answer(asked: Overview, notice: Notice) -> tuple[str, tuple[KindClause, ...]]:
    """The text, and the kinds it speaks of."""
    pool = _pool(asked, notice)
    capped = [kind for kind in pool if kind.ceiling is not None]
    match asked.sort:
        case "ordinal":
            return _ordinal(asked, pool)
        case "by_amount":
            return _at(asked, pool, notice)
        case "without_money":
            chosen = [kind for kind in pool if kind.ceiling is None]
            return f"没有写明金额的有 {len(chosen)} 项：{_listed(chosen)}。金额通知未写明。", tuple(chosen)
        case "with_money":
            return f"写明金额上限的有 {len(capped)} 项：{_listed(capped)}。{_others(pool)}", tuple(capped)
        case "with_goods":
            chosen = [kind for kind in pool if kind.form == "慰问品"]
            return f"写明是慰问品的有 {len(chosen)} 项：{_listed(chosen)}。", tuple(chosen)
        case "highest" | "lowest":
            return _extreme(asked.sort, capped)
    return _list(asked, notice)


def _pool(asked: Overview, notice: Notice) -> tuple[KindClause, ...]:
    if asked.visits is None:
        return notice.kinds
    return notice.visits if asked.visits else notice.congratulations


def _at(asked: Overview, pool: tuple[KindClause, ...], notice: Notice) -> tuple[str, tuple[KindClause, ...]]:
    """The kinds with this very ceiling. Where the list that was spoken of has none, those of the whole notice."""
    head = ""
    chosen = tuple(kind for kind in pool if kind.ceiling == asked.yuan)
    if not chosen and pool != notice.kinds:
        head = f"要{'访' if asked.visits else '贺'}的里面没有上限是 {asked.yuan} 元的。"
        chosen = tuple(kind for kind in notice.kinds if kind.ceiling == asked.yuan)
    if not chosen:
        return f"没有哪一项的上限是 {asked.yuan} 元。", ()
    return f"{head}上限是 {asked.yuan} 元的有 {len(chosen)} 项：{_listed(chosen)}。", chosen


def _ordinal(asked: Overview, pool: tuple[KindClause, ...]) -> tuple[str, tuple[KindClause, ...]]:
    at = asked.ordinal or 0
    if not -len(pool) <= at < len(pool):
        return f"一共只有 {len(pool)} 项：{_listed(pool)}。", ()
    kind = pool[at]
    return f"这一项是{_said(kind)}。", (kind,)


def _extreme(sort: str, capped: list[KindClause]) -> tuple[str, tuple[KindClause, ...]]:
    if not capped:
        return "通知未写明金额。", ()
    pick = max if sort == "highest" else min
    yuan = pick(kind.ceiling for kind in capped if kind.ceiling is not None)
    chosen = [kind for kind in capped if kind.ceiling == yuan]
    word = "最高" if sort == "highest" else "最低"
    return f"写明金额的里面，上限{word}的是 {len(chosen)} 项：{_listed(chosen)}。", tuple(chosen)


def _list(asked: Overview, notice: Notice) -> tuple[str, tuple[KindClause, ...]]:
    groups = [(True, notice.visits), (False, notice.congratulations)]
    said = [
        f"要{'访' if visits else '贺'}的有 {len(kinds)} 项：{_listed(kinds)}。"
        for visits, kinds in groups
        if asked.visits in (None, visits) and kinds
    ]
    head = f"一共 {len(notice.kinds)} 项。" if len(said) == 2 else ""
    pool = _pool(asked, notice)
    return head + "\n".join(said), pool


def _listed(kinds: Iterable[KindClause]) -> str:
    return "；".join(map(_said, kinds))


def _said(kind: KindClause) -> str:
    grant = "通知未写明金额" if kind.ceiling is None else f"{kind.form}不超过 {kind.ceiling} 元"
    return f"{kind.title}（{grant}）"


def _others(pool: Iterable[KindClause]) -> str:
    rest = [kind.title for kind in pool if kind.ceiling is None]
    return f"其余 {len(rest)} 项（{'、'.join(rest)}）通知未写明金额。" if rest else ""
