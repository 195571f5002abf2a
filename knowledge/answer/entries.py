"""The words of `lexicon/answers` as values: what happened, whose it is, in what state, what is remarked beside it."""

from __future__ import annotations

from typing import TypeVar

from knowledge import texts as wrong
from knowledge.errors import LexiconError
from knowledge.reading.model import Act, Remark, State, Turn, Wanted, What, Whose

KIN = frozenset(
    {
        Whose.SPOUSE,
        Whose.CHILD,
        Whose.PARENT,
        Whose.PARENT_IN_LAW,
        Whose.GRANDPARENT,
        Whose.SIBLING,
        Whose.GRANDCHILD,
        Whose.OTHER_KIN,
    }
)
Key = TypeVar("Key", What, State, Act, Wanted, Remark, Turn)


def member(kind: type[Key], word: str) -> Key:
    try:
        return kind(word)
    except ValueError as error:
        raise LexiconError(f"answers 里的“{word}”不是 {kind.__name__} 的值") from error


def members(kind: type[Key], words: str) -> frozenset[Key]:
    return frozenset(member(kind, word) for word in words.split())


def people(words: str) -> frozenset[Whose]:
    found: set[Whose] = set()
    for word in words.split():
        try:
            found |= KIN if word == "kin" else {Whose(word)}
        except ValueError as error:
            raise LexiconError(wrong.nobody(word)) from error
    return frozenset(found)
