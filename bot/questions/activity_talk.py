"""Which activity a message means that names none: the one that the talk is about, or the one whose day or whose own
words it says."""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from bot.activities.rules import Activity
from bot.activities.titles import MOST, named_among
from bot.core.messages import Keyboard
from bot.questions.activity_facts import OF_OTHERS, RULES
from bot.questions.memory import Talk
from bot.questions.texts import activities as texts
from bot.questions.texts import places
from knowledge.answer.states import in_common, sided
from knowledge.reading.happenings import KINDS
from knowledge.reading.model import Act
from knowledge.reading.naming import OUT, SIGN_UP
from knowledge.reading.report import TOLD, opens

if TYPE_CHECKING:
    from knowledge import Answer, Library
    from knowledge.reading.model import Question, Reading

LEAVING, TRANSFER, WAITING, MINE = "leaving", "transfer", "waiting", "mine"
_OURS = frozenset({SIGN_UP, "all_activities"})
_ELSE = frozenset({Act.THANK, Act.GREET, Act.BYE, Act.FUN, Act.PRESS, Act.SHARE, Act.SUGGEST, Act.COMPLAIN})
_OF_REPORTING = frozenset({SIGN_UP, "bot_how_to_report"})
_SHARED = 2  # characters of a word that a message and what is fixed have in common
_SURE = 0.9  # of 1: how sure a matter must be that no word names
_MOST = 2  # activities that one answer is about; more are a list
_DAY = re.compile(r"(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})[号日]")


def about(buttons: Keyboard) -> tuple[int, ...]:
    """The activities that an answer with these buttons is about."""
    found = list[int]()
    for button in (one for row in buttons for one in row):
        if button.data and button.data.startswith("activity:"):
            found.append(int(button.data.removeprefix("activity:")))
        elif button.act and "activity" in button.act.args:
            found.append(int(button.act.args["activity"]))
    ids = tuple(dict.fromkeys(found))
    return ids if len(ids) <= _MOST else ()


def meant(library: "Library", talk: Talk, found: "Answer", text: str, known: Sequence[Activity]) -> tuple[int, ...]:
    """The activities that a message is about: named outright, or those of the talk. `known`: what is published."""
    return outright(library, found, text, known) or carried(library, talk, found, text, known)


def carried(
    library: "Library", talk: Talk, found: "Answer", text: str, known: Sequence[Activity] = ()
) -> tuple[int, ...]:
    """The activities of the talk, where the message goes on about them; none where it begins another matter, and none
    after another one, unless it comes back in so many words. `known`: what is published."""
    on = near(talk, text)
    return on if on and sides(library, found, text, [one for one in known if one.id in on]) else ()


def near(talk: Talk, text: str) -> tuple[int, ...]:
    """The activities of the talk, while it has no other matter, or where the message comes back in so many words."""
    return () if talk.left and not texts.COMES_BACK.search(text) else talk.on


def outright(library: "Library", found: "Answer", text: str, known: Sequence[Activity]) -> tuple[int, ...]:
    """The officers' own activity that a message asks or gives up by most of its title, or asks by a word of its note,
    where no word of it names another matter."""
    reading = found.reading
    if found.care or reading is None or _tells_of_another(reading):
        return ()
    own = [one for one in known if one.topic is None]
    if len(days := by_day(text, own)) > 1:
        return tuple(one.id for one in days)
    if named := named_among(text, own, MOST):
        words = [word for one in reading.questions if reading.askings for word in one.words.split("、") if word]
        meant = bool(reading.askings) or _of_a_place(library, reading, text, _closer(library, text)) is not None
        return (named[0].id,) if meant and all(word in named[0].title for word in words) else ()
    guessed = bool(reading.askings) and not any(one.words for one in reading.questions)
    return tuple(one.id for one in by_its_words(text, own, MOST)) if guessed else ()


def sides(library: "Library", found: "Answer", text: str, on: Sequence[Activity] = ()) -> frozenset[str]:
    """What a message that names no activity wants of the one that is meant; none where it is about something else.
    `on`: what the talk is about."""
    reading = found.reading
    if found.care or reading is None or _tells_of_another(reading):
        return frozenset()
    closer = _closer(library, text)
    if TRANSFER in closer:
        return frozenset({TRANSFER})
    if _asks_of_another(library, reading, on):
        return frozenset()
    if (of_a_place := _of_a_place(library, reading, text, closer)) is not None:
        return of_a_place
    if texts.companion(text):
        return frozenset({"covered"})
    if plain := texts.plainly(text):
        return frozenset(plain)
    if reading.acts & _ELSE and Act.ASK not in reading.acts:
        return frozenset()
    if reading.askings or (reading.questions and Act.ASK in reading.acts):
        return frozenset({"other"})
    return frozenset()


