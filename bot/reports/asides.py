"""Decides whether words typed while a question waits answer it or say something else, by their reading."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto

from bot.core.clock import local_date
from bot.core.kinds import Kind
from bot.core.messages import JsonObject
from bot.core.words import bare
from bot.core.work.unit import Deps
from bot.reports import extracting, words
from bot.reports.care import wants
from bot.reports.drafts import Draft
from bot.reports.forms import steps
from bot.reports.forms.fields import Input, Item
from bot.reports.leaving import LONG, free, gives_up
from bot.reports.noting import noted
from bot.reports.texts import reporting as texts
from knowledge.calendar.years import in_month_known, in_year_said
from knowledge.reading.asking import asks as asks_anything
from knowledge.reading.explained import endangered
from knowledge.reading.happenings import CUES
from knowledge.reading.manner import manner
from knowledge.reading.missing import missed_in
from knowledge.reading.model import HEAVY, Act, Reading, State, Turn
from knowledge.reading.naming import OUT, OWN
from knowledge.reading.own import asked_of_own
from knowledge.reading.report import Report, opens, report_of
from knowledge.reading.topic import Topic

BACK = frozenset({"上一步", "返回", "后退", "退回"})
SKIP = frozenset(
    {
        "跳过",
        "没有",
        "不填",
        "无",
        "暂无",
        "不知道",
        "不清楚",
        "略",
        "不用",
        "不用了",
        "不记得",
        "不记得了",
        "记不清",
        "记不清了",
    }
    | {"忘了", "不留", "不留了", "不写", "不方便", "说不准", "不确定"}
)
DONE = frozenset({"发完了", "没有了", "没了", "就这些", "好了", "下一步", "没有材料", "提交", "不发了"})
YES = frozenset({"对", "是", "是的", "对的", "没错", "没写错", "确认", "确定"})
SUBMIT = frozenset({"提交", "确认", "确认提交", "对", "对的", "是", "是的", "没错", "没问题", "好", "好的"})
AGREE = frozenset({"同意", texts.AGREE, "我同意", "继续", "同意的", "好的同意", "好的，同意"})
REFUSE = frozenset({"不同意", texts.DISAGREE})

_CORRECTS = re.compile(
    r"[写填弄搞说打选点]错|错了|改成|改为|改一?下|更正|应该是|不对|(?:日[子期]|时间|哪天|医院|名字|电话)[^,，。]{0,3}[写填改记登]"
)
_AMOUNT = re.compile(r"金额|现金|[写报发给填算要].{0,4}(?:\d{2,5}|[一二两三四五六七八九][百千万])|\d{2,5}\s*(?:元|块)")
_CUTS_IN = re.compile(r"^(?:等等|等一下|等下|对了|不好意思|另外|还有|先等|出事了)")
_SHORT = 14  # characters that hold nothing beside an event and its day
_SMALL_TALK = frozenset({Act.THANK, Act.AGREE, Act.GREET, Act.BYE, Act.FUN, Act.PRESS})
_CHAT = _SMALL_TALK - {Act.PRESS} | {Act.MOOD}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DIGIT = re.compile(r"[\d０-９]")
_DAYS = re.compile(r"[天日周晚早夜]|礼拜|星期|[去今明前后]年|月")
_REMARK = 5  # characters from which a day that was not understood is no day, but something told
_FIGURES = re.compile(r"[\d０-９年月日号./／\-\s○〇零一二三四五六七八九十初廿正腊闰农阴历]+")


class Does(Enum):
    """What typed words do to the form that is open."""

    ANSWER = auto()
    ASK = auto()  # a question, or about another report: answered outside, then the form asks again
    CARE = auto()  # danger to life, or somebody missing: the form must wait
    LEAVE = auto()
    HAPPENING = auto()  # something else has happened
    ALSO = auto()  # and so has this, for which there is no form
    AMOUNT = auto()
    PAUSE = auto()  # is called away, or has had enough for now
    GO_ON = auto()  # is back
    MISSING = auto()  # asks what is still missing
    NOTE = auto()  # says how a visit should go, or that nobody is to come
    REMARK = auto()  # says something that is no answer and asks nothing


_TURNS = {
    Turn.AWAY: Does.PAUSE,
    Turn.REST: Does.PAUSE,
    Turn.BACK: Does.GO_ON,
    Turn.MISSING: Does.MISSING,
    Turn.SORRY: Does.REMARK,
    Turn.OVER: Does.REMARK,
    Turn.RELIEVED: Does.REMARK,
    Turn.SCOLD: Does.ASK,
    Turn.RELAY: Does.ASK,
    Turn.LISTEN: Does.ASK,
}


@dataclass(frozen=True)
class Heard:
    """`told`: the form's facts that the words tell; `corrects`: they mean to change what was told earlier;
    `rest`: what of the words counts, where it is not all (“回来了。是女儿”)."""

    does: Does
    told: JsonObject = field(default_factory=dict)
    corrects: bool = False
    happening: Report | None = None
    small_talk: bool = False
    turn: Turn | None = None
    rest: str = ""


def hear(deps: Deps, draft: Draft, text: str) -> Heard:
    """Reads the words in the light of what the form asks for; of “回来了。是女儿” the latter."""
    if (rest := words.after_return(text)) and (heard := _hear(deps, draft, rest)).does is Does.ANSWER:
        return replace(heard, rest=rest)
    return _hear(deps, draft, text)


def _hear(deps: Deps, draft: Draft, text: str) -> Heard:
    """Reads all of the words. An answer and nothing else needs no further reading."""
    today, form, item = local_date(deps.clock.now()), draft.now.form, asked_for(deps, draft)
    if item and (value := extracting.wholly(text, form, item, today)) is not None:
        return Heard(Does.ANSWER, extracting.told(text, form, item, today) | {item.name: value})
    reading = _read(deps, text)
    if endangered(reading, wants(draft)) or missed_in(reading.events):
        return Heard(Does.CARE)
    other = {kind for event in reading.events if (kind := opens(event.what, event.whose))} - {form.kind.value}
    if reading.turn is not Turn.BACK and gives_up(reading, text, item):
        meant = reading.wish.kind if reading.wish else None
        others = other if meant is None else {meant} - {form.kind.value}
        return Heard(Does.ASK if others and not _names(reading, form.kind) else Does.LEAVE)
    found = report_of(reading)
    if found and found.kind != form.kind and not _names(reading, form.kind) and not _own_words(item, text):
        return Heard(Does.HAPPENING, happening=found)
    if words.wants_on(reading, form.kind):
        return Heard(Does.GO_ON)
    if besides := _besides(reading, found, text, form.kind, item):
        return besides
    instead = manner().instead.search(reading.text)
    corrects = Act.CORRECT in reading.acts or words.contrasts(text) or bool(_CORRECTS.search(text) or instead)
    told = extracting.told(text, form, item, today)
    told |= extracting.told(words.clauses(instead["meant"])[0], form, item, today) if instead else {}
    told = _beside_known(told, draft, text, today, corrects=corrects)
    if _names_amount(reading, text, item) and not told and draft.now.step != steps.WHOM:
        return Heard(Does.AMOUNT)
    news = {name: value for name, value in told.items() if draft.report.facts.get(name) != value}
    if _wants_answer(reading, text, item, news, corrects=corrects) or _asks_before_consent(reading, draft, told):
        return Heard(Does.ASK)
    if not news and (beside := _beside(reading, text, draft, item, corrects=corrects)):
        return Heard(beside)
    return Heard(Does.ANSWER, told, corrects, small_talk=len(text) <= LONG and reading.acts <= _SMALL_TALK)


def _beside(reading: Reading, text: str, draft: Draft, item: Item | None, *, corrects: bool) -> Does | None:
    """What words do that tell no fact: they say how a visit should go, or something by the way."""
    if noted(reading, draft, item):
        return Does.NOTE
    return Does.REMARK if not corrects and _remarks(reading, text, draft) else None


def _besides(reading: Reading, found: Report | None, text: str, kind: Kind, item: Item | None) -> Heard | None:
    """What is said to the talk itself, asked of one's own data, or told besides; None where it may be an answer."""
    if reading.turn and (taken := _TURNS.get(reading.turn)):
        return Heard(taken, turn=reading.turn)
    if asked_of_own(reading.text, Topic()):
        return Heard(Does.ASK)
    also = found is None and _happened_besides(reading, kind) and not _tells_freely(item) and not words.asking(text)
    return Heard(Does.ALSO) if also else None


