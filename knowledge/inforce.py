"""Which document holds for an event: by its day, the member's branch and the level, in one place for all who ask.

- A document holds from the day it names (else the day it was signed) to the day it names, unless another repeals it.
- A yearly plan takes the place of the plan of the year before, never of a 办法. What an amendment makes of a document
  is an edition of its own (`knowledge.amended`); what of it could not be followed is a clause beside.
- A branch's own clause goes before the committee's, and that before one from above, within the ceiling of those above.
- Two clauses of one level that give different figures are both named; the one of the 办法, else the newer one, counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from knowledge.document import KindClause, Notice
from knowledge.patterns import Late

YEAR = r"(?:[0-9]{4}|[〇零○一二三四五六七八九]{4})年?度?"
YEARLY = Late(rf"{YEAR}.*(?:要点|计划|安排|方案)")
# What another hand may leave out of the same plan's title: 关于印发《2025年市直机关工会工作要点》的通知.
FRAME = Late(
    rf"{YEAR}|关于|印发|下发|转发|做好|的|通知|（[^）]*）|[《》〈〉“”\"\s]|[全市县区州省]{{0,2}}直属?|各级|系统|机关|基层|工会|工作|委员会|工委|全[市县区系]"
)
GENERAL = frozenset({"要点", "计划", "安排", "方案"})


class Level(StrEnum):
    """Whose document it is, seen from the committee. The values are stored."""

    ABOVE = "above"  # the province's, the city's
    COMMITTEE = "committee"
    BRANCH = "branch"


RANK = (Level.BRANCH, Level.COMMITTEE, Level.ABOVE)


@dataclass(frozen=True)
class Edition:
    """A document as it was published. `until` is its last day; `repeals` and `amends` name others by number; `order`
    is that of publication; `branch` the one that it binds, where it is a branch's."""

    notice: Notice
    since: date
    until: date | None = None
    level: Level = Level.COMMITTEE
    branch: int | None = None
    repeals: frozenset[str] = frozenset()
    amends: frozenset[str] = frozenset()
    order: int = 0
    key: str = ""
    by: tuple[str, ...] = ()  # whose amendments are in it: for the days before, the document without them is there

    @property
    def called(self) -> str:
        """江机工〔2022〕6号（按江机工〔2024〕9号修改后）."""
        return f"{self.number}（按{'、'.join(self.by)}修改后）" if self.by else self.number

    @property
    def number(self) -> str:
        return self.notice.number

    @property
    def series(self) -> str:
        """What the plans of all years have in common; "" for what is no yearly plan."""
        title, issuer = unicodedata.normalize("NFKC", self.notice.title), self.notice.issuer
        if not YEARLY.search(title):
            return ""
        matter = FRAME.sub("", title.replace(issuer, "") if issuer else title)
        return f"{issuer} {'要点' if matter in GENERAL else matter}"

    def binds(self, branch: int | None) -> bool:
        return self.level is not Level.BRANCH or (branch is not None and self.branch == branch)

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


def of_file(notice: Notice) -> Edition:
    """A notice of the folder: the committee's own, from the day it was signed."""
    return Edition(notice, notice.signed, key=notice.number)


@dataclass(frozen=True)
class InForce:
    """The documents that hold on a day for a branch (None: for whoever belongs to none), the one that leads first."""

    on: date
    editions: tuple[Edition, ...]
    branch: int | None = None
    kinds_: dict[str, KindClause | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def key(self) -> tuple[str, ...]:
        """What these documents are known by in caches: equal keys mean the same documents in the same order."""
        return tuple(edition.key or edition.number for edition in self.editions)

    def kind(self, key: str) -> KindClause | None:
        """What holds for a kind: its clause, with the ceiling of those above, and those that say otherwise."""
        if key not in self.kinds_:
            self.kinds_[key] = self._kind(key)
        return self.kinds_[key]

    def _kind(self, key: str) -> KindClause | None:
        by_level = [one for level in RANK if (one := self._of_level(key, level))]
        if not by_level:
            return None
        chosen, *above = by_level
        caps = [one for one in above if one.ceiling is not None]
        if chosen.ceiling is None and caps:
            return replace(caps[0], besides=(*caps[0].besides, chosen))
        lower = [one for one in caps if (one.ceiling or 0) < (chosen.ceiling or 0)]
        if lower:
            cap = min(lower, key=lambda one: one.ceiling or 0)
            return replace(chosen, ceiling=cap.ceiling, cap=cap)
        return chosen

    def _of_level(self, key: str, level: Level) -> KindClause | None:
        """The level's clause; others of the level that give another figure stand beside it."""
        ranked = sorted((one for one in self.editions if one.level is level), key=_weight, reverse=True)
        found = [kind for one in ranked if (kind := one.notice.kind(key))]
        figures = [kind for kind in found if kind.ceiling is not None] or found
        if not figures:
            return None
        kind = figures[0]
        others = [other for other in found if other is not kind and other.ceiling not in (None, kind.ceiling)]
        return replace(kind, besides=tuple(others))

    @cached_property
    def notice(self) -> Notice:
        """All of it as one notice: the leading one, with what the others say beside. Each clause keeps its source."""
        leading = self.editions[0].notice
        keys = dict.fromkeys(kind.key for edition in self.editions for kind in edition.notice.kinds)
        kinds = tuple(kind for key in keys if (kind := self.kind(key)))
        others = tuple(item for edition in self.editions[1:] for item in edition.notice.items)
        own = (kind for edition in self.editions[1:] for kind in edition.notice.listed if kind.own)
        return replace(leading, kinds=kinds, loose=(*leading.loose, *others), listed=(*leading.listed, *own))


def _weight(edition: Edition) -> tuple[bool, bool, date, int]:
    """An amendment before what it amends, a 办法 before a yearly plan, the newer before the older."""
    return bool(edition.amends), not edition.series, edition.since, edition.order


def in_force(editions: Sequence[Edition], on: date, branch: int | None = None) -> InForce:
    """What holds on the day for the branch. Before the first of the committee's own documents, the oldest one does."""
    bound = [one for one in editions if one.binds(branch)]
    there = [one for one in bound if one.holds(on)]
    repealed = {number for one in there for number in one.repeals}
    there = [one for one in there if one.number not in repealed and not _followed(one, there)]
    own = [one for one in bound if one.level is Level.COMMITTEE]
    if own and not any(one.level is Level.COMMITTEE for one in there):
        there.append(min(own, key=lambda one: (one.since, one.order)))
    return InForce(on, tuple(sorted(there, key=_leads, reverse=True)), branch)


def _followed(edition: Edition, there: Iterable[Edition]) -> bool:
    """Whether a later plan of the same series, or a later edition of the same number, is there."""
    later = (one for one in there if (one.since, one.order) > (edition.since, edition.order))
    return any(one.number == edition.number or _is_next(one, edition) for one in later)


def _is_next(one: Edition, edition: Edition) -> bool:
    """Of the same series, for the same people."""
    return one.series == edition.series != "" and (one.level, one.branch) == (edition.level, edition.branch)


def _leads(edition: Edition) -> tuple[bool, bool, date, int]:
    """Of the committee's own the newest yearly plan leads: it names the year's work."""
    return edition.level is Level.COMMITTEE, bool(edition.series), edition.since, edition.order
