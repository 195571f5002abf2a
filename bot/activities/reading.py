"""What an officer types, as facts of an activity. Every refusal says what would do."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.activities.rules import DAY_END, LIMITS, UNLIMITED, Plan, clock, minutes
from bot.activities.texts import desk as desk_texts
from bot.activities.texts import refusals
from bot.core.clock import SHANGHAI, local_date
from bot.core.errors import BadInput
from bot.core.work.asking_back import which_of
from bot.reports.forms.fields import clean
from knowledge.calendar.hours import find_hour, find_hours, hour_words, part_of_day
from knowledge.calendar.mentions import find
from knowledge.calendar.numerals import number

LONGEST = timedelta(days=21)  # from the first day to the last
MOST_PLACES = 99_999
_TO = re.compile(r"[至到~—–-]+")
_PLACES = re.compile(r"(?P<digits>\d{1,6}|[一二三四五六七八九十两]{1,3})\s*(?:个|名|人|位|个人|个名额)?")
_UNLIMITED = frozenset({"不限", "不限人数", "不限名额", "不限制", "没有限制", "没限制"})

#: What says that it begins, ends or is agreed on: of a day or an hour that was read, nothing more than that.
_OF_IT = re.compile(
    r"(?:开始|开赛|开幕|集合|出发|截止|结束|报名|举行|举办|进行|之前|以前|为止|活动|比赛|时间|日期|那天|当天|全天|整天|[一两三]整?天|暂定|定在|大概|左右|次日|第二天|翌日"
    r"|[从至到止前定就是吧的在于开约共和及])*"
)
_PLACE = re.compile(r"(?:在|于|(?:集合)?地点(?:是|在|为)?)(?P<where>.{2,}?)(?:集合|举行|举办|进行|开始|开幕|出发|见)?")
_BETWEEN = re.compile(r"[\s,，。、;；:：()（）~—–-]+")

Values = dict[str, Any]


def read(name: str, text: str, now: datetime, plan: Plan) -> Values:
    """The plan's columns that the words settle. Raises BadInput."""
    said = unicodedata.normalize("NFKC", clean(text)) if name in _READERS else clean(text)
    if not said:
        raise BadInput(desk_texts.EMPTY)
    if name in _READERS:
        return _READERS[name](said, now, plan)
    if len(said) > LIMITS[name]:
        raise BadInput(desk_texts.too_long(len(said), LIMITS[name]))
    return {name: said}


@dataclass(frozen=True)
class Beside:
    """What stands beside a day or an hour that was read: where it is, and words that are kept nowhere."""

    place: str = ""
    unread: str = ""


def beside(name: str, text: str, now: datetime) -> Beside:
    """Of the words that `read` has read for `name`."""
    if name not in _MOMENTS:
        return Beside()
    said = re.sub(r"(?<=地点)[:\s]+", "", unicodedata.normalize("NFKC", clean(text)))
    today = local_date(now)
    hours = () if name == "deadline" else find_hours(_without_days(said, today)).others
    words = [*hours] + [word for word in _BETWEEN.split(_without_moments(said, today)) if not _OF_IT.fullmatch(word)]
    places = [found["where"] for word in words if (found := _PLACE.fullmatch(word))]
    if name == "deadline" or len(places) != 1 or len(places[0]) > LIMITS["place"]:
        return Beside(unread="，".join(words))
    return Beside(places[0], "，".join(word for word in words if not _PLACE.fullmatch(word)))


def _without_days(said: str, today: date) -> str:
    """With the part of the day that stands with its hour; a day behind an hour (9点至14日16点) does not part them."""
    for mention in find(said, today):
        part = part_of_day(said[mention.start : mention.end])
        gap = " " if find_hour(said[: mention.start]) else "，"
        said = said[: mention.start] + gap * (mention.end - mention.start - len(part)) + part + said[mention.end :]
    return said


def _without_moments(said: str, today: date) -> str:
    for mention in find(said, today):
        said = said[: mention.start] + "，" * (mention.end - mention.start) + said[mention.end :]
    while hour := hour_words(said):
        said = f"{said[: hour[0]]}，{said[hour[1] :]}"
    return said


def _day(said: str, now: datetime, _plan: Plan) -> Values:
    """The day, the last of several, and from when to when where that stands beside it."""
    today = local_date(now)
    first, end = _first_day(said, today)
    if first is None:
        raise BadInput(which_of(said, today, "future") or desk_texts.UNREADABLE_DAY)
    if first < today:
        raise BadInput(desk_texts.PAST_DAY)
    values: Values = {"day": first, "until": _last_day(said[end:], first)}
    return values | _hours(_without_days(said, today), Plan(until=values["until"]))


def _first_day(said: str, today: date) -> tuple[date | None, int]:
    """The first day that is named, and where its words end."""
    for mention in find(said, today):
        if day := mention.pick(today, "future"):
            return day, mention.end
    return None, 0


def _last_day(rest: str, first: date) -> date | None:
    """The day behind 至, as seen from the first one."""
    to = _TO.search(rest)
    last = _first_day(rest[to.end() :], first)[0] if to else None
    if to and last is None and (asked := which_of(rest[to.end() :], first, "future")):
        raise BadInput(asked)
    if last is None or last == first:
        return None
    if not first < last <= first + LONGEST:
        raise BadInput(desk_texts.BACKWARDS)
    return last


def _start(said: str, _now: datetime, plan: Plan) -> Values:
    values = _hours(said, replace(plan, finish=None))
    if not values:
        raise BadInput(desk_texts.UNREADABLE_HOUR)
    return values


def _finish(said: str, _now: datetime, plan: Plan) -> Values:
    """When it ends; “9点到11点” says the start again."""
    values = _hours(said, plan) if "finish" in _hours(said, plan) else _hours(f"到{said}", plan)
    if not values:
        raise BadInput(desk_texts.UNREADABLE_HOUR)
    return values


def _hours(said: str, plan: Plan) -> Values:
    """From when to when, as far as it is said."""
    hours = find_hours(said, minutes(plan.start) if plan.start else None)
    both = {"start": hours.start, "finish": hours.finish}
    values: Values = {name: clock(at) for name, at in both.items() if at is not None}
    if "finish" in values and replace(plan, **values).backwards:
        raise BadInput(refusals.EARLY_END)
    return values


def _places(said: str, _now: datetime, _plan: Plan) -> Values:
    if said in _UNLIMITED:
        return {"places": UNLIMITED}
    match = _PLACES.fullmatch(said)
    many = number(match["digits"]) if match else None
    if not many or many > MOST_PLACES:
        raise BadInput(desk_texts.UNREADABLE_PLACES)
    return {"places": many}


def _deadline(said: str, now: datetime, plan: Plan) -> Values:
    """A day lasts to its end, unless an hour is named."""
    day, _end = _first_day(said, local_date(now))
    if day is None:
        raise BadInput(which_of(said, local_date(now), "future") or desk_texts.UNREADABLE_DEADLINE)
    moment = datetime.combine(day, find_hour(said) or DAY_END, SHANGHAI)
    if moment <= now:
        raise BadInput(desk_texts.PAST_DAY)
    if plan.ends is not None and moment >= plan.ends:
        raise BadInput(desk_texts.LATE_DEADLINE)
    return {"deadline": moment}


_MOMENTS = frozenset({"day", "start", "finish", "deadline"})
_READERS: Mapping[str, Callable[[str, datetime, Plan], Values]] = {
    "day": _day,
    "start": _start,
    "finish": _finish,
    "places": _places,
    "deadline": _deadline,
}
