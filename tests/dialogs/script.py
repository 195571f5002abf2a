"""Transcripts that a union officer can read and extend, read into steps. Their language: scripts/README.md."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from bot.core.clock import SHANGHAI

OPENINGS = Path(__file__).parent / "scripts" / "先演"


class ScriptError(Exception):
    """A line that cannot be read; says which."""


@dataclass(frozen=True)
class Step:
    """One line: a `verb`, who does it, in which chat (None: in private), the words, and what a file holds (`body`)."""

    verb: str
    line: int
    who: str = ""
    where: str | None = None
    words: str = ""
    body: str = ""
    buttons: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()  # buttons that must not be there
    never: tuple[str, ...] = ()  # words that must not be said
    media: str = ""  # a part of the file's name, or 照片


@dataclass(frozen=True)
class Script:
    """`start`: what the clock shows when the bot wakes up."""

    title: str
    steps: tuple[Step, ...] = field(default=())
    start: datetime | None = None


_PERSON = r"(?P<who>[^@：→\s]+)(?:@(?P<where>[^：→\s]+))?"
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("clock", re.compile(r"^时钟\s+(?P<words>\d{4}-\d\d-\d\d \d\d:\d\d)$")),
    ("restart", re.compile(r"^重启$")),
    ("down", re.compile(r"^停机$")),
    ("up", re.compile(r"^开机$")),
    ("settings", re.compile(r"^设置\s+(?P<who>[^：\s]+)：(?P<words>.+)$")),
    ("silent", re.compile(r"^静默→(?P<who>\S+)$")),
    ("toast", re.compile(r"^弹窗→(?P<who>[^：\s]+)：(?P<words>.+)$")),
    ("offer", re.compile(r"^候选→(?P<who>[^：\s]+)：(?P<words>.+)$")),
    ("expect", re.compile(r"^温暖→(?P<who>[^：\s]+)：(?P<words>.+)$")),
    ("link", re.compile(r"^(?P<who>\S+)\s+点开\s*(?P<words>\S+?)\s*的邀请链接$")),
    ("press", re.compile(rf"^{_PERSON}\s+按【(?P<words>.+)】$")),
    ("again", re.compile(rf"^{_PERSON}\s+又按【(?P<words>.+)】$")),
    ("forge", re.compile(rf"^{_PERSON}\s+冒按\s*(?P<body>\S+?)\s*的【(?P<words>.+)】$")),
    ("photo", re.compile(rf"^{_PERSON}\s+发照片$")),
    ("album", re.compile(rf"^{_PERSON}\s+发相册\s*(?P<words>\d)\s*张$")),
    ("file", re.compile(rf"^{_PERSON}\s+发文件\s+(?P<words>[^：]+)(?:：(?P<body>.+))?$")),
    ("forward", re.compile(rf"^{_PERSON}\s+转发：(?P<words>.+)$")),
    ("edit", re.compile(rf"^{_PERSON}\s+改成：(?P<words>.+)$")),
    ("reply", re.compile(rf"^{_PERSON}\s+回复：(?P<words>.+)$")),
    ("inline", re.compile(r"^(?P<who>\S+)\s+在别处输入：(?P<words>.+)$")),
    ("block", re.compile(r"^(?P<who>\S+)\s+屏蔽温暖$")),
    ("leave", re.compile(rf"^{_PERSON}\s+退群$")),
    ("appoint", re.compile(r"^任命\s+(?P<who>[^@\s]+)@(?P<where>[^：\s]+)：(?P<words>\S+)$")),
    ("put_out", re.compile(rf"^{_PERSON}\s+请走温暖$")),
    ("call_in", re.compile(rf"^{_PERSON}\s+请来温暖$")),
    ("demote", re.compile(rf"^{_PERSON}\s+收回温暖的权限$")),
    ("anonymous", re.compile(rf"^{_PERSON}\s+匿名说：(?P<words>.+)$")),
    ("link_shown", re.compile(r"^跳转→(?P<who>[^：\s]+)：(?P<words>.+)$")),
    ("pinned", re.compile(r"^置顶→(?P<who>[^：\s]+)：(?P<words>.+)$")),
    ("say", re.compile(rf"^{_PERSON}(?:\s+说)?：(?P<words>.+)$")),
)
_OPENING = re.compile(r"^先演《(?P<name>.+)》$")
_MORE: dict[str, Callable[[Step, tuple[str, ...]], Step]] = {
    "按钮：": lambda step, values: replace(step, buttons=step.buttons + values),
    "没有按钮：": lambda step, values: replace(step, absent=step.absent + values),
    "不说：": lambda step, values: replace(step, never=step.never + values),
}


def moment(words: str) -> datetime:
    """“2026-11-23 10:00” on the union's wall clock."""
    return datetime.fromisoformat(words).replace(tzinfo=SHANGHAI)


def load(path: Path) -> Script:
    """Reads a transcript. Raises ScriptError with file and line."""
    return _read(path, _lines(path))


def load_several(path: Path) -> list[Script]:
    """Reads a file of short transcripts, each under a title of its own. Raises ScriptError with file and line."""
    lines = _lines(path)
    starts = [at for at, (_, line) in enumerate(lines) if line.startswith("#")]
    return [_read(path, lines[at:end]) for at, end in pairwise([*starts, len(lines)])]


def _lines(path: Path) -> list[tuple[int, str]]:
    return [(number, raw.strip()) for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]


def _read(path: Path, lines: Sequence[tuple[int, str]]) -> Script:
    title, steps = path.stem, list[Step]()
    for at, (number, line) in enumerate(lines):
        if line.startswith("#"):
            title = line.lstrip("# ") if at == 0 else title
        elif line:
            _add(steps, line, number, path)
    first = steps[0] if steps else None
    start = moment(first.words) if first and first.verb == "clock" else None
    return Script(title, tuple(steps[1:] if start else steps), start)


def _add(steps: list[Step], line: str, number: int, path: Path) -> None:
    if opening := _OPENING.match(line):
        steps += load(OPENINGS / f"{opening['name']}.txt").steps
        return
    more = _addition(line)
    if more is None:
        steps.append(_step(line, number, path))
    elif not steps or steps[-1].verb != "expect":
        raise ScriptError(f"{path.name} 第 {number} 行：“{line[:4]}…”要跟在“温暖→”后面")
    else:
        steps[-1] = more(steps[-1])


def _addition(line: str) -> Callable[[Step], Step] | None:
    """What a line adds to the message expected above it; None when the line stands for itself."""
    if line.startswith("附件："):
        return lambda step: replace(step, media=line.removeprefix("附件："))
    prefix = next((known for known in _MORE if line.startswith(known)), None)
    if prefix is None:
        return None
    values = tuple(part.strip() for part in line.removeprefix(prefix).split("|"))
    return lambda step: _MORE[prefix](step, values)


def _step(line: str, number: int, path: Path) -> Step:
    for verb, rule in _RULES:
        if found := rule.match(line):
            said = {name: value or "" for name, value in found.groupdict().items()}
            who, words, body = (said.get(name, "") for name in ("who", "words", "body"))
            return Step(verb, number, who, said.get("where") or None, words, body)
    raise ScriptError(f"{path.name} 第 {number} 行看不懂：{line}")
