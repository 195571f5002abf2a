"""What a talk has told of an event before any form is open: as the form's facts, and in the member's own words."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.core.kinds import Kind
from bot.core.messages import JsonObject
from bot.core.work.unit import Deps
from bot.reports import extracting, forms
from bot.reports.forms import steps
from knowledge.reading.asking import asks
from knowledge.reading.cuts import clauses_of
from knowledge.reading.details import detail
from knowledge.reading.model import Act as ReadingAct
from knowledge.reading.model import Event, Onward, Reading, Wanted, What, Whose, sorrowful
from knowledge.reading.quietly import of_the_visit
from knowledge.reading.report import TOLD, report_of
from knowledge.reading.wishes import wanted_in

NOTE_FACT = "补充"
NOTE_LIMIT = 500  # characters at a time
MOST_NOTES = 10

Talk = Sequence[tuple[str, Reading]]
_HARD = frozenset({What.HARDSHIP, What.ILLNESS, What.ILLNESS_STAY, What.JOB_LOSS, What.OTHER_LOSS, What.DEATH})
_OTHERS = frozenset({Whose.COLLEAGUE, Whose.COLLEAGUE_KIN, Whose.FRIEND, Whose.PUBLIC})
_HIMSELF = re.compile(r"我(?:叫|是|名字)")  # who he is, is known
_LEADS = re.compile(
    r"(?:那|就|好|行|大概|具体)*(?:的?情况|事情)(?:是|就是|大概)*(?:这样|这么回事|如下)?(?:的|子)?"
    r"|.*(?:请问|想问|问[个下]|问一下).*|哈哈.*|(?:你|您)好.*|谢谢.*|(?:好|行|嗯|要得|可以)[的嘛吧啊]?"
)


def still_missing(deps: Deps, today: date, kind: Kind, said: Sequence[str]) -> tuple[list[str], list[str]]:
    """What the talk has told of such an event, as a form says it, and the labels of what it has not."""
    facts = facts_told(deps, today, kind, said)
    known = [f"{label}：{value}" for label, value in forms.lines(kind, facts)]
    return known, [item.label for item in forms.FORMS[kind].items if item.name not in facts]


def facts_told(deps: Deps, today: date, kind: Kind, said: Sequence[str]) -> JsonObject:
    """What was told of such an event, with what was corrected of it since (“不是，是我岳父”)."""
    talk = _read(deps, today, said)  # each in the light of what was said before it: whose “住了一周了” is
    told = ((report_of(reading), text) for text, reading in reversed(talk))
    facts = next((extracting.prefill(found, today, words) for found, words in told if found and found.kind == kind), {})
    beside = _beside(deps, today, kind, talk)
    facts = beside | facts if facts else {name: kept for name, kept in beside.items() if name == NOTE_FACT}
    event = deps.library.topic(said, today=today).event
    meant = report_of(Reading("", frozenset({ReadingAct.TELL}), events=(event,))) if event else None
    facts |= extracting.prefill(meant, today) if meant and meant.kind == kind else {}
    return facts | _beside_wish(kind, talk, today) | _in_own_words(kind, talk)


def _read(deps: Deps, today: date, said: Sequence[str]) -> Talk:
    return [(text, deps.library.read(text, said[:at], today=today)) for at, text in enumerate(said)]


def _beside_wish(kind: Kind, talk: Talk, today: date) -> JsonObject:
    """What is told in the same breath as a wish that goes on with what was told before: “那你给补上吧，2月5号走的”."""
    text, reading = talk[-1] if talk else ("", None)
    if reading is None or not (reading.wish and reading.kept):
        return {}
    told = extracting.told("，".join(_telling(text)), forms.FORMS[kind], None, today)
    return {name: value for name, value in told.items() if name in extracting.PLAIN or name == "event_date"}


def _in_own_words(kind: Kind, talk: Talk) -> JsonObject:
    """A hardship as the member has told it, without what he asked and wished beside it."""
    form = forms.FORMS[kind]
    if "what" not in form.names:
        return {}
    told = ("，".join(_telling(text)) for text, reading in talk if any(map(_hard, reading.events)))
    words = "；".join(dict.fromkeys(filter(None, told)))
    return {steps.FOR: steps.SELF, "what": words} if 0 < len(words) <= form.item("what").limit else {}


def _hard(event: Event) -> bool:
    """Whether it may be what makes life hard: an illness at home, a loss, no work."""
    return sorrowful(event) and event.state in TOLD and event.what in _HARD and event.whose not in _OTHERS


def _telling(text: str) -> Iterator[str]:
    """The clauses that tell something."""
    told = (clause.strip() for clause, mark in clauses_of(text) if not mark)
    return (one for one in told if not (asks(one) or wanted_in(one) or _LEADS.fullmatch(one)))


def _beside(deps: Deps, today: date, kind: Kind, talk: Talk) -> JsonObject:
    """What else was told in the talk and belongs to such a report: of its facts those that are told unmistakably, and
    the rest in his own words."""
    onward = {text: reading for text, reading in talk if reading.onward}
    facts: JsonObject = {}
    for text in onward:
        told = extracting.told(text, forms.FORMS[kind], None, today)
        facts |= {name: value for name, value in told.items() if name in extracting.PLAIN}
    stated = (one for text, reading in talk for one in _stated(text, reading))
    kept = [rest for text in dict.fromkeys(stated) if (rest := _besides(text, facts))]
    return facts | ({NOTE_FACT: [{"at": deps.clock.now().isoformat(), "text": text} for text in kept]} if kept else {})


def _besides(text: str, facts: JsonObject) -> str:
    """The text without a clause that is a fact already."""
    clauses = [clause for clause, _ in clauses_of(text)]
    left = [clause for clause in clauses if clause.strip() not in facts.values()]
    return text if len(left) == len(clauses) else "，".join(left)


def _stated(text: str, reading: Reading) -> Iterator[str]:
    """What it states, or sets right, that no fact of a form holds; beside a wish, the clause that does."""
    if reading.wish and reading.wish.wanted is Wanted.REPORT:
        yield from (
            clause for clause, mark in clauses_of(text) if not mark and detail(clause) and not _HIMSELF.match(clause)
        )
    elif of_the_visit(reading.text) or (reading.onward and _states(reading)):
        yield text


def _states(reading: Reading) -> bool:
    """Whether it states, or sets right, what no fact of a form holds."""
    return (
        detail(reading.text)
        or reading.onward is Onward.BESIDE
        or (reading.onward is Onward.MORE and ReadingAct.CORRECT in reading.acts)
    )
