"""Formatted text: parsing what bots send and finding what Telegram marks up by itself. Offsets are UTF-16 units."""

from bot.sandbox.errors import Violation
from bot.sandbox.jsons import Json
from bot.sandbox.text.markup import parse_html, parse_legacy, parse_markdown
from bot.sandbox.text.spans import EntityError, detect, to_html, units

__all__ = ["detect", "format_text", "to_html", "units"]

_PARSERS = {"html": parse_html, "markdownv2": parse_markdown, "markdown": parse_legacy}


def format_text(text: str, parse_mode: str | None, entities: list[Json] | None) -> tuple[str, list[Json]]:
    """Text as shown, and its entities in order. Raises ``Violation`` for markup that Telegram can't parse."""
    given = entities or []
    if parse_mode:
        parser = _PARSERS.get(parse_mode.lower())
        if parser is None:
            raise Violation("unsupported parse_mode")
        try:
            text, given = parser(text)
        except EntityError as error:
            raise Violation(f"can't parse entities: {error}") from error
    return _trimmed(text, given)


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    cut = units(text) - units(text.lstrip())
    shown = text.strip()
    end = units(shown)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - cut)
        stop = min(end, entity["offset"] - cut + entity["length"])
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    covered = [(entity["offset"], entity["offset"] + entity["length"]) for entity in kept]
    found = [e for e in detect(shown) if not any(a < e["offset"] + e["length"] and e["offset"] < b for a, b in covered)]
    return shown, sorted(kept + found, key=lambda entity: (entity["offset"], -entity["length"]))
