"""Annexes behind the signature: where the letter is signed in the middle of a file, and where each annex begins."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.documents.marks import mark_of
from knowledge.documents.numerals import DATE

_BODY = (
    r"[\u4e00-\u9fff×Xx（）、]{2,30}(?:工会|委员会|联合会|工委|办公室|总工会|局|委|中心|部)(?:（?盖?章）?|〔盖?章〕)?"
)
BODY = re.compile(rf"^{_BODY}$")
SIGNED = re.compile(rf"^(?P<signer>{_BODY})?(?P<day>{DATE.pattern})$")  # the day by itself, or behind who signs
ATTACHMENT = re.compile(r"^[—·]*附[件表]?(?P<n>\d*)：?(?P<title>.*)$")
LISTED = re.compile(r"^[—·]*(?:附件：)?(?P<n>\d{1,2})[.、](?P<title>.+)$")
NAMED = re.compile(
    r"^[^。；：]{2,50}(?:办法|规定|细则|标准|方案|要点|制度|规则|章程|一览表|标准表|计划|安排|清单|须知|指南|[^《》]表)(?:（[^）]{2,8}）)?$"
)
START = re.compile(r"^[—·]*附[件表](?P<n>\d{0,2}|[一二三四五六七八九十]{0,2})(?:[：、.]|$)(?P<title>[^。；]{0,60})$")
BETWEEN = re.compile(r"^(?:抄送|抄报|（[^（）]{2,40}）$|联系[人电]|.{0,30}印发$)")
NEAR = 5  # lines between the day and the first annex: copies, who may be called


@dataclass(frozen=True, slots=True)
class Annexes:
    """The paragraphs of the list of annexes, signature and day that stand above them, and of each annex's own heading;
    `names`: by the paragraph with which an annex begins, how it is cited: 附件1."""

    signed: tuple[int, ...] = ()
    headings: tuple[int, ...] = ()
    names: dict[int, str] = field(default_factory=dict)


def annexes(texts: Sequence[str], first: int, last: int, tables: Collection[int]) -> Annexes:
    """Those behind a day that stands by itself; the body is from `first` up to `last`."""
    days = (at for at in range(1, last) if at not in tables and SIGNED.match(texts[at]))
    for day in days:
        start = next((at for at in range(day + 1, min(day + 1 + NEAR, last)) if START.match(texts[at])), None)
        if start is None or not all(BETWEEN.match(text) for text in texts[day + 1 : start]):
            continue
        names = dict(_starts(texts, start, last, tables))
        headings = (at for one in names for at in _heading(texts, one, last, tables))
        signed = range(_above(texts, day), start)
        within = range(first, last)  # what stands before is the frame's
        return Annexes(tuple(at for at in signed if at in within), tuple(at for at in headings if at in within), names)
    return Annexes()


def _above(texts: Sequence[str], day: int) -> int:
    """Where the signature begins, or the list of annexes over it."""
    at = day
    while at > 1 and BODY.match(texts[at - 1]):
        at -= 1
    for top in range(at - 1, 0, -1):
        if texts[top].startswith("附件"):
            return top
        if not LISTED.match(texts[top]):
            break
    return at


def _starts(texts: Sequence[str], first: int, last: int, tables: Collection[int]) -> Iterator[tuple[int, str]]:
    for at in range(first, last):
        if at not in tables and (match := START.match(texts[at])):
            yield at, f"附件{match['n']}"


def _heading(texts: Sequence[str], start: int, last: int, tables: Collection[int]) -> Iterator[int]:
    """附件1, and its title in the line below."""
    yield start
    below = start + 1
    if below < last and below not in tables and not mark_of(texts[below]) and NAMED.match(texts[below]):
        yield below
