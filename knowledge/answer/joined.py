"""Several pieces made one answer: each named, nothing said twice, and whom to ask at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.answer import kinds, texts
from knowledge.answer.matters import TWINS
from knowledge.answer.pieces import Piece, Pieces
from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.patterns import Late
from knowledge.reading.model import Act, Reading
from knowledge.reading.naming import COMPARISON, OUT, PLAIN

WHOM_TO_ASK = Late("所在的?基层工会|请问单位|请工会干部")
WORKS, GRANTS = ("activity", "work_item"), "慰问"


@dataclass(frozen=True)
class Joined:
    """Joins pieces of one notice."""

    notice: Notice
    lexicon: Lexicon
    pieces: Pieces

    def paragraphs(
        self, asked: Mapping[str, tuple[str, ...]], pieces: Sequence[Piece], reading: Reading, opening: str, intent: str
    ) -> list[str]:
        """What is said, without the source. `asked`: the sides by topic; `opening`: what is said before all."""
        found = [
            *([opening] if opening else []),
            *self._compared(asked, reading),
            *self._once(pieces, named=len(pieces) > 1 or reading.carried),
            *self._together(asked),
        ]
        if Act.FUN in reading.acts:
            return found
        sides = [facet for facets in asked.values() for facet in facets or (PLAIN,)]
        dated = any(piece.places for piece in pieces)
        return [*found, *self._closing(intent, found, dated=dated, open_yet=self.pieces.sides.figure(sides))]

    def _said(self, piece: Piece, *, alone: bool) -> tuple[str, ...]:
        """A refusal beside something that is answered is one line; by itself it says what it was compared with."""
        known = self.lexicon.declines.get(piece.topic.removeprefix(OUT))
        if not known or alone or not piece.topic.startswith(OUT):
            return piece.said
        return (piece.said[0].partition("\n")[0],)

    def _once(self, pieces: Sequence[Piece], *, named: bool) -> Iterable[str]:
        """A paragraph for each piece, without the sentences that another has said before it, which are of both.
        `named`: each says of what it is, beside others or after a question that left it out."""
        every = [self._said(piece, alone=len(pieces) == 1) for piece in pieces]
        before: set[str] = set()
        for said in every:
            if fresh := [sentence for sentence in said if sentence not in before]:
                of = [one for one, theirs in zip(pieces, every, strict=True) if fresh[0] in theirs]
                yield "".join(self._headed([one.topic for one in of], fresh) if named else fresh)
            before.update(said)

    def _headed(self, keys: Sequence[str], said: Sequence[str]) -> Sequence[str]:
        """Beside other topics each is named, or all that the first sentence is of, unless that does so."""
        first, *rest = said
        if len(keys) > 1:
            labels = [self.lexicon.topics[key].label for key in keys if key in self.lexicon.topics]
            return (f"{'、'.join(labels)}：{first}", *rest) if labels else said
        topic, kind = self.lexicon.topics.get(keys[0]), self.notice.kind(keys[0])
        names = {topic.label, topic.title.strip("“”"), kind.title if kind else ""} - {""} if topic else set()
        if not topic or any(name in first for name in names):
            return said
        return (f"{topic.label}：{first}", *rest)

    def _compared(self, asked: Mapping[str, tuple[str, ...]], reading: Reading) -> list[str]:
        if not any(COMPARISON in facets for facets in asked.values()):
            return []
        works = [topic for topic in map(self.lexicon.topics.get, asked) if topic and topic.intent in {*WORKS}]
        if len(asked) == 1 and works and GRANTS in reading.text:
            return [texts.grants_apart(works[0].label)]
        named = [kind for topic in asked if (kind := self.notice.kind(topic))]
        if len(named) == 1 and self.pieces.points.of(reading.text, named[0].key)[0]:
            return []  # “提前退休跟正常退休一样吗” compares within the one clause
        others = (self.lexicon.declines.get(topic.removeprefix(OUT)) for topic in asked if topic.startswith(OUT))
        other = next((one for one in others if one), None)
        ours = named[0].key if len(named) == 1 else other.nearby if other and not named else ""
        if other and (topic := self.lexicon.topics.get(ours)):
            return [texts.not_the_same(topic.label, other.about)]
        return kinds.compared(named, self.lexicon)

    def _together(self, asked: Mapping[str, tuple[str, ...]]) -> list[str]:
        """What must be said of two topics at once: that two kinds of hardship differ."""
        return [texts.HARDSHIPS_APART] if set(TWINS) <= set(asked) else []

    def _closing(self, intent: str, said: Sequence[str], *, dated: bool, open_yet: bool) -> Iterable[str]:
        """`dated`: it rests on a clause, which is of its year; `open_yet`: a side of it is left to the branch."""
        if intent == "report":
            not_yet = texts.NOT_YET_REPORTED
            yield not_yet if "点下面的按钮" not in "".join(said) else not_yet.partition("。")[0] + "。"
        elif WHOM_TO_ASK.search("".join(said)):
            return  # whom to ask has been said
        elif intent in {"activity", "work_item"}:
            if dated and f"{self.notice.year}年" in "".join(said):
                yield texts.of_its_year(self.notice.year)
        elif intent == "entitlement" and open_yet:
            yield texts.ASK_THE_BRANCH
