"""Numbering at the head of a paragraph: 第三条, 一、, （二）, 1., （3）, ④."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from knowledge.documents.numerals import CHINESE, whole

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
BRACKETED_CHINESE = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
DOTTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"


class Level(IntEnum):
    """From the widest to the narrowest."""

    CHAPTER = 0  # 第一章
    ARTICLE = 1  # 第一条
    PART = 2  # 一、
    ITEM = 3  # （一）
    POINT = 4  # 1.
    SUBPOINT = 5  # （1）
    DETAIL = 6  # ①


_SHAPES = (
    (Level.CHAPTER, re.compile(rf"第(?P<n>{CHINESE}|\d+)[章节]")),
    (Level.ARTICLE, re.compile(rf"第(?P<n>{CHINESE}|\d+)条(?:之{CHINESE})?(?![规款第的之、，和及至—（])")),
    (Level.PART, re.compile(r"(?P<n>[一二三四五六七八九十]{1,3})[、.]")),
    (Level.ITEM, re.compile(r"（(?P<n>[一二三四五六七八九十]{1,3})[）〕]、?")),
    (Level.POINT, re.compile(r"(?P<n>\d{1,2})(?:[、.](?!\d{1,2}(?!\d))|）)")),
    (Level.SUBPOINT, re.compile(r"[（〔](?P<n>\d{1,2})[）〕]")),
)
_SIGNS = (
    (Level.ITEM, BRACKETED_CHINESE),
    (Level.POINT, DOTTED),
    (Level.SUBPOINT, BRACKETED),
    (Level.DETAIL, CIRCLED),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the head of a paragraph; `length` in characters of the folded text without blanks."""

    level: Level
    number: int
    length: int
    printed: str

    @property
    def cited(self) -> str:
        """How the number is cited, without what separates it: 四, （二）, 第三条."""
        return self.printed.rstrip("、.")


def mark_of(text: str) -> Mark | None:
    """The numbering with which a folded text without blanks begins."""
    for level, signs in _SIGNS:
        if text[:1] and text[0] in signs:
            number = signs.index(text[0]) + 1
            return Mark(level, number, 1, _spelled(level, number, text[0]))
    for level, shape in _SHAPES:
        if match := shape.match(text):
            number_ = whole(match["n"])
            if number_ and not (level is Level.POINT and match[0].endswith("）") and "（" in text[:1]):
                return Mark(level, number_, match.end(), match[0].replace("〔", "（").replace("〕", "）"))
    return None


def _spelled(level: Level, number: int, sign: str) -> str:
    if level is Level.ITEM:
        return f"（{'一二三四五六七八九十'[number - 1]}）"
    return {Level.POINT: f"{number}", Level.SUBPOINT: f"（{number}）"}.get(level, sign)
