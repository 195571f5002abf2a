"""Telegram's HTML (a few tags, properly nested), its strict MarkdownV2, and the older Markdown, which is not."""

import html
import re
from dataclasses import dataclass
from typing import NoReturn

from bot.sandbox.jsons import Json
from bot.sandbox.text.spans import Builder, EntityError

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)((?:\s+[\w-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
_REFERENCE = re.compile(r"&(?:#x[0-9a-fA-F]+|#\d+|lt|gt|amp|quot);")
_RESERVED = set("_*[]()~`>#+-=|{}.!")
_MARKS = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
_TARGET = re.compile(r"\]\(((?:\\.|[^)\\])*)\)")
_LEGACY = {"*": "bold", "_": "italic"}


@dataclass
class _Open:
    tag: str
    start: int
    attributes: dict[str, str]


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities. Raises ``EntityError`` in Telegram's words."""
    out = Builder()
    stack: list[_Open] = []
    at = 0
    while (bracket := source.find("<", at)) >= 0:
        out.add(_plain(source[at:bracket]))
        tag = _TAG.match(source, bracket)
        if tag is None:
            _refuse(source, bracket)
        _step(out, stack, tag, len(source[:bracket].encode(errors="surrogatepass")))
        at = tag.end()
    out.add(_plain(source[at:]))
    if stack:
        raise EntityError(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return out.done()


def _plain(text: str) -> str:
    return _REFERENCE.sub(lambda hit: html.unescape(hit.group()), text)


def _refuse(source: str, bracket: int) -> NoReturn:
    offset = len(source[:bracket].encode(errors="surrogatepass"))
    name = re.match(r"</?([^\s>/]*)", source[bracket:])
    if name and name.group(1) not in _KINDS:
        raise EntityError(f'Unsupported start tag "{name.group(1)}" at byte offset {offset}')
    raise EntityError(f"Unclosed start tag at byte offset {offset}")


def _step(out: Builder, stack: list[_Open], tag: re.Match[str], offset: int) -> None:
    closing, name, attributes, _ = tag.groups()
    name = name.lower()
    if closing:
        _close(out, stack, name, offset)
        return
    if name not in _KINDS:
        raise EntityError(f'Unsupported start tag "{name}" at byte offset {offset}')
    found = {key.lower(): html.unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(attributes)}
    if name == "span" and found.get("class") != "tg-spoiler":
        raise EntityError(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    stack.append(_Open(name, out.length, found))


def _close(out: Builder, stack: list[_Open], name: str, offset: int) -> None:
    if not stack:
        raise EntityError(f"Unexpected end tag at byte offset {offset}")
    opened = stack.pop()
    if name not in ("", opened.tag):
        raise EntityError(f'Unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", found "</{name}>"')
    kind, attributes = _KINDS[opened.tag], opened.attributes
    if kind == "text_link":
        if url := attributes.get("href", ""):
            out.close(kind, opened.start, url=url)
    elif kind == "blockquote" and "expandable" in attributes:
        out.close("expandable_blockquote", opened.start)
    elif kind == "custom_emoji":
        out.close(kind, opened.start, custom_emoji_id=attributes.get("emoji-id", ""))
    else:
        out.close(kind, opened.start)


def parse_markdown(source: str) -> tuple[str, list[Json]]:
    """MarkdownV2: plain text and entities. Raises ``EntityError`` in Telegram's words."""
    return _Reader(source, _MARKS, strict=True).read()


def parse_legacy(source: str) -> tuple[str, list[Json]]:
    """Markdown as it was before V2."""
    return _Reader(source, _LEGACY, strict=False).read()


class _Reader:
    def __init__(self, source: str, marks: dict[str, str], *, strict: bool) -> None:
        self.source = source
        self.marks = marks
        self.strict = strict
        self.at = 0
        self.out = Builder()
        self.open: list[tuple[str, int, int]] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self._step()
        if self.open:
            mark, _, where = self.open[-1]
            kind = "text_link" if mark == "[" else self.marks[mark]
            raise EntityError(f"Can't find end of {kind.title().replace('_', '')} entity at byte offset {where}")
        return self.out.done()

    def _step(self) -> None:
        rest = self.source[self.at :]
        character = rest[0]
        if character == "\\" and len(rest) > 1 and not rest[1].isalnum():
            self._take(rest[1], 2)
        elif rest.startswith("```"):
            self._code("```", "pre")
        elif character == "`":
            self._code("`", "code")
        elif character == ">" and self.strict and (self.at == 0 or self.source[self.at - 1] == "\n"):
            self._quote(rest)
        elif mark := next((m for m in ("||", "__", rest[:1]) if m in self.marks and rest.startswith(m)), ""):
            self._toggle(mark)
        elif character == "[":
            self.open.append(("[", self.out.length, self._offset()))
            self.at += 1
        elif character == "]" and self.open and self.open[-1][0] == "[":
            self._link(rest)
        else:
            self._plain(character)

    def _plain(self, character: str) -> None:
        if self.strict and character in _RESERVED:
            raise EntityError(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")
        self._take(character, 1)

    def _take(self, text: str, length: int) -> None:
        self.out.add(text)
        self.at += length

    def _offset(self) -> int:
        return len(self.source[: self.at].encode(errors="surrogatepass"))

    def _toggle(self, mark: str) -> None:
        if self.open and self.open[-1][0] == mark:
            self.out.close(self.marks[mark], self.open.pop()[1])
        else:
            self.open.append((mark, self.out.length, self._offset()))
        self.at += len(mark)

    def _code(self, fence: str, kind: str) -> None:
        end = self.source.find(fence, self.at + len(fence))
        if end < 0:
            raise EntityError(f"Can't find end of {kind.title()} entity at byte offset {self._offset()}")
        start = self.out.length
        body = self.source[self.at + len(fence) : end]
        self.out.add(body.replace("\\`", "`").replace("\\\\", "\\"))
        self.out.close(kind, start)
        self.at = end + len(fence)

    def _quote(self, rest: str) -> None:
        line = rest[1:].split("\n", 1)[0]
        start = self.out.length
        inner, entities = _Reader(line, self.marks, strict=True).read()
        self.out.add(inner)
        self.out.entities.extend({**entity, "offset": entity["offset"] + start} for entity in entities)
        self.out.close("blockquote", start)
        self.at += 1 + len(line)

    def _link(self, rest: str) -> None:
        _, start, _ = self.open.pop()
        target = _TARGET.match(rest)
        if target is None:
            raise EntityError(f"Can't find end of a URL at byte offset {self._offset()}")
        self.out.close("text_link", start, url=re.sub(r"\\(.)", r"\1", target.group(1)))
        self.at += target.end()
