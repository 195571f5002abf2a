"""Word's automatic numbers, worked out as Word shows them: 一、 （二） 1. ①."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from knowledge.documents.outline import counted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
    "ideographDigital", "koreanDigital2", "japaneseDigitalTenThousand",
}  # fmt: skip
STEMS = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}
SIGNS = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
}
LEGAL = "零壹贰叁肆伍陆柒捌玖拾"


@dataclass(frozen=True, slots=True)
class LevelFormat:
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    legal: bool = False


@dataclass
class Numbering:
    """The lists of a document, counted on as its paragraphs come. `unknown`: formats that could not be written."""

    levels: dict[str, dict[int, LevelFormat]] = field(default_factory=dict)  # by numId
    roots: dict[str, str] = field(default_factory=dict)  # numId → abstract list, which several may count on together
    overridden: dict[str, set[int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph of this list and level, as it is shown; empty for bullets."""
        levels = self.levels.get(number, {})
        if level not in levels:
            return ""
        counts = self.counts[self.roots[number]]
        if number not in self.begun:
            self.begun.add(number)
            for one in self.overridden.get(number, ()):
                counts.pop(one, None)
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for one in [one for one in counts if one > level]:
            after = levels[one].restarts_after if one in levels else None
            if after is None or (after and level < after):
                del counts[one]
        return self._shown(levels, counts, level)

    def _shown(self, levels: dict[int, LevelFormat], counts: dict[int, int], level: int) -> str:
        shape = levels[level]
        if shape.format in {"bullet", "none"}:
            return ""

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            value = counts.get(at, levels[at].start if at in levels else 1)
            return self._written(value, "decimal" if shape.legal else levels[at].format if at in levels else "decimal")

        return re.sub(r"%(\d)", one, shape.text)

    def _written(self, value: int, shape: str) -> str:
        if shape in CHINESE:
            return counted(value) if 0 < value < 100 else str(value)
        if shape in SIGNS and 0 < value <= len(SIGNS[shape]):
            return SIGNS[shape][value - 1]
        if shape in STEMS and 0 < value <= len(STEMS[shape]):
            return STEMS[shape][value - 1]
        if shape.startswith("chineseLegal") and 0 <= value <= 10:
            return LEGAL[value]
        if shape in {"lowerLetter", "upperLetter"} and 0 < value <= 26:
            return chr((97 if shape == "lowerLetter" else 65) + value - 1)
        if shape in {"lowerRoman", "upperRoman"} and 0 < value < 40:
            return _roman(value) if shape == "lowerRoman" else _roman(value).upper()
        if shape not in {"decimal", "decimalFullWidth", "decimalHalfWidth", "decimalFullWidth2"}:
            self.unknown.add(shape)
        return str(value)


def _roman(value: int) -> str:
    return "x" * (value // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[value % 10]


def numbering(root: Element | None) -> Numbering:
    """The lists that numbering.xml defines."""
    made = Numbering()
    if root is None:
        return made
    abstract = {one.get(f"{W}abstractNumId", ""): one for one in root.iter(f"{W}abstractNum")}
    by_style = {_value(one, "styleLink"): key for key, one in abstract.items() if _value(one, "styleLink")}
    for num in root.iter(f"{W}num"):
        number, key = num.get(f"{W}numId", ""), _value(num, "abstractNumId") or ""
        if key in abstract and (link := _value(abstract[key], "numStyleLink")) and link in by_style:
            key = by_style[link]
        levels = _levels(abstract[key]) if key in abstract else {}
        restarted = set()
        for override in num.iter(f"{W}lvlOverride"):
            level = int(override.get(f"{W}ilvl", "0"))
            levels |= _levels(override)
            if (start := _value(override, "startOverride")) is not None and level in levels:
                old = levels[level]
                levels[level] = LevelFormat(int(start), old.format, old.text, old.restarts_after, old.legal)
                restarted.add(level)
        made.levels[number], made.roots[number], made.overridden[number] = levels, key, restarted
    return made


def _levels(parent: Element) -> dict[int, LevelFormat]:
    found = {}
    for one in parent.findall(f"{W}lvl"):
        restart = _value(one, "lvlRestart")
        found[int(one.get(f"{W}ilvl", "0"))] = LevelFormat(
            start=int(_value(one, "start") or "0"),
            format=_format(one),
            text=_value(one, "lvlText") or "",
            restarts_after=int(restart) if restart is not None else None,
            legal=one.find(f"{W}isLgl") is not None,
        )
    return found


def _format(level: Element) -> str:
    """The format; one that only newer versions of Word know stands in an alternative of its own."""
    found = [one.get(f"{W}val", "decimal") for one in level.iter(f"{W}numFmt")]
    return found[0] if found else "decimal"


def _value(parent: Element, name: str) -> str | None:
    found = parent.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")
