"""Which paragraph is a heading, which a statement, and how each is cited; and deeds that a document counts and then
lists (五要访, 六必贺)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge.documents.marks import SECTIONS, Level, Mark, mark_at

NUMERALS = "一二三四五六七八九十"
LONGEST_HEADING = 40
DEED = r"(?:要|必|必须|应)(?:访|贺|谈|看|送|帮|慰|探|到|问|知|讲|助)"
COUNTED = re.compile(rf"(?P<n>[一二三四五六七八九十两]{{1,2}})(?P<deed>{DEED})")
LISTING = re.compile(
    rf"\"?(?P<n>[一二三四五六七八九十两]{{1,2}})(?P<deed>{DEED})\"?(?:内容)?(?:就是|是指|即|包括|为|：)"
)
INTRODUCED = re.compile(rf"^\"[一二三四五六七八九十两]{{1,2}}{DEED}\"?(?:内容)?(?:就是|是指|即|包括|为|：)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph of the body. `over` are the entries (by their number) above it, widest first."""

    at: int  # which paragraph
    place: str
    marks: tuple[Mark, ...]
    own: Mark | None
    heading: bool
    over: tuple[int, ...]
    annex: str = ""  # 附件1, where it stands in one behind the signature


def outline(
    texts: Sequence[str], first: int, last: int, apart: Collection[int], annexes: Mapping[int, str]
) -> list[Entry]:
    """The paragraphs `first` up to `last` (folded, without blanks) in their places; `apart`, rows of tables and what
    belongs to the frame, are left out. `annexes`: by the paragraph where one begins, its name."""
    entries: list[Entry] = []
    stack: list[tuple[Mark, int]] = []
    loose, annex = 0, ""
    for at in range(first, last):
        if at in annexes:
            stack, loose, annex = [], 0, annexes[at]
        if at in apart:
            continue
        mark = mark_at(texts, at)
        if mark:
            loose = 0
            while stack and stack[-1][0].level >= mark.level:
                stack.pop()
            stack.append((mark, len(entries)))
        else:
            loose += 1
        over = tuple(number for _, number in stack if number != len(entries))
        marks = tuple(one for one, _ in stack)
        heading = _is_heading(texts, at, last, mark)
        above_is_heading = bool(over) and entries[over[-1]].heading
        place = _cited(marks, mark, loose, above_is_heading)
        # A letter may have a 一 of its own.
        within = annex if any(one.own and not one.annex for one in entries) else ""
        entries.append(Entry(at, f"{within}{place}", marks, mark, heading, over, annex))
    return entries


def _is_heading(texts: Sequence[str], at: int, last: int, mark: Mark | None) -> bool:
    """A numbered line without a finished sentence, over something narrower or unnumbered."""
    if mark is None:
        return False
    if mark.level is Level.CHAPTER:
        return True
    rest = texts[at][mark.length :]
    if rest.count('"') % 2:  # the first half of a sentence, which is asked about
        return False
    if len(rest) > LONGEST_HEADING or re.search(r"[。；]|[.：:]$|元|%", rest) or at + 1 >= last:
        return False
    below = mark_at(texts, at + 1)
    return below is None or below.level > mark.level


def _cited(marks: tuple[Mark, ...], own: Mark | None, loose: int, above_is_heading: bool) -> str:
    """四（二）; for what has no number of its own the paragraph is counted: 一第二款."""
    words = [mark for mark in marks if mark.level is not Level.CHAPTER] or list(marks)
    section = max((at for at, mark in enumerate(words) if mark.level in SECTIONS), default=0)
    words = words[section:]  # 2.1.3 says all that stands above it
    place = "".join(mark.cited for mark in words)
    if own or not marks:
        return place if marks else f"第{counted(loose)}段"
    return f"{place}第{counted(loose if above_is_heading else loose + 1)}款"


def counted(number: int) -> str:
    """Up to 99 in Chinese."""
    if number <= 10:
        return NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else NUMERALS[tens - 1]) + "十" + (NUMERALS[ones - 1] if ones else "")
