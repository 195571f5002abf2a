"""Who is to visit and when, as an officer types it in one line: “林国栋、陈雅琴，12月3日下午”, in any order.

The days and hours are read by the product's own calendar, the names are those of the desk's officers; what is neither,
nor one of the words that join them, is handed back as it was written.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.core.errors import BadInput
from bot.core.people import TITLES
from bot.core.work.asking_back import which_of
from bot.desk.rules.steps import HOUR_LENGTH, VisitPlan, within_reach
from bot.desk.texts import waiting as texts
from knowledge.calendar.hours import hour_words
from knowledge.calendar.mentions import Mention, find
from knowledge.calendar.spans import span

_LOOSE = re.compile(r"(?<=\d)\s+(?=[年月日号点时])|(?<=[年月])\s+(?=\d)|(?<=\d)\s*([-/])\s*(?=\d)")
_BETWEEN = re.compile(r"[\s、,，;；.。!！:：()（）/~]+")
#: What joins names and a day, or says that people go; longer ones first.
_JOINING = (
    r"慰问|看望|探望|走访|祝贺|登门|上门|前往|前去|同去|一起|一同|一道|过去|出发|安排|负责|代表|我们|咱们|还有|加上|再加|以及|日期|时间|人员"
    r"|[两二三四五六2-6几](?:个|名|位)?(?:人|同志)|[两二三四五六2-6几]位|同志|就|请|让|派|由|和|与|及|跟|带|加|也|都|再|去|在|于|定|是|吧|的|那天|当天"
)
_AND = re.compile(r"(?<=..)[和与及跟](?=..)")
_AROUND = re.compile(
    r"^(?:请|让|派|由|安排|还有|加上|再加|和|与)+(?=..)|(?<=..)(?:一起|一同|同去|前往|也|都|去|慰问|看望)+$"
)
_MASK = "\ue000"  # of a name while days are looked for: 周一鸣 is no Monday
_BLANK = "，"
_FLOATING = "时辰"  # a time of the day, by the calendar's rules; it names no day of its own here
_WEEKDAY = "星期几"


@dataclass(frozen=True)
class Said:
    """`ids`: of those who are named; `on`: the one day that is; `unclear`: what a day should be and is none, as the
    sentence that asks back; `unread`: the words that say neither."""

    ids: tuple[int, ...] = ()
    on: date | None = None
    time: str = ""
    unclear: str = ""
    unread: tuple[str, ...] = ()


def read(text: str, names: Mapping[str, int], today: date) -> Said:
    """`names`: what those who may go are called, and who they are."""
    said = _LOOSE.sub(lambda found: found[1] or "", unicodedata.normalize("NFKC", text)).strip()
    called = "|".join(rf"{re.escape(name)}(?!们)" for name in sorted(names, key=len, reverse=True)) or "(?!)"
    masked = re.sub(called, lambda found: _MASK * len(found[0]), said)
    mentions = [one for one in find(masked, today) if one.rule != _FLOATING]
    hour = hour_words(masked)
    stretch = span(masked, today, "future")
    on, unclear = _day(mentions, today)
    if stretch and on is None:
        unclear = which_of(masked, today, "future") or unclear
    cut = [(one.start, one.end) for one in mentions] + ([hour] if hour else [])
    cut += [found.span() for found in re.finditer(re.escape(stretch.text), masked)] if stretch and on is None else []
    ids, unread = _people(_without(said, cut), called, names)
    return Said(ids, on, re.sub(r"\s", "", said[slice(*hour)])[:HOUR_LENGTH] if hour else "", unclear, unread)


def _day(mentions: list[Mention], today: date) -> tuple[date | None, str]:
    """The one day that all mentions agree on; else what is to be asked."""
    dated = [one for one in mentions if one.rule != _WEEKDAY] or mentions
    picked = {one.pick(today, "future"): one for one in dated}
    if None in picked:
        return None, texts.no_such_day(picked[None].text)
    if len(picked) > 1:
        return None, texts.several_days([one.text for one in dated])
    on = next(iter(picked), None)
    for one in mentions:
        if on and one.rule == _WEEKDAY and all(on.weekday() != day.weekday() for day in one.candidates):
            return None, texts.other_weekday(on, one.text)
    return on, ""


def _without(text: str, cut: Iterable[tuple[int, int]]) -> str:
    gone = {place for start, end in cut for place in range(start, end)}
    return "".join(_BLANK if place in gone else char for place, char in enumerate(text))


def _people(rest: str, called: str, names: Mapping[str, int]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """(who is named, the words that name nobody). A word counts whole: of 吴委员不去 nothing is taken."""
    whole = re.compile(rf"(?:{called}|{'|'.join(TITLES.values())}|{_JOINING})*")
    found: list[int] = []
    unread: list[str] = []
    words = [word for word in _BETWEEN.split(rest) if word]
    for word in [part for one in words for part in ([one] if whole.fullmatch(one) else _AND.split(one))]:
        if whole.fullmatch(word):
            found += [names[name] for name in re.findall(called, word)]
        else:
            unread.append(word if re.search(called, word) else _AROUND.sub("", word))
    return tuple(dict.fromkeys(found)), tuple(unread)


def fuller(plan: VisitPlan, heard: Said, today: date) -> tuple[VisitPlan, str]:
    """The plan with what was understood, and what is to be said of the rest. Raises BadInput where nothing was."""
    near = heard.on is None or within_reach(heard.on, today)
    asked = heard.unclear if near else texts.OUT_OF_REACH
    on = heard.on if near else None
    if not (heard.ids or heard.time or on):
        raise BadInput(asked or (texts.NO_DAY if plan.visitors else texts.no_visitor("、".join(heard.unread))))
    unread = texts.not_found(heard.unread) if heard.unread else ""
    return replace(plan.joined(*heard.ids), on=on or plan.on, time=heard.time or plan.time), asked + unread
