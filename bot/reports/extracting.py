"""Every fact of a form that a message tells, whichever was asked for; and who is meant by “王建国” or “老王”."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from bot.core.errors import BadInput
from bot.core.kinds import Kind
from bot.core.messages import JsonObject
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports import words
from bot.reports.forms import FORMS, steps
from bot.reports.forms.fields import Form, Input, Item, clean, read_value
from knowledge.calendar.mentions import find, meant
from knowledge.reading.report import Report
from knowledge.reading.rules.text import affirmed

_DOUBLE = "欧阳|司马|上官|诸葛|司徒|皇甫|令狐|东方|尉迟|公孙|夏侯|慕容"
_TITLES = "科长|处长|主任|局长|主席|书记|老师|师傅|会计|科|处|局|工|姐|哥|姨|叔|总"
_NICK = re.compile(rf"^[老小阿](?P<a>{_DOUBLE}|\w)$|^(?P<b>{_DOUBLE}|\w)(?:副?(?:{_TITLES})|同志)$")
MOST_NAMESAKES = 8  # candidates shown for a surname
_BIRTH_YEAR = re.compile(r"(?:19|20)?\d{2}(?:年|[-/.](?=\d{1,2}[-/.]))")
_JUST_NOW = re.compile(r"(?:刚才|刚刚|方才)(?=[^,，。]{0,4}[说写填讲报弄打])")  # when it was said wrong
_GLUED = re.compile(r"^(\d{1,2})[/\-](\d{1,2})$")
#: Facts that are told unmistakably wherever they are said; the others are taken from the reading.
PLAIN = frozenset({"hospital", "still_in", "phone", "school", "farewell", "calendar"})
OWN_WORDS = frozenset({"what", "help"})  # told in one's own words: nothing that is said there is wrong
_PARENTS_OF = re.compile(r"^(?:我们?|他|她|咱)?(?:家|们)?的?")


async def find_member(u: Unit, reporter: Member, words: str) -> list[Member]:
    """Active members who may be meant: everybody of that full name, else colleagues of that surname."""
    name = re.sub(r"(?:同志|同事)$", "", clean(words)).strip(" 。，,.")
    if exact := await members.by_name(u.tx, name, u.today):
        return exact
    nick = _NICK.match(name)
    if not nick:
        return []
    same = await members.by_surname(u.tx, nick["a"] or nick["b"], reporter.branch_id, u.today)
    return [member for member in same if member.id != reporter.id][:MOST_NAMESAKES]


def certain_member(found: list[Member], words: str) -> Member | None:
    """The one who is meant, if the whole name was said and nobody else bears it; a nickname is only a guess."""
    return found[0] if len(found) == 1 and found[0].name in words else None


def distinct_members(found: list[Member]) -> list[Member]:
    """Those whom name and branch tell apart from all the others."""
    seen = Counter((member.name, member.branch_id) for member in found)
    return [member for member in found if seen[member.name, member.branch_id] == 1]


def read_day(text: str, today: date, tense: Literal["past", "future", "next"] | None, kind: Kind) -> date | None:
    """The day that is meant, None where the words settle none. Of a birthday the year does not count."""
    said = _JUST_NOW.sub("", unicodedata.normalize("NFKC", clean(text)))
    if kind is Kind.BIRTHDAY:
        said = _BIRTH_YEAR.sub("", said, count=1)
    return meant(find(_GLUED.sub(r"\1月\2日", said), today), today, tense)


def sounds_lunar(text: str) -> bool:
    return re.search(r"农历|阴历|旧历|正月|腊月|初[一二三四五六七八九十]|廿", text) is not None


Tense = Literal["past", "future", "next"]
Value = str | bool
Reader = Callable[[str, Item, date, bool], Value | None]


def told(text: str, form: Form, asked: Item | None, today: date) -> JsonObject:
    """Fact → value, for each that the words tell. What is denied (“不是附二医”) is not told."""
    said = affirmed(words.plain(text))
    found: JsonObject = {}
    for item in form.items:
        value = value_of(said, form, item, today, asked=item is asked)
        if value is not None:
            found[item.name] = value
    if "event_date" in found and "calendar" in form.names and sounds_lunar(said):
        found["calendar"] = "农历"
    return found


def value_of(said: str, form: Form, item: Item, today: date, *, asked: bool) -> Value | None:
    """The value of one fact, None where the words tell none that it can have."""
    if item.input is Input.DATE:
        day = _day(said, form.kind, item, today, asked=asked)
        return day.isoformat() if day else None
    value = _READERS.get(item.name, _asked_for)(said, item, today, asked)
    return value if not isinstance(value, str) or 0 < len(value) <= item.limit else None


def wholly(text: str, form: Form, item: Item, today: date) -> Value | None:
    """The value, where the message is nothing but the answer: a day, a number, one of the choices."""
    said = words.plain(text)
    if item.input is Input.DATE:
        return value_of(said, form, item, today, asked=True) if words.only_when(said, today) else None
    if item.name == "reach":
        return said if words.only_when(said, today) else None
    if item.input in (Input.TEXT,) or (item.open and said not in item.choices):
        return None
    if item.input is Input.PHONE and not re.fullmatch(r"\+?[\d\- ]+", said):
        return None
    return _read(said, item)


def _day(said: str, kind: Kind, item: Item, today: date, *, asked: bool) -> date | None:
    """The day of the event; days of something else (of leaving hospital, of the farewell) are passed over."""
    own = "，".join(piece for piece in words.clauses(said) if not words.of_something_else(piece))
    if not asked and words.only_hours(own, today):
        return None
    day = read_day(own, today, item.tense, kind)
    if day and day > today and item.tense == "past" and not asked:
        return None  # the day ahead is that of something else: of the farewell
    return day or (read_day(said, today, item.tense, kind) if asked and not words.leaves(said) else None)


def _read(said: str, item: Item) -> Value | None:
    try:
        return read_value(item, said)
    except BadInput:
        return None


def _hospital(said: str, _item: Item, _today: date, asked: bool) -> Value | None:
    return words.place_of_care(said, asked=asked)


def _still_in(said: str, item: Item, _today: date, asked: bool) -> Value | None:
    """Asked for it, the first clause may be a bare 是 or 在."""
    spoken = words.still_in(said)
    if spoken is not None or not asked:
        return spoken
    return next((value for piece in words.clauses(said)[:1] if (value := _read(piece, item)) is not None), None)


def _phone(said: str, item: Item, _today: date, asked: bool) -> Value | None:
    number = words.phone(said)
    if number or not asked:
        return number
    found = _read(said, item)
    return words.said_with(said, str(found)) if found else None


def _relation(said: str, item: Item, _today: date, asked: bool) -> Value | None:
    """The relative as the form has him; one that it does not list keeps the member's own word."""
    if not item.open:
        return _who_gave_birth(said, item, asked=asked)
    if asked and (chosen := _choice(said, item)):
        return chosen
    person = words.kin(said)
    if person is None:
        return words.short_name(said) if asked else None
    if person.relation in item.choices and person.relation != "其他":
        return person.relation
    return _PARENTS_OF.sub("", words.plain_low(said)[person.start : person.end]) or person.relation


