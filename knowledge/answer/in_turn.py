"""Several years side by side (“2019、2020和2021年结婚各多少”, “这三年怎么变的”), and which documents hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from knowledge.answer import texts
from knowledge.calendar.numerals import number as numeral
from knowledge.changes import Change, grant
from knowledge.document import KindClause, Place
from knowledge.inforce import InForce
from knowledge.patterns import Late

NAMED = Late(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年|[、，,和与及跟到至—-])(?!年?(?:前|后|以|级))")
LATELY = Late(r"(?:这|近|最近|前|头)(?P<n>[0-9一二两三四五六七八九十几])年|历年|历次|逐年|一年年")
ALL = "几"
MOST_YEARS = 6
WHICH = Late(
    r"(?:现在|目前|如今|今年|眼下|现行).{0,6}(?:执行|用|按|依据|适用|生效|有效|算数|照).{0,4}哪[一几]?(?:[份个]|些)(?:文件|通知|办法|规定)?"
    r"|哪[一几]?(?:[份个]|些)(?:文件|通知|办法|规定).{0,4}(?:有效|生效|执行|在用|算数|作数|管用)"
)
ADDED = Late(r"新增|增加了|多了(?:哪|什么|啥)|新加")
DROPPED = Late(r"取消|去掉|减少了|少了(?:哪|什么|啥)|没了(?:哪|什么)|删")


def years(text: str, today: date, oldest: int) -> tuple[int, ...]:
    """The years that are asked about side by side, none of them to come; () unless there are several."""
    found = {int(match[1]) for match in NAMED.finditer(text)} if "年" in text else set()
    if lately := LATELY.search(text):
        count = numeral(lately["n"]) if lately["n"] and lately["n"] != ALL else None
        found |= set(range(today.year - count + 1 if count else oldest, today.year + 1))
    known = sorted(year for year in found if oldest <= year <= today.year)[-MOST_YEARS:]
    return tuple(known) if len(known) > 1 else ()


def rows(
    topics: Iterable[str], asked: Sequence[int], today: date, standing: Callable[[date], InForce]
) -> Iterator[tuple[str, list[Place]]]:
    """A sentence for each kind that is asked about, with what held at the end of each year."""
    there = {year: standing(min(date(year, 12, 31), today)).notice for year in asked}
    for topic in topics:
        kinds = {year: notice.kind(topic) for year, notice in there.items()}
        listed: dict[int, KindClause] = {year: kind for year, kind in kinds.items() if kind}
        if listed:
            title = next(reversed(listed.values())).title
            said = "；".join(f"{year}年{_given(kind)}" for year, kind in kinds.items())
            yield f"“{title}”：{said}。", [kind.place for kind in listed.values()]


def _given(kind: KindClause | None) -> str:
    return f"{grant(kind)}（{kind.place.source.number}）" if kind else grant(kind)


def asked_of(text: str, known: Sequence[Change]) -> tuple[list[Change], str]:
    """Of all changes those that are asked about, and what is said where there are none of these: who asks what is new
    or gone hears only that."""
    added, dropped = ADDED.search(text), DROPPED.search(text)
    if bool(added) == bool(dropped):
        return list(known), ""
    missing = ("before", "was") if added else ("after", "now")
    kept = [one for one in known if not any(getattr(one, name) for name in missing)]
    return kept, "" if kept else texts.NONE_ADDED if added else texts.NONE_DROPPED


def holding(now: InForce) -> str:
    """Which documents hold on a day, each with its first day."""
    named = "；".join(
        f"{one.called}（{one.since.year}年{one.since.month}月{one.since.day}日起）" for one in now.editions
    )
    return f"现在执行的是：{named}。"
