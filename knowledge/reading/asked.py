"""What a message asks, part by part, in its writer's own words: each asking part as a span of the message, and the
words of it that may be said back to him.

A part may be said back where it stands alone: a whole clause with its question form, of 4 to 22 characters, without
a word that points outside it (这个, 他), without a scolding, a loss or a number of somebody's. Address, politeness, who
said so, particles and marks are left out; a tail that only asks (“行不行”, “是真的吗”) takes the clause before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.lexicon.load import FOLDER, read_toml
from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.cuts import clauses_of, parts_of
from knowledge.reading.naming import COVERED, PLAIN, UNNAMED

#: Sides that say too little of what was asked to stand for it.
VAGUE = (UNNAMED, COVERED, "which", "validity", "host", PLAIN, "exists")
PROCEDURE = "procedure"  # its words stand in many a question of another side (“两个能一起申请吗”)
JOINT = "，"  # between a part and the clause before it, where both are said back
SHORTEST, LONGEST = 4, 22  # characters that may be said back
MARKS = Late(r"[^\u3400-\u9fffA-Za-z0-9%+/·、\-]")  # faces, quotation marks and the like
BARE_DEED = Late(r"(?:那)?(?:还|也|都)?(?:有|会|能|要|按|算|行|可以|该|得)[^,，。]{0,4}")  # nobody and nothing does it
CORE = Late(r"^(?:真的?|到底|是不是|能不能|会不会|能|会|要|可以)+|[吗不么伐吧呢]+$")


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of `lexicon/answers/said_back.toml`."""

    before: Late
    after: Late
    yours: Late
    counted: Late
    tail: Late
    echo: Late
    dangles: Late
    besides: Late
    told: Late
    hurts: Late
    private: Late
    names: Late
    common: Late
    sides: Mapping[str, Late]


@lru_cache(maxsize=1)
def words() -> Words:
    """Raises LexiconError where the file cannot be read."""
    raw = read_toml(FOLDER / "answers" / "said_back.toml")
    sides = {key: Late(pattern) for key, pattern in raw.pop("sides").items()}
    return Words(**{key: Late(pattern) for key, pattern in raw.items()}, sides=sides)


@dataclass(frozen=True, slots=True)
class Asking:
    """One thing that is asked. `said`: the part in which it is asked, as written; `quote`: what of it may be said back,
    "" where nothing may; `named`: a person is named in it, whom a group need not read of; `facets`: the sides that its
    own words show; `part`: where the message counts its questions, the one that it belongs to, and `topic` what that
    is about.
    """

    said: str
    quote: str = ""
    named: bool = False
    facets: tuple[str, ...] = ()
    part: str = ""
    topic: str = ""


def askings(text: str, *, outright: bool = True) -> tuple[Asking, ...]:
    """The asking parts of a message as written, in order. `outright`: the whole asks, also where no clause of it does
    so in words of its own."""
    parts = parts_of(text)
    if not parts:
        return tuple(_of_part(text, outright=outright))
    return tuple(replace(one, part=part) for part in parts for one in _of_part(part, outright=True))


def shown_in(said: str, of_lexicon: Sequence[str]) -> tuple[str, ...]:
    """The sides that the words of a part in normal form show: those of the lexicon, and those that only what is said
    back needs to know."""
    besides = [side for side, pattern in words().sides.items() if pattern.search(said)]
    return tuple(dict.fromkeys((*besides, *of_lexicon)))


def specific(asking: Asking) -> list[str]:
    """The sides that its words show, but for the vague ones; how to hand in, where they show no other."""
    shown = [facet for facet in asking.facets if facet not in VAGUE]
    return [facet for facet in shown if facet != PROCEDURE] or shown


def unnamed(asking: Asking) -> Asking:
    """The part as others may read of it: not said back where it names a person."""
    return replace(asking, quote="") if asking.named else asking


def leaning(asking: Asking, before: str) -> Asking:
    """The part with the last clause of what was told before it, where it cannot be understood alone: “有影响吗”, after
    “户口不在我这里”."""
    bare, told = bared(asking.said), [clause for clause, _ in clauses_of(before)]
    open_ = not specific(asking) and JOINT not in asking.quote and BARE_DEED.fullmatch(bare)
    if not told or not (open_ or (not asking.quote and _leans(bare))):
        return asking
    joined = f"{bared(told[-1])}{JOINT}{bare}"
    facets = tuple(facet for facet in asking.facets if facet not in VAGUE)
    return replace(asking, quote=_quotable(joined), named=bool(words().names.search(joined)), facets=facets)


def _of_part(text: str, *, outright: bool) -> Iterator[Asking]:
    clauses = [(clause, mark) for clause, mark in clauses_of(text) if mark or bared(clause)]
    found = [at for at, (clause, mark) in enumerate(clauses) if _asks(clause, mark)]
    if not found and outright and len(clauses) == 1:
        found = [0]
    return (_asking(clauses, at, at - 1 not in found) for at in found)


def _asks(clause: str, mark: bool) -> bool:
    said = bared(clause)
    return mark or (not words().told.search(said) and (asks(said) or words().besides.search(said) is not None))


def _asking(clauses: Sequence[tuple[str, bool]], at: int, joinable: bool) -> Asking:
    """`joinable`: the clause before asks nothing by itself."""
    clause = clauses[at][0]
    bare = bared(clause)
    before = bared(clauses[at - 1][0]) if at > 0 and joinable else ""
    if not before or not (_leans(bare) or _echoes(bare, before)):
        return Asking(clause, _quotable(bare), bool(words().names.search(clause)))
    joined = before if words().echo.match(bare) or _echoes(bare, before) else f"{before}{JOINT}{bare}"
    return Asking(clause, _quotable(joined), bool(words().names.search(joined)))


def _leans(bare: str) -> bool:
    """Whether a clause needs the one before it to be understood."""
    known = words()
    left = [chunk for chunk in known.common.sub(" ", bare).split() if len(chunk) > 1]
    return len(bare) < SHORTEST or not left or bool(known.tail.match(bare) or known.dangles.search(bare))


def _echoes(tail: str, before: str) -> bool:
    """“真的能作废”, after “跨年作废”."""
    core = CORE.sub("", tail)
    return len(core) > 1 and core in before


def bared(clause: str) -> str:
    """A clause without number, address, politeness, who said so, particles and faces."""
    said = words().counted.sub("", clause.strip())
    said = MARKS.sub("", said)
    said = words().yours.sub("", words().before.sub("", said))
    return words().after.sub("", said)


def _quotable(said: str) -> str:
    fits = SHORTEST <= len(said) <= LONGEST
    alone = fits and not (words().dangles.search(said) or words().tail.match(said))
    return said if alone and not (words().hurts.search(said) or words().private.search(said)) else ""
