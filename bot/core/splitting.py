"""Cutting a text into messages that Telegram takes, at the ends of paragraphs and sentences. Pure.

Telegram counts UTF-16 code units: an emoji or a rare character counts two. Markup does not count, an entity like
`&amp;` counts as the character it stands for.
"""

import re
from html import unescape

MESSAGE_UNITS = 4096
CAPTION_UNITS = 1024
_BREAKS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"[。！？；…]+[”』」）]*|[.!?;](?=\s)"),
    re.compile(r"[，、,\s]"),
)
_TAG = re.compile(r"<(/?)([a-zA-Z-]+)[^>]*>")
_WHOLE = re.compile(r"<[^>]*>|&[#\w]+;|.", re.DOTALL)  # what HTML must not be cut within


def units(text: str, *, html: bool = False) -> int:
    """Length as Telegram counts it."""
    if html:
        text = unescape(_TAG.sub("", text))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, most: int = MESSAGE_UNITS, *, html: bool = False) -> list[str]:
    """The text in parts of at most `most` units each; tags that are open at a cut are closed and opened again."""
    parts: list[str] = []
    opened = ""
    rest = text
    while units(rest, html=html) > most:
        cut = _cut(rest, most, html=html)
        part, rest = opened + rest[:cut].rstrip(), rest[cut:].lstrip()
        tags = _open_tags(part) if html else []
        parts.append(part + "".join(f"</{name}>" for name, _ in reversed(tags)))
        opened = "".join(tag for _, tag in tags)
    return [*parts, opened + rest] if rest or not parts else parts


def _cut(text: str, most: int, *, html: bool) -> int:
    """Where to cut: after the last paragraph, line, sentence or comma that fits in the second half, else anywhere."""
    limit = _fitting(text, most, html=html)
    for pattern in _BREAKS:
        ends = [
            found.end()
            for found in pattern.finditer(text, limit // 2, limit)
            if not html or _outside(text, found.end())
        ]
        if ends:
            return ends[-1]
    return limit


def _fitting(text: str, most: int, *, html: bool) -> int:
    """How many characters fit, without cutting a tag, an entity or a surrogate pair."""
    used = end = 0
    for piece in _WHOLE.finditer(text) if html else re.finditer(r".", text, re.DOTALL):
        used += units(piece[0], html=html)
        if used > most:
            break
        end = piece.end()
    return max(end, 1)


def _outside(text: str, position: int) -> bool:
    """Whether the position lies in no tag."""
    return text.rfind("<", 0, position) <= text.rfind(">", 0, position)


def _open_tags(text: str) -> list[tuple[str, str]]:
    """(name, whole tag) of what is still open at the end."""
    stack: list[tuple[str, str]] = []
    for found in _TAG.finditer(text):
        if not found[1]:
            stack.append((found[2], found[0]))
        elif stack and stack[-1][0] == found[2]:
            stack.pop()
    return stack
