"""The day or the year that a message asks about, where that is another than today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.calendar.numerals import year_number
from knowledge.patterns import Late
from knowledge.reading.cuts import clauses_of
from knowledge.reading.happenings import CUES, KINDS
from knowledge.reading.model import Reading, State
from knowledge.reading.naming import META, OUT, OWN, WHOLES

RELATIVE = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "明年": 1, "来年": 1, "后年": 2}
YEAR = Late(
    r"(?P<word>大前年|前年|去年|上一?年|明年|来年|后年)"
    r"|(?<![0-9])(?P<digits>(?:19|20)?[0-9]{2})年(?!前|后|以|龄|级|里|内|多|了|没|来)"
)
MONTH = Late(
    rf"(?P<year>{'|'.join(RELATIVE)}|今年|[0-9]{{4}}年)?(?<![0-9每])(?P<month>1[0-2]|[1-9])月(?:份)?(?![0-9底初])"
)
NOW = Late(r"现在|如今|目前|眼下|今年")


@dataclass(frozen=True, slots=True)
class When:
    """The days that are asked about, first and last, and how they are called."""

    first: date
    last: date
    words: str


def when(reading: Reading, today: date) -> When | None:
    """The day of what is asked about, where the message says one; None for today."""
    if _asks_of_now(reading):
        return None
    for event in reading.events:
        if event.day and event.state not in {State.DENIED, State.UNREAL} and _of_happenings(reading):
            return When(event.day, event.day, f"{event.day.year}年{event.day.month}月{event.day.day}日")
    if month := MONTH.search(reading.text):
        return _month(month, today)
    if not (found := YEAR.search(reading.text)) or _only_told(found[0], reading):
        return None
    year = _year(found, today)
    if year is None or year == today.year:
        return None
    return When(date(year, 1, 1), date(year, 12, 31), f"{year}年")


def _asks_of_now(reading: Reading) -> bool:
    """Whether the asking part says that today is meant, beside a year that is told of (去年他多，现在结婚封顶
    多少). What is granted for a happening is of its own year, whenever it is asked for (我去年结婚的，现在能领多少)."""
    asked = [one.said for one in reading.askings if NOW.search(one.said)]
    named = [word for one in reading.questions for word in one.words.split("、") if word]
    by_name = any(word in one for word in named for one in asked)
    if not by_name and any(_happened_then(clause, reading) for clause, _ in clauses_of(reading.text)):
        return False
    return bool(asked) and not any(YEAR.search(one) or MONTH.search(one) for one in asked)


def _happened_then(clause: str, reading: Reading) -> bool:
    """Whether a clause names a year and, in it, a happening for which something is granted."""
    told = (event for event in reading.events if event.what in CUES and event.state in {State.HAPPENED, State.PAST})
    return YEAR.search(clause) is not None and any(event.words and event.words in clause for event in told)


def _of_happenings(reading: Reading) -> bool:
    """Whether the day of a happening may be what is asked about: to a line of the year's work alone it is nothing."""
    topics = {one.topic for one in reading.questions if not one.topic.startswith((OUT, OWN))}
    return not topics or any(topic in KINDS or topic in WHOLES or topic == META for topic in topics)


def _month(found: re.Match[str], today: date) -> When | None:
    """Without a year the last such month that has begun."""
    month, named = int(found["month"]), found["year"] or ""
    year = today.year - (month > today.month)
    if named:
        year = today.year + RELATIVE.get(named, 0) if named in RELATIVE or named == "今年" else int(named[:4])
    if year + 1 > date.max.year or year < 1:
        return None
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return When(first, last, f"{year}年{month}月")


def _only_told(word: str, reading: Reading) -> bool:
    """Whether a year stands beside the question, in what is told of one's own unit (“去年合并的，工会牌子怎么弄”); what
    is granted for a happening is of its year."""
    asked = any(word in one.said for one in reading.askings)
    granted = bool(reading.events) or any(one.topic in KINDS for one in reading.questions)
    return bool(reading.askings) and not asked and not granted


def _year(found: re.Match[str], today: date) -> int | None:
    if found["word"]:
        return today.year + RELATIVE[found["word"]]
    return year_number(found["digits"])
