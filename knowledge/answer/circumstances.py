"""What is said to somebody who tells how things stand with what he asked about: his words, and what the clause says or
leaves open of that (`[beside]` in `lexicon/answers/told.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from knowledge.answer.amends import Amends
from knowledge.answer.fresh import fresh
from knowledge.answer.model import Answer, Citation, Suggestion, Talk
from knowledge.answer.points import Points
from knowledge.document import Notice, sourced
from knowledge.lexicon.load import Lexicon
from knowledge.patterns import Late
from knowledge.reading.model import Act, Onward, Reading, dark

OPENS = Late(r"^(?:对了|哦|噢|那个|那|就是|其实|[啊哎嗯]+|[,，。 ])+(?=[\u4e00-\u9fff]{2})")


@dataclass(frozen=True, slots=True)
class BesideWords:
    """Sentences that take turns. `notes` with {said}; `point` with {says}: what the clause leaves open of it; `work`:
    of what is no kind; `form`: where a form takes it along."""

    notes: tuple[str, ...]
    point: str
    work: tuple[str, ...]
    form: tuple[str, ...]


@dataclass(frozen=True)
class Circumstances:
    """Answers with the sentences of `[beside]`, from one notice."""

    notice: Notice
    lexicon: Lexicon
    words: BesideWords
    amends: Amends

    @cached_property
    def points(self) -> Points:
        return Points(self.lexicon)

    def answer(self, reading: Reading, talk: Talk, nod: str) -> Answer | None:
        """The answer to who says how things stand with what he asked about, or with a joy that he told of, so far as
        the clause leaves that open; None to whoever only tells on. `nod`: a word for what he tells; "" where there is
        none."""
        asked, turn = reading.onward is Onward.BESIDE, len(talk.before)
        kind = self.notice.kind(talk.topic.main if asked else talk.topic.kind or "")
        says = self._point(reading, kind.key) if kind else ""
        glad = kind is not None and not kind.visit and not (dark(reading) or talk.topic.mourns)
        if not (asked or (reading.onward is Onward.MORE and glad and says)):
            return None
        clause = (
            self.words.point.format(says=says) if says else "" if kind else fresh(self.words.work, turn, talk.heard)
        )
        form = self._form(kind.key) if kind else None
        said = any(one in answer for one in self.words.form for answer in talk.heard)
        along = fresh(self.words.form, turn, ()) if form and asked and not said else ""
        lines = [self._note(reading, turn, nod) + clause, along]
        buttons = (form,) if form else ()
        if not (kind and says):
            return Answer("chitchat", (), {}, (), "\n".join(filter(None, lines)), suggestions=buttons)
        source = (Citation(kind.place.source.number, kind.place.clause),)
        text = "\n".join(filter(None, (*lines, sourced([kind.place]))))
        return Answer("entitlement", (kind.key,), {}, (), text, source, buttons)

    def _point(self, reading: Reading, kind: str) -> str:
        """What the clause leaves open of it; "" where its words raise nothing."""
        own, common = self.points.of(reading.text, kind)
        return own or common

    def _form(self, kind: str) -> Suggestion:
        return Suggestion(f"申报{self.lexicon.topics[kind].label}", "report", kind)

    def _note(self, reading: Reading, turn: int, nod: str) -> str:
        """What he sets right, as what it is now; else a word for what he tells, or his own words."""
        said = OPENS.sub("", reading.words.strip("，。,.!！~ ")).replace(",", "，")
        changed = self.amends.said_back(reading.words) if Act.CORRECT in reading.acts else ""
        return changed or nod or fresh([one.format(said=said) for one in self.words.notes], turn, reading.heard)


def read_beside(raw: Mapping[str, Any]) -> BesideWords:
    """Reads `[beside]`."""
    return BesideWords(tuple(raw["notes"]), raw["point"], tuple(raw["work"]), tuple(raw["form"]))
