"""Transcripts that a union officer can read and extend (see scripts/README.md), read into steps.

# 标题
时钟 2026-11-23 10:00
王秀英：生病住院能领多少慰问金
温暖→王秀英：不超过 1000 元 … 慰问金 …
  按钮：我要申报 | 看原文
  不说：能领 1000
王秀英 按【我要申报】
林国栋@市档案馆 说：…            (in a group)
林国栋@市档案馆 按【同意】
温暖→市档案馆：已同意
弹窗→林国栋：…                 (what the pressed button showed)
静默→市档案馆                   (the bot says nothing there)
王秀英 发照片 / 发文件 证明.pdf
重启                          (the bot stops and starts again)
"""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path


class ScriptError(Exception):
    """A line that cannot be read; says which."""


@dataclass(frozen=True)
class Step:
    """One line: a `verb`, who does it, in which group (None: in private), and the words."""

    verb: str  # say | press | photo | file | expect | toast | silent | clock | restart
    line: int
    who: str = ""
    where: str | None = None
    words: str = ""
    buttons: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True)
class Script:
    title: str
    steps: tuple[Step, ...] = field(default=())


_PERSON = r"(?P<who>[^@：→\s]+)(?:@(?P<where>[^：→\s]+))?"
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("clock", re.compile(r"^时钟\s+(?P<words>\d{4}-\d\d-\d\d \d\d:\d\d)$")),
    ("restart", re.compile(r"^重启$")),
    ("silent", re.compile(r"^静默→(?P<who>\S+)$")),
    ("toast", re.compile(r"^弹窗→(?P<who>[^：\s]+)：(?P<words>.+)$")),
    ("expect", re.compile(r"^温暖→(?P<who>[^：\s]+)：(?P<words>.+)$")),
    ("press", re.compile(rf"^{_PERSON}\s+按【(?P<words>.+)】$")),
    ("photo", re.compile(rf"^{_PERSON}\s+发照片$")),
    ("file", re.compile(rf"^{_PERSON}\s+发文件\s+(?P<words>.+)$")),
    ("say", re.compile(rf"^{_PERSON}(?:\s+说)?：(?P<words>.+)$")),
)


def load(path: Path) -> Script:
    """Reads a transcript. Raises ScriptError with file and line."""
    title, steps = path.stem, list[Step]()
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if line.startswith("#"):
            title = line.lstrip("# ") if number == 1 else title
        elif line:
            _add(steps, line, number, path)
    return Script(title, tuple(steps))


def _add(steps: list[Step], line: str, number: int, path: Path) -> None:
    for prefix, key in (("按钮：", "buttons"), ("不说：", "never")):
        if line.startswith(prefix):
            if not steps or steps[-1].verb != "expect":
                raise ScriptError(f"{path.name} 第 {number} 行：“{prefix}”要跟在“温暖→”后面")
            values = tuple(part.strip() for part in line.removeprefix(prefix).split("|"))
            steps[-1] = replace(steps[-1], buttons=values) if key == "buttons" else replace(steps[-1], never=values)
            return
    steps.append(_step(line, number, path))


def _step(line: str, number: int, path: Path) -> Step:
    for verb, rule in _RULES:
        if found := rule.match(line):
            said = found.groupdict()
            return Step(verb, number, said.get("who") or "", said.get("where"), said.get("words") or "")
    raise ScriptError(f"{path.name} 第 {number} 行看不懂：{line}")