def _asks_before_consent(reading: Reading, draft: Draft, told: JsonObject) -> bool:
    """Before consent nothing is asked for but a yes: whatever asks is a question."""
    asks = Act.ASK in reading.acts and bool(reading.questions) and not words.names(reading.text)
    return draft.now.step == steps.CONSENT and not told and asks


def _beside_known(told: JsonObject, draft: Draft, text: str, today: date, *, corrects: bool) -> JsonObject:
    """What was told, with the day already known moved to a year, or to a day of its month, that is said alone
    (“我是说明年”, “不对，是10号”)."""
    known = draft.report.facts.get("event_date")
    if not known:
        return told
    day = date.fromisoformat(known)
    moved = in_month_known(text, day) if corrects else None
    moved = moved or (None if "event_date" in told else in_year_said(text, day, today))
    return told | {"event_date": moved.isoformat()} if moved else told


def _happened_besides(reading: Reading, kind: Kind) -> bool:
    """Whether a heavy thing is told that no form is there for (“我妈受刺激也住院了”), and nothing of this kind but of
    kin."""
    told = [one for one in reading.events if one.state is State.HAPPENED and one.what in HEAVY and one.words]
    others = (one for one in told if one.relation or CUES.get(one.what) != kind.value)
    return any(opens(one.what, one.whose) is None for one in others) and not _names(reading, kind)


