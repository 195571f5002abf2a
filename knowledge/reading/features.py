"""What the classifiers see of a message: runs of characters, and what the lexicon and the plain rules found in it.

Marks: `@topic` (`@@` where a strong word stands), `-look_alike`, `#facet`, `!signal`, `&motif` of despair, `~small`
talk, `+remark`, `%` what the text is like, `K` what the rules would report, `C` an event's words, `P` people, `X` why
not, `H` what speaks for its having happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from knowledge.lexicon.model import STRONG
from knowledge.patterns import Late
from knowledge.pinyin import sounds

VERSION = 10
REMARK = "+"
LONGEST_GRAM = 3
MARKS = Late(r"[^\w?]+")
ASKED = Late(r"[?？]+")
LETTERS = Late(r"[a-z]{2}")
SIGNS = re.compile(r"[a-z]+|.", re.DOTALL)
FOUND = frozenset("@#!&=+~%-ABCDEFGHIJKLMNOPQRSTUVWXYZ→")  # what the names of all others than runs begin with
ABOUT = "w:"  # before the name of a happening that is asked about; no run holds a colon
STEPS = (4, 7, 12, 20, 32, 60, 120)


def grams(text: str) -> Iterator[str]:
    """Runs of one to LONGEST_GRAM characters. What stands between clauses is one comma, a question mark is kept. Of
    Latin letters a syllable of pinyin counts as one character, and so does a word that is no pinyin: single letters
    mean nothing, and words of any meaning share them."""
    text = "^" + MARKS.sub(",", ASKED.sub("?", text)).strip(",") + "$"
    signs: Sequence[str] = list(_signs(text)) if LETTERS.search(text) else text
    for size in range(1, LONGEST_GRAM + 1):
        for at in range(len(signs) - size + 1):
            yield "".join(signs[at : at + size])


def _signs(text: str) -> Iterator[str]:
    for sign in SIGNS.findall(text):
        syllables = _syllables().findall(sign) if len(sign) > 1 else [sign]
        yield from syllables if "".join(syllables) == sign else [sign]


@lru_cache(maxsize=1)
def _syllables() -> re.Pattern[str]:
    return re.compile("|".join(sorted(set(sounds().values()), key=len, reverse=True)))


def is_gram(feature: str) -> bool:
    """Whether it is a run of a message's characters, which are in lower case."""
    return feature[0] not in FOUND and not feature.startswith(ABOUT)


def of_subjects(subjects: Mapping[str, float]) -> Iterator[str]:
    for owner, value in subjects.items():
        yield "@" + owner
        if value >= STRONG:
            yield "@@" + owner


def of_size(text: str) -> Iterator[str]:
    yield f"%size{step(len(text), STEPS)}"


def step(value: float, steps: Sequence[float]) -> int:
    """How many of the steps a value is above."""
    return sum(value > one for one in steps)


def twos(text: str) -> frozenset[str]:
    """Each two characters that stand side by side."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def marked(mark: str, names: Iterable[str]) -> Iterator[str]:
    return (mark + name for name in names)


def pairs_of(mark: str, names: Sequence[str]) -> Iterator[str]:
    """Each two of the names together, since some are harmless one by one."""
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            yield f"{mark}{one}{mark}{other}"
