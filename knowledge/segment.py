"""Words of a text, cut by jieba with the notice's and the lexicon's own words. The only module that imports jieba.

jieba as it ships reads 349,046 words into dictionaries: 1.2 s and 90 MB. Here its frequency table lies in a file of
hashes that is mapped, not read: a look-up touches one page, start-up costs nothing, and jieba's own algorithm cuts
exactly as it always does (a test holds it to stock jieba). The file is built once, in the user's cache folder.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from types import ModuleType
from typing import TYPE_CHECKING, cast

from knowledge.hiding import hidden, leave_out
from knowledge.wordtable import WordTable, cached_table

if TYPE_CHECKING:
    import jieba

LONG = 3  # characters
REMEMBERED = 8_192  # look-ups, some 0.8 MB


def tokenizer(words: Iterable[str] = ()) -> jieba.Tokenizer:
    """A jieba tokenizer over the mapped table that also knows `words`."""
    cutter = _jieba().Tokenizer()
    table = cached_table(cutter.get_dict_file)
    cutter.FREQ, cutter.total, cutter.initialized = Overlay(table), table.total, True
    for word in words:
        cutter.add_word(word)
    return cutter


def _jieba() -> ModuleType:
    """jieba, imported without its warnings (escapes that newer Pythons complain of), without pkg_resources, which it
    can do without, and which costs 0.3 s and a warning of its own, and without the table by which it guesses at unknown
    words (HMM): 23 MB, and here it never guesses."""
    if "jieba" in sys.modules:
        return sys.modules["jieba"]
    leave_out("jieba.finalseg.prob_emit")
    with hidden("pkg_resources"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    return cast(ModuleType, jieba)


class Overlay(dict[str, int]):
    """Words added at run time, over the mapped table; looks to jieba like its own dictionary. The latest look-ups are
    remembered: people use the same words, and a look-up costs a hash and a page."""

    def __init__(self, table: WordTable) -> None:
        super().__init__()
        self.table = table
        self._looked_up: dict[str, int | None] = {}

    def _found(self, word: str) -> int | None:
        known = self._looked_up
        if word not in known:
            if len(known) >= REMEMBERED:
                known.clear()
            known[word] = self.table.get(word)
        return known[word]

    def __contains__(self, word: object) -> bool:
        return dict.__contains__(self, word) or (isinstance(word, str) and self._found(word) is not None)

    def __missing__(self, word: str) -> int:
        found = self._found(word)
        if found is None:
            raise KeyError(word)
        return found

    def get(self, word: str, default: int | None = None) -> int | None:  # type: ignore[override]
        found = dict.get(self, word)
        if found is None:
            found = self._found(word)
        return default if found is None else found


@lru_cache(maxsize=4)
def _cutter(words: tuple[str, ...]) -> jieba.Tokenizer:
    return tokenizer(words)


def within_word(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is a piece of a longer word, of three characters at least: the 夫 of 邵逸夫. Of a short one
    every piece may be meant: the 爸 of 老爸."""
    return any(at <= start and end <= after and after - at > end - start for at, after in _long_words(text))


@lru_cache(maxsize=64)
def _long_words(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of LONG characters and more stand. A text is asked of once for each relative in it."""
    words = _cutter(()).lcut(text, HMM=False)
    ends = tuple(accumulate(map(len, words)))
    return tuple((end - len(word), end) for word, end in zip(words, ends, strict=True) if len(word) >= LONG)


def cut(text: str, words: tuple[str, ...] = ()) -> list[str]:
    """The words of `text`, punctuation and spaces left out."""
    return [word for word in _cutter(words).lcut(text, HMM=False) if any(map(str.isalnum, word))]
