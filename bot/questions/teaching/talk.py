"""The messages of teaching: texts with their buttons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.clock import local
from bot.core.messages import Act, Button, JsonObject, Keyboard, rows
from bot.questions.queries.lessons import Lesson
from bot.questions.teaching import choices
from bot.questions.teaching.cases import Phrasing, Preview, Proposal
from bot.questions.texts import teaching as texts
from knowledge.library import Library

TOPICS_A_PAGE = 10
FEW = 5  # changes that are shown
LONGEST, LONGEST_ANSWER = 60, 300  # characters


@dataclass(frozen=True)
class Choice:
    """How far somebody is: the missed questions of a group, those of them left out, what they are said to ask, and
    the page of which month's list it came from."""

    month: str
    page: int
    ids: tuple[int, ...]
    out: tuple[int, ...] = ()
    topic: str = ""
    facet: str = ""

    @classmethod
    def read(cls, args: JsonObject) -> "Choice":
        ids, out = tuple(map(int, args["ids"])), tuple(map(int, args["out"]))
        month, page = str(args["month"]), int(args["page"])
        return cls(month, page, ids, out, str(args.get("topic", "")), str(args.get("facet", "")))

    @property
    def args(self) -> JsonObject:
        where = {"month": self.month, "page": self.page, "ids": list(self.ids), "out": list(self.out)}
        return {**where, "topic": self.topic, "facet": self.facet}

    def toggled(self, question: int) -> "Choice":
        out = set(self.out) ^ {question}
        return replace(self, out=tuple(sorted(out)))


def group_text(found: Sequence[Phrasing], choice: Choice, answer: str) -> str:
    lines = (
        texts.line(at, _cut(one.text), one.barred or (texts.LEFT_OUT if one.id in choice.out else ""))
        for at, one in enumerate(found, 1)
    )
    return texts.group(list(lines), _cut(answer, LONGEST_ANSWER), more=len(choice.ids) - len(found))


def group_buttons(found: Sequence[Phrasing], choice: Choice, *, any_left: bool) -> Keyboard:
    """A number takes its phrasing out or back in; below, the sorts of things that can be asked."""
    several = len(found) > 1
    numbers = (
        Button(str(at), Act("teach.group", choice.toggled(one.id).args))
        for at, one in enumerate(found, 1)
        if several and not one.barred
    )
    areas = (
        Button(label, Act("teach.area", choice.args | {"area": area, "at": 0})) for area, label in texts.AREAS.items()
    )
    ignore = Button(texts.IGNORE, Act("teach.preview", replace(choice, topic="", facet="").args))
    last = [ignore, _back(choice)] if any_left or any(one.barred for one in found) else [_back(choice)]
    return (*rows(*numbers, width=6), *(rows(*areas) if any_left else ()), *rows(*last))


def topics(library: Library, choice: Choice, area: str, page: int) -> tuple[str, Keyboard]:
    """A page of the topics of an area. A look-alike needs no facet: its line is shown with the preview."""
    every = choices.topics(library, area)
    pages = -(-len(every) // TOPICS_A_PAGE)
    page = max(0, min(page, pages - 1))
    shown = every[page * TOPICS_A_PAGE : (page + 1) * TOPICS_A_PAGE]
    buttons = (Button(choices.name(library, topic), _chosen(library, choice, topic)) for topic in shown)
    turns = (
        Button(label, Act("teach.area", choice.args | {"area": area, "at": page + step}))
        for label, step in ((texts.EARLIER, -1), (texts.LATER, 1))
        if 0 <= page + step < pages
    )
    return texts.choose_topic(area, page + 1, pages), (*rows(*buttons), *rows(*turns), (_again(choice),))


def _chosen(library: Library, choice: Choice, topic: str) -> Act:
    """Where there is but one side, it is chosen with the topic."""
    sides = library.facets(topic)
    if len(sides) == 1:
        return Act("teach.preview", replace(choice, topic=topic, facet=sides[0]).args)
    return Act("teach.facet", replace(choice, topic=topic).args)


def facets(library: Library, choice: Choice) -> tuple[str, Keyboard]:
    buttons = (
        Button(texts.FACETS[facet], Act("teach.preview", replace(choice, facet=facet).args))
        for facet in (library.facets(choice.topic) if choice.topic in library.topics else ())
    )
    return texts.choose_facet(choices.name(library, choice.topic)), (*rows(*buttons, width=3), (_again(choice),))


def preview_text(library: Library, proposal: Proposal, seen: Preview, forgotten: Sequence[str]) -> str:
    """`forgotten`: what is dropped from the log instead of being kept as needing no answer."""
    if not proposal.taught:
        return texts.ignoring([_cut(text) for text in proposal.phrasings], [_cut(text) for text in forgotten])
    meaning = choices.meaning(library, proposal.topic, proposal.facet)
    answer = texts.will_answer(_cut(seen.answer, LONGEST_ANSWER))
    changes = [texts.change(_cut(one.text), one.before, one.after) for one in seen.changes[:FEW]]
    said = [_cut(text) for text in proposal.phrasings]
    return texts.preview(said, meaning, answer, changes, all_=len(seen.changes))


def preview_buttons(choice: Choice) -> Keyboard:
    keep = Button(texts.KEEP if choice.topic else texts.KEEP_IGNORED, Act("teach.keep", choice.args))
    drop = Button(texts.DROP, Act("teach.drop", choice.args))
    return ((keep,), (_again(choice), drop))


def lessons_page(library: Library, known: Sequence[Lesson], page: int, size: int) -> tuple[str, Keyboard]:
    """A page of what is taught; a number leads to the lesson."""
    pages = max(1, -(-len(known) // size))
    page = max(0, min(page, pages - 1))
    shown = list(enumerate(known[page * size : (page + 1) * size], page * size + 1))
    lines = [
        texts.lesson_line(
            at,
            _cut(one.phrasings[0]),
            len(one.phrasings),
            choices.meaning(library, one.topic, one.facet),
            one.teacher,
            day(one.taught_at),
        )
        for at, one in shown
    ]
    buttons = (Button(str(at), Act("taught.show", {"id": one.id, "page": page})) for at, one in shown)
    turns = (
        Button(label, Act("taught.list", {"page": page + step}))
        for label, step in ((texts.EARLIER, -1), (texts.LATER, 1))
        if 0 <= page + step < pages
    )
    return texts.lessons(lines, page + 1, pages), (*rows(*buttons, width=5), *rows(*turns))


def back_to_list(choice: Choice) -> Keyboard:
    return ((_back(choice),),)


def back_to_lessons(page: int) -> Button:
    return Button(texts.BACK, Act("taught.list", {"page": page}))


def day(at: datetime) -> str:
    return f"{local(at):%Y-%m-%d}"


def _back(choice: Choice) -> Button:
    return Button(texts.BACK, Act("teach.list", {"month": choice.month, "page": choice.page}))


def _again(choice: Choice) -> Button:
    return Button(texts.AGAIN, Act("teach.group", replace(choice, topic="", facet="").args))


def _cut(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
