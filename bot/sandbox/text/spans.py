"""Plain text with entities: collected while markup is read, found by Telegram itself, shown on a page."""

import html
import re

from bot.sandbox.jsons import Json


class EntityError(ValueError):
    """Markup that can't be parsed; the text is what Telegram says after “can't parse entities: ”."""


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts; a lone surrogate counts one."""
    return len(text) + sum(character > "\uffff" for character in text)


class Builder:
    """Plain text so far, and the entities closed so far."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self.entities: list[Json] = []

    def add(self, text: str) -> None:
        self._parts.append(text)
        self.length += units(text)

    def close(self, kind: str, start: int, **more: object) -> None:
        """An entity of this kind from ``start`` to here; empty ones are dropped."""
        if self.length > start:
            self.entities.append({"type": kind, "offset": start, "length": self.length - start, **more})

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def done(self) -> tuple[str, list[Json]]:
        return self.text, sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))


_WORD = "[A-Za-z0-9_]"
_FOUND = re.compile(
    r"(?P<email>[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?P<url>https?://[^\s<>\"，。；！？、（）《》“”]+"
    r"|(?<![\w.@])(?:[A-Za-z0-9-]+\.)+(?:com|cn|org|net|me)(?![A-Za-z0-9])(?:/[^\s，。；！？、]*)?)"
    rf"|(?<![\w/@])(?P<bot_command>/{_WORD}{{1,32}}(?:@{_WORD}{{3,32}})?)"
    rf"|(?<![\w@])(?P<mention>@[A-Za-z]{_WORD}{{3,31}})"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)


def detect(text: str) -> list[Json]:
    """Commands, mentions, addresses and hashtags, in order."""
    if not any(mark in text for mark in "/@#."):
        return []
    return [
        {"type": str(hit.lastgroup), "offset": units(text[: hit.start()]), "length": units(hit.group())}
        for hit in _FOUND.finditer(text)
    ]


_TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "expandable_blockquote": "blockquote", "spoiler": "span",
}  # fmt: skip


def _opening(entity: Json) -> str:
    kind = entity["type"]
    if kind == "text_link":
        return f'<a href="{html.escape(entity["url"])}" rel="noopener" target="_blank">'
    return f'<{_TAGS[kind]} class="{kind}">' if kind == "spoiler" else f"<{_TAGS[kind]}>"


def to_html(text: str, entities: list[Json]) -> str:
    """Escaped text with the tags of its entities; line breaks stay line breaks (show it with ``pre-wrap``)."""
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    for entity in entities:
        kind = entity["type"]
        if kind in _TAGS or (kind == "text_link" and entity["url"].startswith(("http://", "https://", "tg://"))):
            opened.setdefault(entity["offset"], []).append(_opening(entity))
            end = "a" if kind == "text_link" else _TAGS[kind]
            closed.setdefault(entity["offset"] + entity["length"], []).insert(0, f"</{end}>")
    out: list[str] = []
    at = 0
    for character in text:
        out += [*closed.get(at, []), *opened.get(at, []), html.escape(character)]
        at += 2 if character > "\uffff" else 1
    return "".join([*out, *closed.get(at, [])])
