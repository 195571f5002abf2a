"""The same message said otherwise, when Telegram does not take it as it was meant."""

from html import unescape
from re import sub

from bot.core.messages import JsonObject


def as_new(payload: JsonObject) -> tuple[str, JsonObject]:
    """An edit as a message of its own."""
    return "sendMessage", {key: value for key, value in payload.items() if key != "message_id"}


def as_plain(payload: JsonObject) -> JsonObject:
    """The same words without markup."""
    plain = {key: value for key, value in payload.items() if key != "parse_mode"}
    for key in plain.keys() & {"text", "caption"}:
        plain[key] = unescape(sub(r"<[^>]*>", "", plain[key]))
    return plain
