"""When and where what was told of happened, by what a later message says of it: its day, its hospital, or that it is
put off to a day to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from knowledge.calendar.mentions import Tense, meant
from knowledge.calendar.years import in_year_said
from knowledge.patterns import Late
from knowledge.reading.details import names_its_day
from knowledge.reading.happenings import AT_HOSPITAL
from knowledge.reading.heard import Heard
from knowledge.reading.model import Event, State, What
from knowledge.reading.outright import PUT_OFF
from knowledge.reading.rules.hospital import hospital, ward
from knowledge.reading.rules.text import affirmed

SURNAME = 2  # characters of 老周
MOURNING_DAYS = Late(r"[头一二三四五六七尽满断]七|百日|满月|周年|下葬|火化|出殡|落葬|追悼|告别|坟|墓")
JUST_NOW = frozenset({"刚才", "刚刚", "方才", "刚"})  # when it was said wrong
LEAVES = Late(r"出(?:了)?院|回家|手术|开刀|做的")


#: Says what somebody is called in full: “他叫周建平”, of 老周.
IN_FULL = Late(
    r"^(?:对了|哦|噢)?[,，]?(?:他|她|老.|小.)?(?:叫|大名|全名|名字(?:是|叫)?)(?P<name>[\u4e00-\u9fff]{2,4})(?=$|[,，。])"
)


def _in_full(event: Event, text: str) -> str | None:
    """The colleague's name, in full where the message says it after only his surname was known."""
    told = IN_FULL.search(text)
    fits = event.name and len(event.name) == SURNAME and event.name[0] in "老小阿"
    return told["name"] if told and fits and event.name and told["name"][0] == event.name[1] else event.name


def detailed(event: Event, heard: Heard, *, corrects: bool = False) -> Event:
    """The event with the day and the place that the message names; what is put off is planned, and on no day but one
    that is named now."""
    put_off = event.what is not What.DEATH and PUT_OFF.search(heard.reading.text) is not None
    event = replace(event, state=State.PLANNED, day=None) if put_off else event
    said = affirmed(heard.found.told.message.text)  # of “不是中心医院，是中医院” the latter
    place = hospital(said) if event.what in AT_HOSPITAL else None
    return replace(
        event,
        day=day_of(event, heard, corrects=corrects or put_off) or event.day,
        hospital=place or event.hospital,
        name=_in_full(event, said),
        ward=(ward(said, place) if place else None) or event.ward,
    )


def day_of(event: Event, heard: Heard, *, corrects: bool) -> date | None:
    """The day that the message names for it, one of the calendar before “前天”; of a bare year (“我是说明年”) the same
    day then. The day of leaving hospital is another one."""
    text, today = heard.found.told.message.text, heard.today
    if event.what in AT_HOSPITAL and event.state is not State.PLANNED and LEAVES.search(text):
        return None
    if event.what is What.DEATH and MOURNING_DAYS.search(text):
        return None
    ahead = event.state is State.PLANNED
    tense: Tense = "future" if ahead else "past"
    its_day = corrects or names_its_day(heard)
    days = [one for one in heard.found.told.days if text[one.start : one.end] not in JUST_NOW]
    if its_day and (day := meant(days, today, tense)) and (ahead or day <= today):
        return day
    return in_year_said(text, event.day, today) if event.day else None
