"""A message in one width, cut into clauses."""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.patterns import Late
from knowledge.reading.rules.lexicon import reports_lexicon

_CUT = Late(r"[,。!?;、~\n\r]+|\.{2,}|…+|\s+(?=[^\d])|(?<=[\u4e00-\u9fff])\.(?!\d)")
#: “因为要不要接老人来住的事僵了”: what a quarrel is about is no question to us.
_ABOUT = Late(r"(?:因为?|为了?|关于|就)[^,。!?;]{1,20}?(?:的事情?|的问题|这事)")
_DENIED = Late(r"(?<!是)(?:并|而)?不是[^,，。;；!！\n]*?(?=而?是|应该|[,，。;；!！\n]|$)")


@dataclass(frozen=True)
class Span:
    start: int
    end: int

    def holds(self, place: int) -> bool:
        return self.start <= place < self.end


@dataclass(frozen=True)
class Clause(Span):
    """A stretch between punctuation marks; `asks` where it is a question."""

    text: str
    asks: bool


@dataclass(frozen=True)
class Message:
    text: str
    clauses: list[Clause] = field(default_factory=list)

    @cached_property
    def _ends(self) -> list[int]:
        return [clause.end for clause in self.clauses]

    def index_at(self, place: int) -> int:
        return min(bisect_right(self._ends, place), len(self.clauses) - 1)

    def clause_at(self, place: int) -> Clause:
        return self.clauses[self.index_at(place)]


def plain(text: str) -> str:
    """One width, lower case, common misspellings and pinyin put right: “ＩＣＵ，” becomes “icu,”."""
    text = unicodedata.normalize("NFKC", text).strip().lower()
    for wrong, right in reports_lexicon().spelling.items():
        text = text.replace(wrong, right)
    return text


def affirmed(text: str) -> str:
    """Without what is denied: of “不是附二医，是附一医” the latter stays."""
    return _DENIED.sub("", text)


def message(text: str) -> Message:
    text = plain(text)
    clauses, start = [], 0
    for cut in [*_CUT.finditer(text), None]:
        end = cut.start() if cut else len(text)
        if end > start:
            piece = text[start:end]
            clauses.append(Clause(start, end, piece, _asks(piece, bool(cut and "?" in cut.group()))))
        start = cut.end() if cut else end
    return Message(text, clauses)


def _asks(piece: str, marked: bool) -> bool:
    """“哪天进去的记不清了” asks nothing."""
    lexicon = reports_lexicon()
    piece = _ABOUT.sub("", piece)
    return marked or bool(lexicon.patterns["asks"].search(piece) and not lexicon.words["undated"].search(piece))
