"""Reading a request's parameters the way Telegram does, and what it checks that a schema can't say."""

from dataclasses import dataclass, field

from starlette.requests import Request

from bot.sandbox.errors import Violation
from bot.sandbox.forms import MULTIPART, URLENCODED, Form, Upload, read_form
from bot.sandbox.jsons import Json, loads
from bot.sandbox.text import format_text, units

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_BUTTONS = 100
_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip
_REQUESTS = ("request_users", "request_chat", "request_contact", "request_location", "request_poll", "web_app")


@dataclass
class Call:
    """A method call, decoded. ``attached`` maps part names to files."""

    method: str
    params: Json
    attached: dict[str, Upload] = field(default_factory=dict)


async def read_call(request: Request, method: str, schema: Json) -> Call:
    """Raises ``Violation`` for a body that can't be decoded."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return Call(method, _from_json(await request.body(), schema))
    form = Form()
    if kind in (MULTIPART, URLENCODED):
        form = read_form(kind, request.headers["content-type"], await request.body())
    return Call(method, _from_texts(dict(request.query_params) | form.texts, form.attached, schema), form.attached)


def _from_json(body: bytes, schema: Json) -> Json:
    try:
        params = loads(body) if body else {}
    except ValueError as error:
        raise Violation("can't parse JSON object") from error
    if not isinstance(params, dict):
        raise Violation("expected a JSON object")
    properties = schema["properties"]
    for name, value in params.items():
        if isinstance(value, str) and name in properties and not _takes(properties[name], "string"):
            params[name] = _nested(name, value) if _structured(properties[name]) else value
    return params


def _from_texts(texts: dict[str, str], attached: dict[str, Upload], schema: Json) -> Json:
    properties = schema["properties"]
    params: Json = {name: _decode(name, text, properties.get(name, {})) for name, text in texts.items()}
    for name in attached:
        if name in properties:
            params[name] = {"__file__": name}
    return params


def _decode(name: str, text: str, expected: Json) -> object:
    if _takes(expected, "integer") and text.removeprefix("-").isdecimal():
        return int(text)
    if _takes(expected, "boolean") and text.lower() in ("true", "false", "1", "0"):
        return text.lower() in ("true", "1")
    if _takes(expected, "number"):
        return _number(text)
    return _nested(name, text) if _structured(expected) and not _takes(expected, "string") else text


def _number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def _nested(name: str, text: str) -> object:
    try:
        return loads(text)
    except ValueError as error:
        raise Violation(f"can't parse {name} JSON object") from error


def _options(expected: Json) -> list[Json]:
    if "anyOf" not in expected:
        return [expected]
    return [leaf for option in expected["anyOf"] for leaf in _options(option)]


def _takes(expected: Json, kind: str) -> bool:
    return any(option.get("type") == kind for option in _options(expected))


def _structured(expected: Json) -> bool:
    return any("$ref" in option or option.get("type") in ("array", "object") for option in _options(expected))


def check_beyond_schema(call: Call) -> None:
    """What Telegram refuses though its types allow it: text or caption too long or badly marked up, a file that is
    named and not attached, a keyboard that it would not show. Raises ``Violation`` with Telegram's own words."""
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
