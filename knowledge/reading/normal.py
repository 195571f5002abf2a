"""One way of writing for the many ways members type: width, case, traditional characters, typos, pinyin, initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import LIKELY, Cues
from knowledge.patterns import Late
from knowledge.pinyin import Homophones, spell

LETTER, SPACE, WITHIN = re.compile(r"[a-z]"), re.compile(r"\s+"), re.compile(r"[ ']")
LATIN = Late(r"(?<!\d)(?:[a-z][a-z' ]*[a-z]|[a-z])(?!\d)")  # but for the degree of a finding: 4a
DIGITS = Late(r"(?<!\d)(?:51|5[·.．]1)(?=节|活动|劳动|系列|有|工会|搞|那)")
DOUBLE_NINE = Late(r"(?<!\d)(?:99|9[·.．]9|九[·.．、]九)(?=重阳|登|爬|那|活动|节)")
MENTION = Late(r"@[A-Za-z]\w{2,31}")  # whom it is addressed to says nothing of what it is about
AND = Late(r"(?<=[\u4e00-\u9fff]) ?he ?(?=[\u4e00-\u9fff])")  # jiehun he shengwa
SPACES = Late(r" (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) ")
DOT = Late(r"(?<=[\u4e00-\u9fff])[·•・．](?=[\u4e00-\u9fff])")
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
        text = unicodedata.normalize("NFKC", MENTION.sub("", message)).lower().translate(self.lexicon.traditional)
        text = DOT.sub("", DOUBLE_NINE.sub("九九", DIGITS.sub("五一", text)))
        notes: list[str] = []
        for wrong, right in self.lexicon.typos.items():
            if wrong in text:
                text = text.replace(wrong, right)
                notes.append(f"{wrong}→{right}")
        if LETTER.search(text):
            text = AND.sub("和", LATIN.sub(lambda match: self._latin(match[0], notes), text))
        return self._homophones.mend(SPACES.sub("", SPACE.sub(" ", text).strip()), notes), tuple(notes)

    def _latin(self, run: str, notes: list[str]) -> str:
        """Latin letters as the words they spell: initials only where a whole piece between spaces is one (换届 is
        not heard in asdfghjkl), syllables also across spaces (zhu yuan)."""
        said = self._spelled(WITHIN.sub("", run), self._initials(run))
        if said is None:
            pieces = (piece.replace("'", "") for piece in run.split())
            said = "".join(self._spelled(piece, self._initials(piece)) or piece for piece in pieces)
        if said != run:
            notes.append(f"{run}→{said}")
        return said

    def _initials(self, run: str) -> Mapping[int, tuple[int, str]]:
        """Where a piece that is an abbreviation starts, its end and the word: {0: (2, "住院")} for `zy`."""
        found, start = {}, 0
        for piece in run.replace("'", "").split():
            if word := self.lexicon.abbreviations.get(piece):
                found[start] = (start + len(piece), word)
            start += len(piece)
        return found

    def _spelled(self, letters: str, initials: Mapping[int, tuple[int, str]]) -> str | None:
        """The longest words first, to the end of the run; None where something is left over. Worked out from the end,
        so that the time grows with the length alone, whatever is typed."""
        steps: dict[int, tuple[int, str]] = {len(letters): (len(letters), "")}
        for start in range(len(letters) - 1, -1, -1):
            if start in initials and initials[start][0] in steps:
                steps[start] = initials[start]
                continue
            for end in range(min(len(letters), start + LONGEST_PINYIN), start, -1):
                if end in steps and (word := self._spellings.get(letters[start:end])):
                    steps[start] = (end, word)
                    break
        return "".join(_walked(steps, len(letters))) if 0 in steps else None


def _walked(steps: Mapping[int, tuple[int, str]], end: int) -> Iterable[str]:
    at = 0
    while at < end:
        at, word = steps[at]
        yield word
