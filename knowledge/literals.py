"""What must stand in a text for a pattern to be found there, read off the pattern itself.

Of `(多少|几).{0,3}钱` it is 钱, of `住(院|进)` 住院 or 住进: in every text in which the pattern is found stands one of
these. Where nothing can be told (`.*`, or case left aside) the pattern is simply tried. Patterns are taken apart by the
parser of `re` itself, as hypothesis does: a parser of our own could differ from what is matched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined]  # private, and the same from Python 3.11 to 3.14
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MOST = 48  # strings made of neighbours taken together; more of them tell no more
WIDEST = 1_000  # strings to choose from; a pattern with more is as good as always tried
LONGEST = 3  # characters of a string; longer ones tell little more
DIGITS = re.compile(r"\d")
DIGIT = "0"  # stands for any
NOTHING = frozenset({""})

Strings = frozenset[str]
Node = tuple[Any, Any]
"""A piece of a pattern as `re` takes it apart: its kind, and what belongs to it."""


def needed(pattern: str) -> Strings | None:
    """Strings of which one stands in every text, its digits `alike`, in which the pattern is found; None where there
    are none such."""
    parsed = _parser.parse(pattern)
    return None if parsed.state.flags & re.IGNORECASE else _of_sequence(parsed)


def from_the_start(pattern: str) -> str:
    """A pattern that looks ahead over all that follows (`(?=.*退休)(?=.*多少)`), tied to the start of a line: elsewhere
    it finds nothing that it does not find there, and would look over the rest of the text again at every place."""
    items = list(_parser.parse(pattern))
    ahead = [kind is op.ASSERT and value[0] == 1 and _anything(value[1]) for kind, value in items]
    looks = ahead.index(False) if False in ahead else len(ahead)
    return f"^{pattern}" if looks and (looks == len(items) or _anything(items[looks:])) else pattern


def _anything(items: Sequence[Node]) -> bool:
    """Whether a sequence begins with as much of anything as there is, be it none."""
    if not items:
        return False
    kind, value = items[0]
    if kind is op.SUBPATTERN:
        return _anything(value[3])
    return kind is op.MAX_REPEAT and value[0] == 0 and value[1] is op.MAXREPEAT and value[2][0][0] is op.ANY


def alike(text: str) -> str:
    """The text with one digit for any."""
    return DIGITS.sub(DIGIT, text)


def _of_sequence(items: Iterable[Node]) -> Strings | None:
    """The most telling strings that the items of a sequence need, neighbours taken together."""
    best: Strings | None = None
    run = NOTHING
    for item in items:
        exact = _exact(item)
        longer = _times(run, exact)
        if longer is not None:
            run = longer
        else:
            best = _better(_better(best, run), _of_item(item))
            run = exact or NOTHING
    return _better(best, run)


def _better(one: Strings | None, other: Strings | None) -> Strings | None:
    """Of two sets, of each of which a string must be there, the one that more seldom is."""
    if other is None or "" in other:
        return one
    return other if one is None or _telling(other) > _telling(one) else one


def _telling(strings: Strings) -> tuple[int, int]:
    return min(map(len, strings)), -len(strings)


def _times(ones: Strings | None, others: Strings | None) -> Strings | None:
    """Each of the one followed by each of the others; None where that makes too many, or adds nothing."""
    if ones is None or others is None or len(ones) * len(others) > MOST or min(map(len, ones)) >= LONGEST:
        return None
    return frozenset(one + other for one in ones for other in others)


def _exact(item: Node) -> Strings | None:
    """All that an item can match, where that is so many strings."""
    kind, value = item
    if kind is op.LITERAL:
        return frozenset({alike(chr(value))})
    if kind in {op.AT, op.ASSERT, op.ASSERT_NOT}:  # these take no room
        return NOTHING
    if kind is op.IN:
        return _of_class(value)
    if kind is op.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _exactly(value[3])
    return _united(map(_exactly, value[1])) if kind is op.BRANCH else None


def _exactly(items: Iterable[Node]) -> Strings | None:
    found: Strings | None = NOTHING
    for item in items:
        found = _times(found, _exact(item))
    return found


def _united(sets: Iterable[Strings | None]) -> Strings | None:
    strings: set[str] = set()
    for one in sets:
        if one is None:
            return None
        strings |= one
    return frozenset(strings) if len(strings) <= WIDEST else None


def _of_class(members: Sequence[Node]) -> Strings | None:
    """The characters of a class that names them one by one."""
    return _united(map(_of_member, members))


def _of_member(member: Node) -> Strings | None:
    kind, value = member
    if kind is op.LITERAL:
        return frozenset({alike(chr(value))})
    if kind is op.RANGE and value[1] - value[0] < WIDEST:
        return frozenset(alike(chr(one)) for one in range(value[0], value[1] + 1))
    return frozenset({DIGIT}) if kind is op.CATEGORY and value is op.CATEGORY_DIGIT else None


def _of_item(item: Node) -> Strings | None:
    """What an item needs that can match more than so many strings."""
    kind, value = item
    if kind is op.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _of_sequence(value[3])
    if kind is op.BRANCH:
        return _united(map(_of_sequence, value[1]))
    if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
        return _of_sequence(value[2]) if value[0] else None
    return _of_sequence(value) if kind is op.ATOMIC_GROUP else None
