"""Takes back what an answer wrongly calls unwritten: where the quoted clause, the ceiling or another document's words
in the same answer do state it. Where they leave it open, the answer says that instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.answer import texts
from knowledge.answer.pieces import Piece
from knowledge.answer.states import Verdict, decide
from knowledge.lexicon.load import Lexicon
from knowledge.patterns import Late
from knowledge.reading.model import Reading
from knowledge.reading.naming import OUT, OWN

QUOTES = Late("“([^”]*)”")
SAYS_NOT = Late("没有写|未写明|没有提到")


@dataclass(frozen=True)
class Claims:
    """Weighs what an answer calls unwritten."""

    lexicon: Lexicon

    def weighed(self, pieces: Sequence[Piece], reading: Reading) -> list[Piece]:
        """The pieces without what is wrongly called unwritten. A look-alike and the bot's own matters rest on no
        clause: of them everything stays."""
        text = "".join(said for piece in pieces if _of_clauses(piece) for said in piece.said if not _claims(said))
        quoted = texts.QUOTED in text
        return [self._piece(piece, text, reading, quoted=quoted) if _of_clauses(piece) else piece for piece in pieces]

    def _piece(self, piece: Piece, text: str, reading: Reading, *, quoted: bool) -> Piece:
        said: list[str] = []
        left: list[str] = []
        for sentence in piece.said:
            if sentence == texts.THIS_POINT or texts.UNSTATED.fullmatch(sentence):
                said += [] if self._all_stated(reading, text, piece.topic) else [sentence]
            elif texts.UNWRITTEN.fullmatch(sentence):
                verdicts = {quote: self._decided(quote, text, piece.topic) for quote in _quotes(sentence)}
                kept = [quote for quote, verdict in verdicts.items() if verdict is Verdict.UNSTATED]
                left += [quote for quote, verdict in verdicts.items() if verdict is Verdict.OPEN]
                said += [texts.not_written(texts.said_back(kept))] if kept else []
            else:
                said.append(sentence)
        if left and not quoted:
            said.append(texts.left_open(left))
        return replace(piece, said=tuple(said)) if any(said) else piece

    def _all_stated(self, reading: Reading, text: str, topic: str) -> bool:
        """Whether everything that is asked is stated after all."""
        asked = [one.quote or one.said for one in reading.askings]
        return bool(asked) and all(self._decided(one, text, topic) is Verdict.STATED for one in asked)

    def _decided(self, quote: str, text: str, topic: str) -> Verdict:
        return decide(quote, text, self._words_of(topic))

    def _words_of(self, topic: str) -> Iterable[str]:
        known = self.lexicon.topics.get(topic)
        return known.cues.words if known else ()


def _quotes(sentence: str) -> list[str]:
    return [match[1] for match in QUOTES.finditer(sentence)]


def _of_clauses(piece: Piece) -> bool:
    return not piece.topic.startswith((OUT, OWN)) and not piece.missed


def _claims(sentence: str) -> bool:
    return SAYS_NOT.search(sentence) is not None
