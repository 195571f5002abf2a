"""A programme that a message names and nobody here knows: “暖蜂行动”, 金秋助学."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from knowledge.lexicon.load import Lexicon
from knowledge.patterns import Late
from knowledge.reading.clauses import Clauses

LONGEST = 40  # characters of the message; a longer one tells a story
QUOTED = Late(r"[“\"「『《]([\u4e00-\u9fff]{3,8})[”\"」』》]")
SHORTEST, LONGEST_NAME = 4, 8
HAN = Late(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Programmes:
    """Finds such names with one lexicon and one notice."""

    lexicon: Lexicon
    clauses: Clauses

    def __call__(self, text: str) -> str:
        """The name in a text in normal form; "" where there is none."""
        if len(text) > LONGEST:
            return ""
        quoted = (match[1] for match in QUOTED.finditer(text))
        return next((name for name in (*quoted, *self._headed(text)) if self._strange(name)), "")

    def _headed(self, text: str) -> list[str]:
        """Runs that end as programmes are named: all that stands before 行动 and is no word around a name. Only where
        such an end stands are words cut."""
        if not any(head in text for head in self.lexicon.names.heads):
            return []
        found: list[str] = []
        run: list[str] = []
        for word in self.clauses.words(text):
            if word in self.lexicon.names.heads:
                found.append("".join((*run, word)))
            run = [] if word in self.lexicon.names.around or not HAN.fullmatch(word) else [*run, word]
        return [name for name in found if SHORTEST <= len(name) <= LONGEST_NAME]

    def _strange(self, name: str) -> bool:
        """Whether no notice has it, and no word before its last is one that we know."""
        if name in self._text or self.lexicon.names.never.search(name):
            return False
        words = list(self.clauses.words(name))
        before = words[:-1] or words
        return not any(word in self.lexicon.words or (len(word) > 1 and self.clauses.holds(word)) for word in before)

    @cached_property
    def _text(self) -> str:
        return "".join(clause.text for clause in self.clauses.known)
