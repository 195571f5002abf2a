"""A message's text as HTML: Telegram's entities, and what people expect to be able to click."""

from urllib.parse import quote

from bot.sandbox.jsons import Json
from bot.sandbox.page.markup import Html
from bot.sandbox.text import to_html

SAY = "tg://say?text="


def rich_text(body: Json) -> Html:
    """Text or caption. Addresses become links; a command becomes a link that says it."""
    text = str(body.get("text") or body.get("caption") or "")
    entities = body.get("entities") or body.get("caption_entities") or []
    return Html(to_html(text, [_clickable(text, entity) for entity in entities]))


def _clickable(text: str, entity: Json) -> Json:
    if entity["type"] not in ("url", "bot_command"):
        return entity
    piece = _piece(text, entity)
    if entity["type"] == "bot_command":
        return {**entity, "type": "text_link", "url": SAY + quote(piece)}
    return {**entity, "type": "text_link", "url": piece if "://" in piece else f"https://{piece}"}


def _piece(text: str, entity: Json) -> str:
    """Offsets count UTF-16 units, as everywhere in the Bot API."""
    units = text.encode("utf-16-le", errors="surrogatepass")
    start = entity["offset"] * 2
    return units[start : start + entity["length"] * 2].decode("utf-16-le", errors="replace")
