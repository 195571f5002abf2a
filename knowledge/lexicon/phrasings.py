"""Reads phrasing files: `#` comments, sections `[facet @ persona]`, a phrasing a line; look-alikes have a head."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge import texts
from knowledge.errors import LexiconError
from knowledge.lexicon.model import Phrasing
from knowledge.patterns import Late

SECTION = Late(r"^\[\s*(?P<facet>[^@\]]*?)\s*(?:@\s*(?P<persona>[^\]]*?)\s*)?\]$")
HEAD = Late(r"^(?P<key>about|nearby|line)\s*[:：]\s*(?P<value>.*)$")
SEPARATOR = "⇒"


@dataclass(frozen=True)
class Lookalikes:
    """Heads by key (about, nearby, line) of the files that have one, and the phrasings to be declined."""

    heads: Mapping[str, Mapping[str, str]]
    phrasings: tuple[Phrasing, ...]


def read_phrasings(folder: Path) -> tuple[Phrasing, ...]:
    """All phrasings of `folder`; followups.txt and several.txt, which carry their own labels, are read elsewhere."""
    return tuple(
        phrasing
        for path in sorted(folder.glob("*.txt"))
        if path.stem not in {"followups", "several"}
        for phrasing in _sections(path, path.stem, False)
    )


def read_lookalikes(folder: Path) -> Lookalikes:
    heads: dict[str, dict[str, str]] = {}
    phrasings: list[Phrasing] = []
    for path in sorted(folder.glob("*.txt")):
        head = {"about": "", "nearby": "", "line": ""}
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := HEAD.match(line.strip()):
                head[match["key"]] = match["value"].strip()
        if any(head.values()):
            heads[path.stem] = head
        phrasings.extend(_sections(path, path.stem, True))
    return Lookalikes(heads, tuple(phrasings))


def labelled_lines(path: Path) -> Iterable[tuple[str, ...]]:
    """Lines of followups.txt and several.txt, cut at ⇒ and stripped."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if text and not text.startswith(("#", "[")):
            yield tuple(piece.strip() for piece in text.split(SEPARATOR))


def _sections(path: Path, label: str, lookalike: bool) -> Iterable[Phrasing]:
    facet, persona = "", ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#") or (lookalike and HEAD.match(text)):
            continue
        if text.startswith("["):
            match = SECTION.match(text)
            if not match:
                raise LexiconError(texts.section_head(path.name, number))
            facet, persona = match["facet"], match["persona"] or ""
        else:
            yield Phrasing(text, label, facet, persona, lookalike)
