"""What a document must have gone through before it may be published, and by whom. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.errors import BadInput
from bot.core.money import parse_yuan

LARGEST = 20_000_000  # bytes of a file sent by chat; the Bot API hands over no more
TRIES = 3  # wrong figures for one amount by one person: more would be guessing
AHEAD = re.compile(r"^(?:不超过|不高于|最高|不低于|每人|每年|每次|一次性|慰问[金品]|百分之|为|是|:)+")
BETWEEN = re.compile(r"元?(?:[-—–－~～]+|至|到|[、,，;；/ ]+(?=\d{3,}(?:\D|$))|\s+)")
DENIALS = frozenset({"不是", "不是慰问标准", "这不是慰问标准", "不是这一项", "不是标准", "不是这一项的标准"})

OF_ITS_OWN = frozenset({"新的一项", "是新的一项", "另外一项", "另外的一项", "是另外一项", "是另外的一项", "另一项"})


@dataclass(frozen=True)
class Point:
    """Something that blocks publishing. `clause`: whose figures are typed blind; None: it is looked at and confirmed.

    `place` is its number among the document's flags; `figures` what was read, never shown before it is typed.
    """

    place: int
    words: str
    clause: int | None = None
    figures: tuple[int, ...] = ()


@dataclass(frozen=True)
class Review:
    """How far the review of a document has come. `typed`: by clause, what was typed, () where it was said to be nothing
    that this event is given; `looked`: flags confirmed."""

    points: tuple[Point, ...]
    typed: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    looked: frozenset[int] = frozenset()

    @property
    def open(self) -> tuple[Point, ...]:
        """What is still to be done; a clause that several flags name is typed once."""
        left: dict[object, Point] = {}
        for point in self.points:
            done = point.place in self.looked if point.clause is None else self.agrees(point)
            if not done:
                left.setdefault(("clause", point.clause) if point.clause is not None else ("flag", point.place), point)
        return tuple(left.values())

    def agrees(self, point: Point) -> bool:
        """Whether the clause's figures were typed as they were read, or said to be nothing given."""
        return point.clause is not None and self.typed.get(point.clause) in (point.figures, ())

    def next_for(self, misses: Mapping[int, int]) -> Point | None:
        """The first open point at which somebody has not guessed too often. `misses`: his wrong figures, by clause."""
        return next((one for one in self.open if one.clause is None or misses.get(one.clause, 0) < TRIES), None)

    def point(self, place: int) -> Point | None:
        return next((one for one in self.points if one.place == place), None)


def figures(words: str) -> tuple[int, ...]:
    """The amount that somebody typed, or the two of a range: “1000”, “六百”, “３００-500 元”. Empty for anything else:
    words are no guess."""
    plain = re.sub(r"\s*([-—–~至到元])\s*", r"\1", unicodedata.normalize("NFKC", words).strip())
    if (one := _figure(plain)) is not None:
        return (one,)
    found = [_figure(part) for part in BETWEEN.split(plain)]
    return tuple(one for one in found if one is not None) if len(found) == 2 and None not in found else ()


def _figure(words: str) -> int | None:
    """Whole yuan, or per cent."""
    try:
        amount = parse_yuan(AHEAD.sub("", words.strip()).removesuffix("%"))
    except BadInput:
        return None
    return int(amount) if amount == amount.to_integral_value() else None


def denies(words: str) -> bool:
    """Whether somebody says that it is nothing given."""
    return words.strip(' 。，“”"').replace("的慰问标准", "慰问标准") in DENIALS


def sets_apart(words: str) -> bool:
    """Whether somebody says that it is an item of its own, taken for another."""
    return words.strip(' 。，“”"') in OF_ITS_OWN


def may_release(reviewers: Collection[int | None], by: int | None, *, two_people: bool) -> bool:
    """Whether this one may publish what those have reviewed or typed. None is the operator, one person."""
    return not two_people or by not in reviewers


@dataclass(frozen=True)
class Step:
    """A row of the releases: of which version, and whether it was taken back."""

    notice: int
    number: str
    released: bool


def current(steps: Iterable[Step]) -> dict[str, int]:
    """By number, the version that is published, after all steps in their order."""
    now: dict[str, int] = {}
    for step in steps:
        if step.released:
            now[step.number] = step.notice
        else:
            now.pop(step.number, None)
    return now


def former(steps: Sequence[Step], number: str) -> int | None:
    """The version of this number that was published before the one that is; None where there was none."""
    held: list[int] = []
    for step in steps:
        if step.number != number:
            continue
        if not step.released:
            held = held[:-1]
        elif len(held) > 1 and held[-2] == step.notice:
            held = held[:-1]  # the former again: it stands where it stood
        elif not held or held[-1] != step.notice:
            held.append(step.notice)
    return held[-2] if len(held) > 1 else None
