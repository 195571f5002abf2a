"""Words of a text, cut by jieba with the notice's and the lexicon's own words. The only module that imports jieba.

jieba as it ships reads 349,046 words into dictionaries: 1.2 s and 90 MB. Here its frequency table lies in a file of
hashes, of which a look-up reads a few bytes; start-up costs nothing, and jieba's own algorithm cuts exactly as it
always does (a test holds it to stock jieba). The file is built once, in the user's cache folder.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from knowledge.wordtable import WordTable, cached_table

if TYPE_CHECKING:
    import jieba

LONG = 3  # characters


def tokenizer(words: Iterable[str] = ()) -> jieba.Tokenizer:
    """A jieba tokenizer over the table in the file that also knows `words`."""
    cutter = _jieba().Tokenizer()
    table = _table()
    cutter.FREQ, cutter.total, cutter.initialized = Overlay(table), table.total, True
    for word in words:
        cutter.add_word(word)
    return cutter


@lru_cache(maxsize=1)
def _table() -> WordTable:
    return cached_table(_jieba().Tokenizer().get_dict_file)


def _jieba() -> Any:  # noqa: ANN401 - the module has no types
    """jieba, imported when it is first needed, and without its warnings: escapes and modules that newer Pythons
    complain of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    return jieba


class Overlay(dict[str, int]):
    """Words added at run time, over the table in the file; looks to jieba like its own dictionary."""

    def __init__(self, table: WordTable) -> None:
        super().__init__()
        self.table = table

    def __contains__(self, word: object) -> bool:
        return dict.__contains__(self, word) or (isinstance(word, str) and self.table.get(word) is not None)

    def __missing__(self, word: str) -> int:
        found = self.table.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def get(self, word: str, default: int | None = None) -> int | None:  # type: ignore[override]
        found = dict.get(self, word)
        if found is None:
            found = self.table.get(word)
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
    return tuple((start, end) for start, end in spans(text) if end - start >= LONG)


@lru_cache(maxsize=64)
def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a text stand, as the dictionary alone cuts it."""
    words = _cutter(()).lcut(text, HMM=False)
    ends = tuple(accumulate(map(len, words)))
    return tuple((end - len(word), end) for word, end in zip(words, ends, strict=True))


def cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether [start, end) begins or ends within a word: the 车证 of 停车证."""
    return any(at < edge < after for at, after in spans(text) for edge in (start, end))


@lru_cache(maxsize=64)
def likelihood(text: str) -> float:
    """The natural logarithm of how likely the likeliest words of a text are, by the dictionary's frequencies."""
    cutter = _cutter(())
    best: dict[int, tuple[float, int]] = {}
    cutter.calc(text, cutter.get_DAG(text), best)
    return best[0][0]


def in_dictionary(word: str) -> bool:
    """Whether the dictionary has it as a word, not only as the beginning of longer ones."""
    return bool(frequency(word))


def frequency(word: str) -> int:
    """How often the dictionary counted it as a word; 0 where it has it not."""
    return _cutter(()).FREQ.get(word) or 0


def cut(text: str, words: tuple[str, ...] = ()) -> list[str]:
    """The words of `text`, punctuation and spaces left out."""
    return [word for word in _cutter(words).lcut(text, HMM=False) if any(map(str.isalnum, word))]
