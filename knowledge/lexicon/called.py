"""Names that documents and members have for an activity besides the lexicon's own (`documents/names.txt`)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

NAMES = Path(__file__).parent / "documents" / "names.txt"


@cache
def _names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines = (line.split() for line in NAMES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return tuple((ours, tuple(others)) for ours, *others in filter(None, lines))


def in_our_names(text: str) -> str:
    """The text with the lexicon's name in place of every other: 小白球赛 is 乒乓球赛."""
    for ours, others in _names():
        text = re.sub("|".join(map(re.escape, others)), ours, text)
    return text


def any_name(pattern: str) -> str:
    """A pattern that finds a thing by its other names, too."""
    for ours, others in _names():
        pattern = pattern.replace(ours, f"(?:{'|'.join((ours, *others))})")
    return pattern
