"""What Telegram checks and a schema can't say: lengths after parsing, buttons that do exactly one thing."""

from bot.sandbox.errors import Violation
from bot.sandbox.jsons import Json
from bot.sandbox.params import Call
from bot.sandbox.text import format_text, units

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_BUTTONS = 100
_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip
_REQUESTS = ("request_users", "request_chat", "request_contact", "request_location", "request_poll", "web_app")


def check_meaning(call: Call) -> None:
    """Raises ``Violation``."""
    params = call.params
    if "text" in params and call.method in ("sendMessage", "editMessageText"):
        shown_text(params)
    if "caption" in params:
        shown_caption(params)
    for item in params.get("media", ()) if isinstance(params.get("media"), list) else ():
        shown_caption(item)
        _attachment(item.get("media", ""), call)
    if markup := params.get("reply_markup"):
        check_markup(markup)


def _attachment(reference: object, call: Call) -> None:
    if isinstance(reference, str) and reference.startswith("attach://"):
        name = reference.removeprefix("attach://")
        if name not in call.attached:
            raise Violation(f"wrong attached file: part {name} is missing")


def shown_text(params: Json) -> tuple[str, list[Json]]:
    """The text after parsing, 1–4096 units."""
    text, entities = format_text(params["text"], params.get("parse_mode"), params.get("entities"))
    if not text:
        raise Violation("message text is empty")
    if units(text) > MAX_TEXT:
        raise Violation("message is too long")
    return text, entities


def shown_caption(params: Json) -> tuple[str, list[Json]]:
    """The caption after parsing, 0–1024 units."""
    text, entities = format_text(params.get("caption", ""), params.get("parse_mode"), params.get("caption_entities"))
    if units(text) > MAX_CAPTION:
        raise Violation("message caption is too long")
    return text, entities


def check_markup(markup: Json) -> None:
    if "inline_keyboard" in markup:
        buttons = [button for row in markup["inline_keyboard"] for button in row]
        if len(buttons) > MAX_BUTTONS:
            raise Violation("reply markup is too long")
        for button in buttons:
            _inline_button(button)
    for row in markup.get("keyboard", ()):
        for button in row:
            _reply_button(button)


def _inline_button(button: Json) -> None:
    if not button["text"].strip():
        raise Violation("can't parse inline keyboard button: text must be non-empty")
    actions = [name for name in _ACTIONS if name in button]
    if not actions:
        raise Violation("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise Violation(f"can't parse inline keyboard button: {' and '.join(actions)} exclude each other")
    if "url" in button and "://" not in button["url"] and "." not in button["url"]:
        raise Violation("inline keyboard button URL is invalid: Wrong HTTP URL")


def _reply_button(button: Json) -> None:
    if not button["text"].strip():
        raise Violation("can't parse keyboard button: text must be non-empty")
    if sum(name in button for name in _REQUESTS) > 1:
        raise Violation("can't parse keyboard button: at most one request a button")
