"""Which activity a message means that names none: the one that the talk is about, or the one whose day or whose own
words it says."""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from bot.activities.published import named_among
from bot.activities.rules import Activity
from bot.core.messages import Keyboard
from bot.questions.activity_facts import RULES
from bot.questions.memory import Talk
from bot.questions.texts import activities as texts
from knowledge.answer.states import in_common, sided
from knowledge.reading.model import Act
from knowledge.reading.naming import OUT, SIGN_UP
from knowledge.reading.report import TOLD, opens

if TYPE_CHECKING:
    from knowledge import Answer, Library
    from knowledge.reading.model import Question, Reading

LEAVING, TRANSFER = "leaving", "transfer"
_OURS = frozenset({SIGN_UP, "all_activities"})
_ELSE = frozenset({Act.THANK, Act.GREET, Act.BYE, Act.FUN, Act.PRESS, Act.SHARE, Act.SUGGEST, Act.COMPLAIN})
_OF_REPORTING = frozenset({SIGN_UP, "bot_how_to_report"})
_TITLE = 3  # characters
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


def carried(library: "Library", talk: Talk, found: "Answer", text: str) -> tuple[int, ...]:
    """The activities of the talk, where the message goes on about them; none where it begins another matter, and none
    after another one, unless it comes back in so many words."""
    on = near(talk, text)
    return on if on and sides(library, found, text) else ()


def near(talk: Talk, text: str) -> tuple[int, ...]:
    """The activities of the talk, while it has no other matter, or where the message comes back in so many words."""
    return () if talk.left and not texts.COMES_BACK.search(text) else talk.on


def outright(found: "Answer", text: str, known: Sequence[Activity]) -> tuple[int, ...]:
    """The officers' own activity that a question names by most of its title, or by a word of its note, where no word
    of it names another matter."""
    reading = found.reading
    if found.care or reading is None or _tells_of_another(reading):
        return ()
    own = [one for one in known if one.topic is None]
    if len(days := by_day(text, own)) > 1:
        return tuple(one.id for one in days)
    if not reading.askings:
        return ()
    if named := named_among(text, own, _TITLE):
        words = [word for one in reading.questions for word in one.words.split("、") if word]
        return (named[0].id,) if all(word in named[0].title for word in words) else ()
    guessed = not any(one.words for one in reading.questions)
    return tuple(one.id for one in by_its_words(text, own, _TITLE)) if guessed else ()


def sides(library: "Library", found: "Answer", text: str) -> frozenset[str]:
    """What a message that names no activity wants of the one that is meant; none where it is about something else."""
    reading = found.reading
    if found.care or reading is None or _tells_of_another(reading):
        return frozenset()
    closer = library.closer(SIGN_UP, ("covered", "proxy", "other"), text)
    if TRANSFER in closer:
        return frozenset({TRANSFER})
    if _asks_of_another(library, reading):
        return frozenset()
    leaves = texts.leaves(text) or LEAVING in closer
    if leaves and not RULES & {*closer}:  # “下雨取消不” asks of the weather
        return frozenset({LEAVING})
    if texts.companion(text):
        return frozenset({"covered"})
    if reading.acts & _ELSE and Act.ASK not in reading.acts:
        return frozenset()
    if reading.acts & {Act.WITHDRAW, Act.REFUSE}:
        return frozenset({LEAVING})
    if reading.askings or (reading.questions and Act.ASK in reading.acts):
        return frozenset({"other"})
    return frozenset()


def _tells_of_another(reading: "Reading") -> bool:
    """Whether it tells of a happening that has a form, or wants that form."""
    told = any(one.state in TOLD and opens(one.what, one.whose) for one in reading.events)
    return told or bool(reading.wish and reading.wish.kind)


def _asks_of_another(library: "Library", reading: "Reading") -> bool:
    """Whether it names another matter in what it asks."""
    topics = {one.topic for one in reading.questions}
    if texts.SIGNS_UP.search(reading.text) and topics <= _OF_REPORTING and not texts.OF_REPORTS.search(reading.text):
        return False  # “最晚哪天报”
    if texts.brought(reading.text) and not any(one.words for one in reading.questions):
        return False  # “带的家属要不要是爱人”
    ruled = RULES & {*library.closer(SIGN_UP, ("covered", "other", "procedure"), reading.text)}
    if ruled and texts.COMES.search(reading.text):
        return False  # “退休的能不能参加”
    own = library.of_intent("activity")
    return any(_of_another(reading, one, own) for one in reading.questions)


def _of_another(reading: "Reading", question: "Question", activities: Collection[str]) -> bool:
    """Whether a question has its matter in the words that ask, not in what is told beside it (舞蹈课). A matter that
    no word names is believed unless it is an activity's, or nobody's and guessed from the talk."""
    words = [word for word in question.words.split("、") if word]
    if question.topic in _OURS or question.topic in texts.NOBODYS:
        return False
    if not words:
        nobodys = question.topic.startswith(OUT) and (reading.carried or sided(reading.text))
        return not (nobodys or question.topic in activities)
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
