"""Find the days that a sentence mentions.

A mention does not decide on a day: “8号” may be last month's or next month's. It lists the days that it can mean; the
tense of the event picks one (`pick`). A mention that settles nothing (“前几天”) has no candidates.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from knowledge.calendar import grammar
from knowledge.calendar.words import date_words
from knowledge.calendar.zeros import plain_zeros
from knowledge.patterns import Late, Patterns

Tense = Literal["past", "future", "next"]  # next: of what comes round or lies ahead (birthdays, retirement)


@dataclass(frozen=True)
class Mention:
    """A stretch of text that names a day: its place, the rule that read it, and the days that it can mean."""

    start: int
    end: int
    text: str
    rule: str
    candidates: tuple[date, ...]

    def pick(self, today: date, tense: Tense | None) -> date | None:
        """The nearest candidate that the tense allows; for no tense the one that people mean by such words."""
        if tense is None or tense == "next":
            return self._meant(today, next_one=tense == "next")
        fitting = [
            day
            for day in self.candidates
            if len(self.candidates) == 1 or (day <= today if tense == "past" else day >= today)
        ]
        return _nearest(fitting, today)

    def nearest(self, today: date) -> date | None:
        """The candidate closest to today, past before future."""
        return _nearest(self.candidates, today)

    def _meant(self, today: date, *, next_one: bool) -> date | None:
        """“周六” is this week's, “31号” this month's while it lies ahead; of years the nearest, or the next one."""
        near = _nearest(self.candidates, today)
        if self.rule == "星期几":
            return next((day for day in self.candidates if _week(day) == _week(today)), near)
        if self.rule == "几号":
            ahead = [
                day for day in self.candidates if day >= today and (day.year, day.month) == (today.year, today.month)
            ]
            return ahead[0] if ahead else near
        if not next_one or near is None or abs(near - today) <= _JUST:
            return near
        return _nearest([day for day in self.candidates if day >= today], today) or near


_JUST = timedelta(days=45)  # how long ago “the next one” may have been: people report late


def _nearest(days: Iterable[date], today: date) -> date | None:
    return min(days, key=lambda day: (abs(day - today), day), default=None)


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


Reader = Callable[[re.Match[str], date], list[date]]


@lru_cache(maxsize=1)
def date_rules() -> Patterns[tuple[str, Reader]]:
    """The rules in order of precedence: what an earlier one has read, a later one leaves alone."""
    words = date_words()
    rules: tuple[tuple[str, str, Reader], ...] = (
        ("年月日", grammar.FULL, grammar.full),
        ("第几周星期几", grammar.WEEK, grammar.week),
        ("哪个月几号", grammar.MONTH, grammar.month),
        ("节日", grammar.festival_pattern(words.festivals), grammar.festival_day),
        ("几月几日", grammar.MONTH_DAY, grammar.month_day),
        ("几天前后", grammar.DAYS_AGO, grammar.days_ago),
        ("昨天今天", grammar.any_of(words.days), grammar.relative),
        ("月.日", grammar.DOTTED, grammar.dotted),
        ("说不准", f"{grammar.VAGUE}|{grammar.any_of(words.vague)}", grammar.vague),
        ("几号", grammar.DAY, grammar.bare_day),
        ("初几", grammar.LUNAR_DAY, grammar.bare_lunar_day),
        ("星期几", grammar.WEEKDAY, grammar.weekday),
        ("时辰", grammar.any_of(words.today), grammar.this_day),
    )
    return Patterns(((name, reader), Late(source)) for name, source, reader in rules)


EXPLICIT = frozenset({"年月日", "哪个月几号", "几月几日", "月.日", "几号"})


def meant(mentions: Iterable[Mention], today: date, tense: Tense | None) -> date | None:
    """The day that several mentions mean together: one of the calendar goes before “前天” (“前天半夜，是15号”)."""
    ordered = sorted(mentions, key=lambda one: one.rule not in EXPLICIT)
    return next((day for one in ordered if (day := one.pick(today, tense))), None)


def find(text: str, today: date) -> list[Mention]:
    """All mentions, in the order of the text. `text` is expected in NFKC."""
    taken: list[Mention] = []
    plain = plain_zeros(text)
    for (rule, reader), pattern in date_rules().tried(plain):
        for match in pattern.finditer(plain):
            if not any(m.start < match.end() and match.start() < m.end for m in taken):
                days = _days(match, reader, today)
                taken.append(Mention(match.start(), match.end(), text[match.start() : match.end()], rule, days))
    return sorted(taken, key=lambda mention: mention.start)


def _days(match: re.Match[str], reader: Reader, today: date) -> tuple[date, ...]:
    """None for what is only about a day."""
    return () if grammar.ABOUT.match(match.string, match.end()) else tuple(_valid(reader, match, today))


def _valid(reader: Reader, match: re.Match[str], today: date) -> Iterator[date]:
    """The reader's days, moved by “第二天” and the like; an impossible date (2月30日) gives none."""
    shift = timedelta(days=grammar.shift(match.string[match.end() :]))
    try:
        yield from (day + shift for day in reader(match, today))
    except (ValueError, OverflowError):
        return
