"""Telegram's HTML: a few tags, properly nested; anything else is refused with the byte where it stands."""

import html
import re
from dataclasses import dataclass
from typing import NoReturn

from bot.sandbox.jsons import Json
from bot.sandbox.text.builder import Builder, EntityError

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)((?:\s+[\w-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
_REFERENCE = re.compile(r"&(?:#x[0-9a-fA-F]+|#\d+|lt|gt|amp|quot);")


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
