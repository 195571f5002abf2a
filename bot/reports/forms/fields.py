"""A form as data: which facts the visit needs and how each is asked for; typed words into facts, and days as words.

Every refusal says what would do; nothing entered before is touched.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.core.errors import BadInput
from bot.core.kinds import SENSITIVE, Kind
from bot.reports.texts import forms as texts

_PHONE = re.compile(r"\+?\d[\d\- ]{4,18}\d")
_YES = re.compile(
    r"^(?:是|对|在|还在|嗯|有|是的|在的|在住|还没出院|没出院|没有出院|住着|还在住院|还住着)[的呢啊呀。!]*$"
)
_NO = re.compile(r"^(?:不|否|没|不是|不在|没有|出院|已出院|出院了|已经出院|已经出院了|不在了|回家了)[的呢啊呀。!]*$")
_SAME = {
    "爸": "父亲",
    "爸爸": "父亲",
    "妈": "母亲",
    "妈妈": "母亲",
    "老婆": "配偶",
    "老公": "配偶",
    "妻子": "配偶",
    "丈夫": "配偶",
    "爱人": "配偶",
    "儿子": "子女",
    "女儿": "子女",
    "孩子": "子女",
    "丈人": "岳父",
    "丈母娘": "岳母",
    "我": "本人",
    "自己": "本人",
    "我自己": "本人",
    "阳历": "公历",
    "新历": "公历",
    "阴历": "农历",
    "旧历": "农历",
}
_WEEKDAYS = "一二三四五六日"
_NEAR = {-2: "前天", -1: "昨天", 0: "今天", 1: "明天", 2: "后天"}
TWO_YEARS = 730


class Input(StrEnum):
    DATE = "date"  # kept as an ISO date
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"  # kept as a boolean
    PHONE = "phone"


@dataclass(frozen=True)
class Item:
    """One fact: `question` is what the member reads, `why` says what it is good for, `example` helps after bad input.

    `open`: a choice that also takes words of one's own. `tense` settles which “8号” is meant; None takes the nearest.
    """

    name: str
    label: str
    question: str
    input: Input
    required: bool = True
    why: str = ""
    choices: tuple[str, ...] = ()
    open: bool = False
    example: str = ""
    limit: int = 100
    tense: Literal["past", "future", "next"] | None = None


class Supplement(BaseModel):
    """What the member added after an officer had asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: str
    text: str


class Facts(BaseModel):
    """What a submitted report states. Each kind has a model of its own; nothing else is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    event_date: date | None = None
    quiet: bool | None = None  # whether the subject of a colleague's report is not told; None: as the kind has it
    supplements: tuple[Supplement, ...] = Field(default=(), alias="补充")


@dataclass(frozen=True)
class Form:
    """The form of one kind. An event more than `ahead` days from now, or two years ago, is questioned, not refused."""

    kind: Kind
    facts: type[Facts]
    items: tuple[Item, ...]
    opening: str
    receipt: str
    evidence: str
    ahead: int = 0

    def item(self, name: str) -> Item:
        return next(item for item in self.items if item.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(item.name for item in self.items)

    @property
    def sensitive(self) -> bool:
        return self.kind in SENSITIVE


def clean(text: str) -> str:
    """Without control and formatting characters, runs of blanks as one; line breaks stay."""
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return re.sub(r"[^\S\n]+", " ", kept).strip()


def read_value(item: Item, text: str) -> str | bool:
    """What was typed, as this fact's value; dates are left to the service, which knows calendars. Raises BadInput."""
    said = clean(text)
    if not said:
        raise BadInput(texts.empty(item.example))
    if len(said) > item.limit:
        raise BadInput(texts.too_long(len(said), item.limit))
    return _READERS[item.input](item, said)


def _choice(item: Item, said: str) -> str:
    plain = unicodedata.normalize("NFKC", said).strip("。.! ")
    plain = _SAME.get(plain.removeprefix("我的"), _SAME.get(plain.removeprefix("我"), plain))
    if plain in item.choices:
        return plain
    if plain.isdigit() and 0 < int(plain) <= len(item.choices):
        return item.choices[int(plain) - 1]
    if item.open and not plain.isdigit():
        return said
    raise BadInput(texts.choose(item.choices))


def _yes_no(item: Item, said: str) -> bool:
    plain = unicodedata.normalize("NFKC", said)
    if _NO.match(plain):
        return False
    if _YES.match(plain):
        return True
    raise BadInput(texts.yes_or_no(item.example))


def _phone(item: Item, said: str) -> str:
    found = _PHONE.search(unicodedata.normalize("NFKC", said))
    if not found:
        raise BadInput(texts.no_phone(item.example))
    return found.group()


def _text(_item: Item, said: str) -> str:
    return said


_READERS: Mapping[Input, Callable[[Item, str], str | bool]] = {
    Input.CHOICE: _choice,
    Input.YES_NO: _yes_no,
    Input.PHONE: _phone,
    Input.TEXT: _text,
}


def say_day(day: date, today: date | None = None) -> str:
    """“2026年11月21日（周六，昨天）”: the year is always there, so that a slip is seen at once."""
    near = _NEAR.get((day - today).days) if today else None
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}{f'，{near}' if near else ''}）"


def doubt(day: date, today: date, ahead: int) -> str | None:
    """Why a day looks like a slip, if it does: more than `ahead` days to come, or more than two years ago."""
    if (day - today).days > ahead:
        return texts.NOT_YET if ahead < 60 else texts.FAR_AHEAD
    if (today - day).days > TWO_YEARS:
        return texts.LONG_AGO
    return None


def days_back(today: date, days: int) -> date:
    """今天, 昨天, 前天 by their number."""
    return today - timedelta(days=days)