def _who_gave_birth(said: str, item: Item, *, asked: bool) -> str | None:
    if asked and (chosen := _choice(said, item)):
        return chosen
    person = words.kin(said)
    if person and person.relation in item.choices:
        return person.relation
    return "本人" if asked and re.search(r"^(?:是)?(?:我|本人|自己)", said) and person is None else None


def _choice(said: str, item: Item) -> str | None:
    value = _read(said.removeprefix("是"), item)
    return str(value) if value in item.choices else None


def _calendar(said: str, item: Item, _today: date, asked: bool) -> Value | None:
    return words.calendar(said) or (_choice(said, item) if asked else None)


def _school(said: str, _item: Item, _today: date, asked: bool) -> Value | None:
    return words.school(said, asked=asked)


def _farewell(said: str, _item: Item, today: date, asked: bool) -> Value | None:
    return words.farewell(said, today, asked=asked)


def _reach(said: str, _item: Item, _today: date, asked: bool) -> Value | None:
    return words.reach(said) if asked else None


def _asked_for(said: str, item: Item, _today: date, asked: bool) -> Value | None:
    return _read(said, item) if asked else None


#: Facts that are told unasked, or in other words than the form's; any other is read when it is asked for, by its input.
_READERS: Mapping[str, Reader] = {
    "hospital": _hospital,
    "still_in": _still_in,
    "phone": _phone,
    "relation": _relation,
    "calendar": _calendar,
    "school": _school,
    "farewell": _farewell,
    "reach": _reach,
}


def prefill(reading: Report, today: date, said: str = "") -> JsonObject:
    """What a sentence already told, as the form's facts. A hardship is best told in the member's own words."""
    form = FORMS[Kind(reading.kind)]
    who = steps.COLLEAGUE if reading.subject == "colleague" else steps.SELF
    known = told(said, form, None, today)
    facts: JsonObject = {steps.FOR: who} | {name: value for name, value in known.items() if name in PLAIN}
    if reading.colleague_name:
        facts[steps.NAMED] = reading.colleague_name
    if reading.event_date and "event_date" in form.names:
        facts["event_date"] = reading.event_date.isoformat()
    if reading.hospital and "hospital" in form.names and "hospital" not in facts:
        facts["hospital"] = f"{reading.hospital}{reading.ward or ''}"
    return facts | _read_relation(form, reading) | _told_freely(form, said)


def _read_relation(form: Form, reading: Report) -> JsonObject:
    if form.kind is Kind.BEREAVEMENT and reading.relation:
        return {"relation": reading.relation}
    if form.kind is Kind.CHILDBIRTH and reading.relation == "配偶":
        return {"relation": "配偶"}
    return {}


def _told_freely(form: Form, said: str) -> JsonObject:
    fits = "what" in form.names and 0 < len(said) <= form.item("what").limit
    return {"what": said} if fits else {}
