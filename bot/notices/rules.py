"""What a document must have gone through before it may be published, and by whom. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

FIGURE = re.compile(r"[0-9]+(?:[,，][0-9]{3})*")


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
    """How far the review of a document has come. `typed`: by clause, what was typed; `looked`: flags confirmed."""

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
        """Whether the clause's figures were typed as they were read."""
        return point.clause is not None and self.typed.get(point.clause) == point.figures

    def point(self, place: int) -> Point | None:
        return next((one for one in self.points if one.place == place), None)


def figures(words: str) -> tuple[int, ...]:
    """The amounts that somebody typed: “1000”, “３００-500 元”. Empty where there are none."""
    plain = unicodedata.normalize("NFKC", words)
    return tuple(int(re.sub("[,，]", "", found)) for found in FIGURE.findall(plain))


def may_release(reviewed_by: int | None, by: int | None, *, two_people: bool) -> bool:
    """Whether this one may publish what that one has reviewed. None is the operator at the terminal, one person."""
    return not two_people or reviewed_by != by


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