def _remarks(reading: Reading, text: str, draft: Draft) -> bool:
    """Whether it is said by the way: small talk, or something told without a day or a figure where neither words of
    one's own nor a name are wanted."""
    item, step = draft.now.item, draft.now.step
    if step == steps.CONSENT or bare(text) in AGREE:
        return True
    if step in {steps.EVIDENCE, steps.CONFIRM}:
        chats = bool(reading.acts) and len(text) <= LONG and (reading.acts <= _CHAT or Act.FUN in reading.acts)
        return (chats and not _DIGIT.search(text)) or _says_the_day_again(reading, text, draft)
    other = item is None or item.name in extracting.OWN_WORDS or not _HAN.search(text)
    if item is None or other or _DIGIT.search(text) or _DAYS.search(text):
        return False
    if words.unsure(text) or bare(text) in SKIP | DONE | YES:
        return False
    told = Act.TELL in reading.acts and item.input is not Input.TEXT and not item.open and len(text) >= _REMARK
    return told or (bool(reading.acts) and reading.acts <= _CHAT)


def _says_the_day_again(reading: Reading, text: str, draft: Draft) -> bool:
    """“光棍节领证，故意的”: the event once more, on the day that is known, in a few words."""
    known, kind = draft.report.facts.get("event_date"), draft.now.form.kind
    days = {one.day.isoformat() for one in reading.events if one.day and opens(one.what, one.whose) == kind}
    return len(text) <= _SHORT and bool(days) and days == {known}


def asked_for(deps: Deps, draft: Draft) -> Item | None:
    """The fact that the form asks for now; the day, while it is doubted."""
    doubted = draft.now.doubt(local_date(deps.clock.now()))
    return draft.now.form.item("event_date") if doubted else draft.now.item


def asks(deps: Deps, text: str, item: Item | None) -> bool:
    """Whether it is a question. Where words of one's own are wanted, only what has its form, and is short."""
    return _asks(_read(deps, text), text, item)


def wishes(deps: Deps, text: str) -> bool:
    """Whether the words want a report made or withdrawn, and are no part of one."""
    return bool(text) and _read(deps, text).wish is not None


def tells_anew(deps: Deps, text: str, kind: Kind) -> bool:
    """Whether the words report an event of their own, of another kind than the one that is being asked about."""
    found = report_of(_read(deps, text)) if text else None
    return found is not None and found.kind != kind


def _marked(text: str) -> bool:
    """Whether the words end as a question does."""
    return text.rstrip("。.!！~ ").endswith(("?", "？", "吗", "行吧", "行不", "可以吧", "可以不"))


def _tells_freely(item: Item | None) -> bool:
    """Whether all that happened is part of the answer."""
    return item is not None and item.name in extracting.OWN_WORDS


def _asks(reading: Reading, text: str, item: Item | None) -> bool:
    own = free(item)
    if own and len(text) > LONG:
        return False
    if _marked(text) or (Act.ASK in reading.acts and words.asking(text)):
        return True
    if item is None and Act.ASK in reading.acts and asks_anything(reading.text):
        return True  # nothing is asked for, so that what asks by the way (“什么时候到账呀，要办酒席”) is no answer
    named = any(not one.topic.startswith((OUT, OWN)) for one in reading.questions)
    return not own and item is not None and reading.acts == {Act.ASK} and named and reading.sure > 0.5


def _wants_answer(reading: Reading, text: str, item: Item | None, told: JsonObject, *, corrects: bool) -> bool:
    """Whether it is to be answered rather than taken: “还没呢” has the form of a question and is none here, and figures
    where a day is wanted are meant as one, though there be no such day."""
    if item and item.input is Input.DATE and _FIGURES.fullmatch(text.strip()):
        return False
    if not _marked(text) and (told if item is None or item.name in told else corrects and told):
        return False
    return _asks(reading, text, item) and not (corrects and not words.asking(text))


def _names_amount(reading: Reading, text: str, item: Item | None) -> bool:
    """“金额写500”: an amount where none is asked for."""
    own = item is not None and item.name in extracting.OWN_WORDS
    return not own and not words.asking(text) and bool(_AMOUNT.search(text)) and bool(reading.figures or "现金" in text)


def _names(reading: Reading, kind: Kind) -> bool:
    return any(opens(event.what, event.whose) == kind for event in reading.events)


def _own_words(item: Item | None, text: str) -> bool:
    """A hardship is told with all that has happened; only who breaks off speaks of something else."""
    return item is not None and item.name == "what" and not _CUTS_IN.match(text)


def _read(deps: Deps, text: str) -> Reading:
    return deps.library.read(text, today=local_date(deps.clock.now()))
