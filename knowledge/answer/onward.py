"""What is said to somebody who goes on telling what he told before, or sets it right."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.answer.model import Answer, Suggestion
from knowledge.answer.rules import OnwardWords
from knowledge.reading.model import Event, Onward, Reading, What

OTHER = "other"
NAMELESS = frozenset({"其他", "兄弟姐妹", "孙子女"})


@dataclass(frozen=True)
class Onwards:
    """Answers with the sentences of `[onward]` in `lexicon/answers/told.toml`; they take turns, so that none comes
    twice in a row."""

    words: OnwardWords

    def answer(self, reading: Reading, turn: int, form: Suggestion | None) -> Answer:
        """`turn`: how many messages came before; `form`: the button of the form that the happening opens."""
        event = reading.events[0]
        said = self._mended(event) if reading.onward is Onward.MENDED else self._more(event.what, turn)
        text = f"{said}\n{self.words.form}" if form and (reading.onward is Onward.MENDED or turn % 2) else said
        buttons = (form,) if form else ()
        kind = form.argument if form else ""
        return Answer("report" if form else "chitchat", (kind,) if kind else (), {}, (), text, suggestions=buttons)

    def _more(self, what: What, turn: int) -> str:
        says = self.words.says.get(what, self.words.says[OTHER])
        return says[turn % len(says)]

    def _mended(self, event: Event) -> str:
        return self.words.mended.replace("{event}", self.called(event))

    def called(self, event: Event) -> str:
        """“老包住院，附二医，3月2日”."""
        who = event.name or ("家里人" if event.relation in NAMELESS else event.relation) or ""
        day = f"{event.day.month}月{event.day.day}日" if event.day else ""
        what = self.words.called.get(event.what, "")
        return "，".join(part for part in (f"{who}{what}", event.hospital or "", day) if part)
