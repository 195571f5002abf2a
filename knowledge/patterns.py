"""Patterns that cost nothing before they are needed: compiled when first used, and tried only on a text in which they
may be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Generic, TypeVar
from weakref import WeakSet

from knowledge import literals
from knowledge.kept import kept
from knowledge.literals import alike

T = TypeVar("T")
LATELY = 16  # texts; a message is looked at by some ten groups of patterns, in two ways of writing


class Late:
    """A pattern that is compiled when it is first used; used as one of `re`."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        _late.add(self)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self.compiled.finditer

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self.compiled.sub


_late: WeakSet[Late] = WeakSet()


def compile_all() -> None:
    """Compiles every pattern that there is: before anybody waits."""
    for one in list(_late):
        one.compiled  # noqa: B018


class Patterns(Generic[T]):
    """Patterns in their order, each with what it stands for. Of these a text is shown to the ones alone of whose needed
    strings it has one: a few of hundreds."""

    def __init__(self, entries: Iterable[tuple[T, Late]]) -> None:
        self._entries = tuple(entries)

    @cached_property
    def _by_run(self) -> dict[str, int]:
        """As `by_run` gives it; the code that it is worked out by is one of its sources."""
        patterns = [pattern.pattern for _, pattern in self._entries]
        code = [path.read_text(encoding="utf-8") for path in (Path(__file__), Path(literals.__file__))]
        return kept("runs", (*code, *patterns), lambda: by_run(patterns))

    def __iter__(self) -> Iterator[tuple[T, Late]]:
        return iter(self._entries)

    def tried(self, text: str) -> Iterator[tuple[T, Late]]:
        """The entries that may be found in a text, in their order."""
        by_its_runs = self._by_run
        bits = by_its_runs[""]
        for run in runs(text):
            if run in by_its_runs:
                bits |= by_its_runs[run]
        while bits:
            lowest = bits & -bits
            yield self._entries[lowest.bit_length() - 1]
            bits ^= lowest

    def found(self, text: str) -> Iterator[tuple[T, re.Match[str]]]:
        """Those that are found, each with its first match."""
        return ((what, match) for what, pattern in self.tried(text) if (match := pattern.search(text)))

    def first(self, text: str) -> T | None:
        """What the first that is found stands for."""
        return next((what for what, _ in self.found(text)), None)


def by_run(patterns: Sequence[str]) -> dict[str, int]:
    """Run of one or two characters → the patterns that may be found where it stands, a bit each by their places; "" is
    everywhere."""
    found: dict[str, int] = {"": 0}
    for at, pattern in enumerate(patterns):
        for string in literals.needed(pattern) or ("",):
            found[string[:2]] = found.get(string[:2], 0) | 1 << at
    return found


def faults(patterns: Sequence[str]) -> dict[str, str]:
    """What is wrong with each that cannot be compiled. Those that can are compiled for this once, not in every run."""
    return kept("faults", patterns, lambda: {one: fault for one in patterns if (fault := _fault(one))})


def _fault(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return ""


@lru_cache(maxsize=LATELY)
def runs(text: str) -> frozenset[str]:
    """Every character of a text, and every two that stand together; any digit is as good as another."""
    text = alike(text)
    return frozenset((*text, *map(str.__add__, text, text[1:])))
