"""One way of writing for the many ways members type: width, case, traditional characters, typos, pinyin, initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import LIKELY, Cues
from knowledge.pinyin import Homophones, spell

LATIN = re.compile(r"[a-z][a-z' ]*[a-z]|[a-z]")
DIGITS = re.compile(r"(?<!\d)(?:51|5[·.．]1)(?=节|活动|劳动|系列|有|工会|搞|那)")
DOUBLE_NINE = re.compile(r"(?<!\d)(?:99|9[·.．]9|九[·.．、]九)(?=重阳|登|爬|那|活动|节)")
SPACES = re.compile(r" (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) ")
DOT = re.compile(r"(?<=[\u4e00-\u9fff])[·•・．](?=[\u4e00-\u9fff])")
LONGEST_PINYIN, LONGEST_SPELLED = 24, 6


@dataclass(frozen=True)
class Normaliser:
    """Turns a message into the normal form that the lexicon is written in; says what it changed."""

    lexicon: Lexicon

    @cached_property
    def _homophones(self) -> Homophones:
        known = {word for cues in self._all_cues for word in cues.words}
        return Homophones(self._domain_words, known | self.lexicon.not_typos)

    @cached_property
    def _all_cues(self) -> tuple[Cues, ...]:
        lexicon = self.lexicon
        groups = (lexicon.topics.values(), lexicon.facets.values(), lexicon.aspects, lexicon.declines.values())
        return (*(one.cues for group in groups for one in group), *lexicon.signals.values())

    @cached_property
    def _domain_words(self) -> tuple[str, ...]:
        topics = self.lexicon.topics.values()
        words = [word for topic in topics for word, weight in topic.cues.words.items() if weight >= LIKELY]
        return (*words, "工会", "会员", "慰问", "慰问金", "慰问品", "上限", "直系亲人", "材料", "现金", "通知", "活动")

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        """Whole pinyin without spaces → the word it spells; single syllables only from the lexicon's own list."""
        said = [word for cues in self._all_cues for word in cues.words if 1 < len(word) <= LONGEST_SPELLED]
        words = [*said, *(word for word in self._domain_words if len(word) > 1)]
        return {spell(word): word for word in words} | dict(self.lexicon.pinyin)

    def __call__(self, message: str) -> tuple[str, tuple[str, ...]]:
        """The normal form, and notes such as 升日→生日 for `--explain`."""
        text = unicodedata.normalize("NFKC", message).lower().translate(self.lexicon.traditional)
        text = DOT.sub("", DOUBLE_NINE.sub("九九", DIGITS.sub("五一", text)))
        notes: list[str] = []
        for wrong, right in self.lexicon.typos.items():
            if wrong in text:
                text = text.replace(wrong, right)
                notes.append(f"{wrong}→{right}")
        if re.search(r"[a-z]", text):
            text = LATIN.sub(lambda match: self._latin(match[0], notes), text)
        return self._homophones.mend(SPACES.sub("", re.sub(r"\s+", " ", text).strip()), notes), tuple(notes)

    def _latin(self, run: str, notes: list[str]) -> str:
        pieces = [self._abbreviation(piece) for piece in run.split()]
        if all(pieces):
            said = "".join(piece or "" for piece in pieces)
        else:
            said = self._spelled(re.sub(r"[ ']", "", run)) or "".join(
                self._abbreviation(piece) or self._spelled(piece) or piece for piece in run.split()
            )
        if said != run:
            notes.append(f"{run}→{said}")
        return said

    def _abbreviation(self, piece: str) -> str | None:
        return self.lexicon.abbreviations.get(piece)

    def _spelled(self, letters: str) -> str | None:
        """The longest words first, to the end of the run; None where something is left over."""
        if not letters:
            return ""
        for size in range(min(len(letters), LONGEST_PINYIN), 0, -1):
            word = self._spellings.get(letters[:size]) or (
                self.lexicon.abbreviations.get(letters[:size]) if size == len(letters) else None
            )
            if word and (rest := self._spelled(letters[size:])) is not None:
                return word + rest
        return None
