"""A year's 放假调休 as people send it: the State Council's own words, or a list of days off and days worked.

“10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。” or “放假：1月1日至3日；上班：1月4日”.
What the words say beside the days (weekdays, how many there are) is held against them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.errors import BadInput
from bot.core.worktime import Arrangement, by_default, holidays, in_library, is_workday, statutory
from bot.desk.texts import holiday_refusals as texts

LONGEST = 12  # days in a row that an arrangement has off
EARLIEST = 7  # days of the December before that may belong to a year
DOCUMENT_LIMIT = 120
WEEKDAYS = "一二三四五六日"
_YEAR = re.compile(r"(20\d\d)\s*年")
_DOCUMENT = re.compile(r"国办发(?:明电)?\s*[〔\[(（]20\d\d[〕\])）]\s*\d+\s*号")
_DAY = (
    r"(?:(?P<{0}y>20\d\d)\s*[年\-/.])?\s*(?:(?P<{0}m>\d{{1,2}})\s*[月\-/.])?\s*(?P<{0}d>\d{{1,2}})\s*日?"
    r"\s*(?:\((?P<{0}n>[^)]*)\))?"
)
_TOKEN = re.compile(
    rf"(?P<off>放假|休息)|(?P<on>上班|补班)|共\s*(?P<count>\d+)\s*天"
    rf"|(?<!\d)(?:{_DAY.format('a')})(?:\s*(?:至|到|~|-|—|–)+\s*(?:{_DAY.format('b')}))?(?![\d天年条])"
)
_NAMED = re.compile(rf"(?:周|星期)([{WEEKDAYS}天])")


@dataclass(frozen=True)
class Span:
    """Days in a row."""

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def read(year: int, text: str) -> Arrangement:
    """Raises BadInput with everything that is wrong, so that one correction is enough."""
    plain = _plain(text)
    off: set[date] = set()
    worked: set[date] = set()
    wrong: list[str] = []
    for sentence in re.split(r"[。;\n]", _without_title(plain)):
        try:
            _sentence(year, sentence, off, worked)
        except BadInput as error:
            wrong.append(str(error))
    found = Arrangement(year, frozenset(off), frozenset(worked), document_of(plain))
    if not off and not wrong:
        wrong.append(texts.NOTHING_OFF)
    wrong += [] if wrong else _wrong(found)
    if wrong:
        raise BadInput(texts.wrong(wrong))
    return found


def year_of(text: str) -> int | None:
    """The year that the text is about: the first that it names."""
    found = _YEAR.search(_plain(text))
    return int(found[1]) if found else None


def document_of(text: str) -> str:
    found = _DOCUMENT.search(text)
    return found[0] if found else texts.NO_DOCUMENT


def doubts(found: Arrangement) -> list[str]:
    """What may be right and wants a second look."""
    alone = [span.first for span in spans(found.off) if not statutory(found.year) & set(span.days)]
    told = [texts.no_festival(said(first)) for first in alone]
    wanted, there = len(found.worked) + 13, sum(day.weekday() < 5 for day in found.off)
    if there not in (wanted, wanted - 13 + len(statutory(found.year))):
        told.append(texts.off_days(len(found.worked), wanted, there))
    differing = [day for day in _year_days(found.year) if is_workday(day, {found.year: found}) != by_default(day)]
    if in_library(found.year) and differing:
        told.append(texts.unlike_library(found.year, [said(day) for day in differing[:8]]))
    return told


def spans(days: frozenset[date]) -> list[Span]:
    """The same as days in a row, in order."""
    found: list[Span] = []
    for day in sorted(days):
        if found and day == found[-1].last + timedelta(days=1):
            found[-1] = Span(found[-1].first, day)
        else:
            found.append(Span(day, day))
    return found


def said(day: date) -> str:
    return f"{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def _plain(text: str) -> str:
    """Full-width characters as plain ones, and what a scan made of zeros (2O27年) as zeros."""
    return unicodedata.normalize("NFKC", text).translate(dict.fromkeys(map(ord, "○◯O"), "0"))


def _without_title(text: str) -> str:
    """“2027年部分节假日安排” and the document's number hold no days."""
    return re.sub(r"20\d\d\s*年(?!\s*\d)", " ", _DOCUMENT.sub(" ", text))


def _sentence(year: int, sentence: str, off: set[date], worked: set[date]) -> None:
    """Days belong to the word that follows them; where a word comes first (“放假：…”), to the one before."""
    tokens = list(_TOKEN.finditer(sentence))
    leading = bool(tokens) and tokens[0]["ad"] is None
    waiting: list[Span] = []
    last: list[Span] = []
    target: set[date] | None = None
    for token in tokens:
        if token["count"]:
            _check_count(last, int(token["count"]))
        elif token["off"] or token["on"]:
            target = off if token["off"] else worked
            for span in waiting:
                target.update(span.days)
            last, waiting = (waiting or last), []
        else:
            span = _span(year, token, (waiting or last)[-1] if waiting or last else None)
            if leading and target is not None:
                target.update(span.days)
                last = [span]
            else:
                waiting.append(span)
    if waiting:
        raise BadInput(texts.neither(sentence.strip()[:30]))


def _span(year: int, token: re.Match[str], before: Span | None) -> Span:
    """“1月1日至3日”: the month goes on; so does that of the span before (“2月14日、28日上班”)."""
    month = token["am"] or (before.last.month if before else None)
    if month is None:
        raise BadInput(texts.no_month(token.group().strip()))
    first = _date(int(token["ay"] or year), int(month), int(token["ad"]), token["an"])
    if token["bd"] is None:
        return Span(first, first)
    last = _date(int(token["by"] or year), int(token["bm"] or month), int(token["bd"]), token["bn"])
    if not token["ay"] and first > last and first.month == 12:  # “12月30日至1月1日”
        first = _date(year - 1, first.month, first.day, token["an"])
    if first > last or (last - first).days >= LONGEST:
        raise BadInput(texts.wrong_span(token.group().strip()))
    return Span(first, last)


def _date(year: int, month: int, day: int, note: str | None) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise BadInput(texts.no_such_day(year, month, day)) from error
    named = _NAMED.search(note or "")
    if named and WEEKDAYS.index(named[1].replace("天", "日")) != found.weekday():
        raise BadInput(texts.wrong_weekday(found, WEEKDAYS[found.weekday()], named[0]))
    return found


def _check_count(stretch: Sequence[Span], count: int) -> None:
    there = sum(len(span.days) for span in stretch)
    if stretch and there != count:
        raise BadInput(texts.wrong_count(said(stretch[0].first), count, there))


def _wrong(found: Arrangement) -> Iterator[str]:
    """Contradictions, and what no arrangement can lack."""
    begins, ends = date(found.year, 1, 1) - timedelta(days=EARLIEST), date(found.year, 12, 31)
    for day in sorted(found.off & found.worked):
        yield texts.both(said(day))
    for day in sorted(found.off | found.worked):
        if not begins <= day <= ends:
            yield texts.not_in_year(day.year, said(day), found.year)
    for day in sorted(found.worked - statutory(found.year)):
        if day.weekday() < 5:
            yield texts.worked_anyway(said(day))
    for name, days in holidays(found.year).items():
        if missing := sorted(days - found.off):
            yield texts.lacking(name, [said(day) for day in missing])
    for span in spans(found.off):
        if len(span.days) > LONGEST:
            yield texts.too_long(said(span.first), len(span.days))


def _year_days(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)
