"""Numbering at the head of a paragraph: 第三条, 一、, （二）, 1., 2.1.3, （3）, ④."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    SECTION = 5  # 1.1: cited by all its numbers
    SUBSECTION = 6  # 1.1.1
    PARAGRAPH = 7  # 1.1.1.1
    SUBPOINT = 8  # （1）
    DETAIL = 9  # ①


SECTIONS = (Level.SECTION, Level.SUBSECTION, Level.PARAGRAPH)
# 3.15活动, 1.5万元, 2.5天 begin no section; nor does 2.1300元, of which no one knows where the number ends.
_BARE = re.compile(r"(?P<n>[1-9]\d?)(?=[\u4e00-\u9fff])")
_SECTION = re.compile(
    r"(?P<over>\d{1,2}(?:\.\d{1,2}){0,2})\.(?P<n>[1-9]\d?)(?:[、.](?!\d))?"
    r"(?![\d.%‰，—元万千百倍折天日周月年时分岁人名次个例件份米平公克斤级届号）前后起至]|小时|国际|国庆|元旦|妇女|劳动|儿童|节|宪法|普法|世界|爱)"
)


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
    if section := _SECTION.match(text):
        level = SECTIONS[section["over"].count(".")]
        return Mark(level, int(section["n"]), section.end(), f"{section['over']}.{section['n']}")
    for level, shape in _SHAPES:
        if match := shape.match(text):
            number_ = whole(match["n"])
            if number_ and not (level is Level.POINT and match[0].endswith("）") and "（" in text[:1]):
                return Mark(level, number_, match.end(), match[0].replace("〔", "（").replace("〕", "）"))
    return None


def mark_at(texts: Sequence[str], at: int) -> Mark | None:
    """The numbering of one paragraph of many; a bare number (2总则) only where 2.1 follows."""
    bare = _BARE.match(texts[at])
    below = _SECTION.match(texts[at + 1]) if bare and at + 1 < len(texts) else None
    if bare and below and below["over"] == bare["n"]:
        return Mark(Level.POINT, int(bare["n"]), len(bare["n"]), bare["n"])
    return mark_of(texts[at])


def _spelled(level: Level, number: int, sign: str) -> str:
    if level is Level.ITEM:
        return f"（{'一二三四五六七八九十'[number - 1]}）"
    return {Level.POINT: f"{number}", Level.SUBPOINT: f"（{number}）"}.get(level, sign)
