"""Showing formatted text on a page: entities back into safe HTML."""

import html

from bot.sandbox.jsons import Json

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