def _closer(library: "Library", text: str) -> Sequence[str]:
    """The rules of signing up of which words of a message tell."""
    return library.closer(SIGN_UP, ("covered", "proxy", "other"), text)


def _of_a_place(library: "Library", reading: "Reading", text: str, closer: Sequence[str]) -> frozenset[str] | None:
    """The side of a message about his own place or somebody else's: it is given up, kept open, looked for, or was taken
    for him; None where it is not about that, or asks something else besides (“不跑了，去当志愿者行不行”).
    `closer`: as `_closer` gives it."""
    if of_others := OF_OTHERS & {*closer}:
        return of_others
    if places.puts_off(text):
        return frozenset({WAITING})
    if places.seeks_himself(text):
        return frozenset({MINE})
    gives_up = texts.leaves(text) or LEAVING in closer or bool(reading.acts & {Act.WITHDRAW, Act.REFUSE})
    asked = [one.said for one in reading.askings]
    besides = asked and not any(
        texts.leaves(one) or LEAVING in library.closer(SIGN_UP, ("other",), one) for one in asked
    )
    ruled = RULES & {*closer}  # “下雨取消不” asks of the weather
    return frozenset({LEAVING}) if gives_up and not (ruled or besides) else None


def _tells_of_another(reading: "Reading") -> bool:
    """Whether it tells of a happening that has a form, or wants that form."""
    told = any(one.state in TOLD and opens(one.what, one.whose) for one in reading.events)
    return told or bool(reading.wish and reading.wish.kind)


def _asks_of_another(library: "Library", reading: "Reading", on: Sequence[Activity]) -> bool:
    """Whether it names another matter in what it asks, and speaks in no words of what the talk is `on`."""
    topics = {one.topic for one in reading.questions}
    if texts.SIGNS_UP.search(reading.text) and topics <= _OF_REPORTING and not texts.OF_REPORTS.search(reading.text):
        return False  # “最晚哪天报”
    if texts.brought(reading.text) and not any(one.words for one in reading.questions):
        return False  # “带的家属要不要是爱人”
    ruled = RULES & {*library.closer(SIGN_UP, ("covered", "other", "procedure"), reading.text)}
    if ruled and texts.COMES.search(reading.text):
        return False  # “退休的能不能参加”
    fields = "，".join(filter(None, (part for one in on for part in (one.plan.audience, one.plan.note))))
    if fields and any(in_common(one.said, fields) >= _SHARED for one in reading.askings):
        return False  # “没领证算家属不”
    if texts.plainly(reading.text) and not any(one.words for one in reading.questions):
        return False  # “都有谁报了”
    own = library.of_intent("activity")
    return any(_of_another(reading, one, own) for one in reading.questions)


def _of_another(reading: "Reading", question: "Question", activities: Collection[str]) -> bool:
    """Whether a question has its matter in the words that ask, not in what is told beside it (舞蹈课). A matter that
    no word names is believed where it is sure, and neither an activity's, nor carried over from before the activity,
    nor nobody's."""
    words = [word for word in question.words.split("、") if word]
    if question.topic in _OURS or question.topic in texts.NOBODYS:
        return False
    if not words:
        guessed = reading.carried or reading.guesses or reading.sure < _SURE
        nobodys = question.topic.startswith(OUT) and sided(reading.text)
        return not (guessed or nobodys or question.topic in activities)
    if question.topic in KINDS and not texts.COMES.search(reading.text):
        return True  # “门诊做的，没办住院，这算吗”
    return not reading.askings or any(word in one.said for word in words for one in reading.askings)


def by_day(text: str, running: Sequence[Activity]) -> list[Activity]:
    """Those on the days that it names (“12号和26号两个都报”)."""
    if not texts.COMES.search(text):
        return []
    named = [(int(one["month"] or 0), int(one["day"])) for one in _DAY.finditer(text)]
    return [one for one in running for month, day in named if one.plan.day and _falls(one, month, day)]


def _falls(one: Activity, month: int, day: int) -> bool:
    on = one.plan.day
    return on is not None and on.day == day and month in (0, on.month)


def by_its_words(text: str, running: Sequence[Activity], least: int) -> list[Activity]:
    """The only one whose place or note has a longer word of the message (电子券)."""
    having = [one for one in running if in_common(text, f"{one.plan.place or ''}，{one.plan.note or ''}") >= least]
    return having if len(having) == 1 else []
