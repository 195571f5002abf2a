"""Reading a request's parameters the way Telegram does: JSON body, form, multipart or query string.

In forms everything is text: numbers, booleans and JSON-encoded objects are decoded by what the schema expects.
An uploaded file becomes ``{"__file__": part}``, as the schema writes it.
"""

from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.sandbox.errors import Violation
from bot.sandbox.jsons import Json, loads


@dataclass(frozen=True)
class Upload:
    """One uploaded part."""

    name: str
    mime: str
    data: bytes


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
    texts: dict[str, str] = dict(request.query_params)
    attached: dict[str, Upload] = {}
    if kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        async with request.form(max_part_size=4 * 1024 * 1024) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    mime = value.content_type or "application/octet-stream"
                    attached[name] = Upload(value.filename or name, mime, await value.read())
                else:
                    texts[name] = value
    return Call(method, _from_texts(texts, attached, schema), attached)


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
