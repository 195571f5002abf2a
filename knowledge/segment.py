"""Words of a text, cut as jieba cuts them, with the notice's and the lexicon's own words.

jieba as it ships reads 349,046 words into dictionaries: 1.2 s and 90 MB, and 23 MB more for guessing at unknown words,
which is never done here. So of jieba only the list of its words is used. It lies in a file of hashes, of which a
look-up reads a few bytes; the file is built once, in the user's cache folder. Of all ways to cut a text the likeliest
is taken, as jieba does without guessing: a test holds it to jieba's own, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from itertools import accumulate
from math import log
from pathlib import Path
from typing import BinaryIO

from knowledge.patterns import Late
from knowledge.wordtable import WordTable, cached_table

LONG = 3  # characters
WRITTEN = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%-]+)")  # what jieba takes words from
SPACE = re.compile(r"(\r\n|\s)")
LATIN = Late("[a-zA-Z0-9]")


class Cutter:
    """Cuts with the words of jieba's list, and `words` besides, each as frequent as it takes to be cut out."""

    def __init__(self, table: WordTable, words: Iterable[str] = ()) -> None:
        self._table, self.total = table, table.total
        self._own: dict[str, int] = {}
        for word in words:
            self._add(word)

    def _frequency(self, word: str) -> int | None:
        found = self._own.get(word)
        return self._table.get(word) if found is None else found

    def _add(self, word: str) -> None:
        share = 1.0
        for piece in self.cut(word):
            known = self._frequency(piece)
            share *= (1 if known is None else known) / self.total
        self._own[word] = frequency = max(int(share * self.total) + 1, self._frequency(word) or 0)
        self.total += frequency
        for end in range(1, len(word)):
            if self._frequency(word[:end]) is None:
                self._own[word[:end]] = 0

    def cut(self, text: str) -> list[str]:
        """The words, and whatever stands between them character by character: joined they are the text again."""
        return [
            word for at, piece in enumerate(WRITTEN.split(text)) for word in (self._words if at % 2 else _signs)(piece)
        ]

    def _words(self, text: str) -> Iterator[str]:
        """Letters and digits that stand alone are put together."""
        ends, at, letters = self._likeliest(text), 0, ""
        while at < len(text):
            word = text[at : ends[at]]
            at = ends[at]
            if len(word) == 1 and LATIN.match(word):
                letters += word
                continue
            if letters:
                yield letters
                letters = ""
            yield word
        if letters:
            yield letters

    def _likeliest(self, text: str) -> list[int]:
        """By place the end of the word that begins there, were the text to begin there: from the end backwards, for
        what follows has been weighed by then. Of two that are equally likely the longer."""
        whole, size = log(self.total), len(text)
        best, ends = [0.0] * (size + 1), [0] * size
        for at in range(size - 1, -1, -1):
            best[at], ends[at] = max(
                (log(frequency or 1) - whole + best[end], end) for end, frequency in self._beginning(text, at)
            )
        return ends

    def _beginning(self, text: str, at: int) -> list[tuple[int, int]]:
        """The words that begin at a place, each by its end, with its frequency; the character, where there are none."""
        found: list[tuple[int, int]] = []
        own, listed = self._own, self._table.get
        for end in range(at + 1, len(text) + 1):
            word = text[at:end]
            frequency = own[word] if word in own else listed(word)
            if frequency is None:
                break
            if frequency:
                found.append((end, frequency))
        return found or [(at + 1, self._frequency(text[at]) or 0)]


def _signs(text: str) -> Iterator[str]:
    """What is not written in words."""
    for piece in SPACE.split(text):
        yield from [piece] if SPACE.match(piece) else piece


@lru_cache(maxsize=1)
def jiebas_table() -> WordTable:
    return cached_table(_dictionary)


def _dictionary() -> BinaryIO:
    """jieba's list, found without loading jieba."""
    found = find_spec("jieba")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("jieba", name="jieba")
    return Path(found.origin).with_name("dict.txt").open("rb")


@lru_cache(maxsize=4)
def _cutter(words: tuple[str, ...]) -> Cutter:
    return Cutter(jiebas_table(), words)


def within_word(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is a piece of a longer word, of three characters at least: the 夫 of 邵逸夫. Of a short one
    every piece may be meant: the 爸 of 老爸."""
    return any(at <= start and end <= after and after - at > end - start for at, after in _long_words(text))


@lru_cache(maxsize=64)
def _long_words(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of LONG characters and more stand. A text is asked of once for each relative in it."""
    words = _cutter(()).cut(text)
    ends = tuple(accumulate(map(len, words)))
    return tuple((end - len(word), end) for word, end in zip(words, ends, strict=True) if len(word) >= LONG)


def cut(text: str, words: tuple[str, ...] = ()) -> list[str]:
    """The words of `text`, punctuation and spaces left out."""
    return [word for word in _cutter(words).cut(text) if any(map(str.isalnum, word))]
