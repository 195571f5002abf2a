"""The Bot API's own schema, as shipped, deciding what a request may look like.

The file is JSON Schema plus two keywords of its own: ``x-maxChars`` (UTF-16 units, after parsing entities) and
``x-maxBytes``. They become formats that fastjsonschema checks. Each method is compiled when it is first called.
"""

import functools
import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import fastjsonschema

from bot.sandbox.errors import Violation
from bot.sandbox.jsons import Json, loads
from bot.sandbox.text import units

SCHEMA_FILE = "bot-api-10.3.schema.json"
PARSED = frozenset({"text", "caption", "message_text"})
# The file leaves these unions open; their members are told apart by a ``type`` that is the rest of their name.
_TAGGED = ("BotCommandScope", "MenuButton", "InlineQueryResult")
_ALBUM = ("InputMediaPhoto", "InputMediaVideo", "InputMediaAudio", "InputMediaDocument", "InputMediaAnimation")


@functools.cache
def raw_schema() -> Json:
    """The file's content: ``methods`` and ``types`` by name."""
    schema: Json = loads(files("bot.sandbox").joinpath(SCHEMA_FILE).read_bytes())
    _close_unions(schema["types"])
    return schema


def _close_unions(types: Json) -> None:
    for union in _TAGGED:
        members = [name for name in types if re.fullmatch(union + r"[A-Z]\w*", name) and name != union + "sButton"]
        for name in members:
            _tag(types[name], _snake(name.removeprefix(union)).removeprefix("cached_"))
        types[union] = {
            "anyOf": [{"$ref": f"#/$defs/{name}"} for name in members if "type" in types[name]["properties"]]
        }
    for name in _ALBUM:
        _tag(types[name], _snake(name.removeprefix("InputMedia")))
    types["InputMedia"] = {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in _ALBUM]}


def _tag(definition: Json, tag: str) -> None:
    if "type" in definition.get("properties", {}):
        definition["properties"]["type"] = {"const": tag}


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def method_schema(method: str) -> Json | None:
    """The schema of a method's parameters; names are compared without case, as Telegram does."""
    name = _names().get(method.lower())
    return raw_schema()["methods"][name] if name else None


@functools.cache
def _names() -> dict[str, str]:
    return {name.lower(): name for name in raw_schema()["methods"]}


def method_name(method: str) -> str | None:
    """The method's name in its usual spelling, None for one that does not exist."""
    return _names().get(method.lower())


def check(method: str, params: Json) -> None:
    """Raises ``Violation`` with the place and the reason."""
    _run(_validator(method), params)


def check_type(name: str, value: object) -> None:
    """Is this a well-formed ``Update``, ``Message`` …? Raises ``Violation``."""
    _run(_type_validator(name), value)


def _run(validate: Callable[[Any], object], value: object) -> None:
    try:
        validate(value)
    except fastjsonschema.JsonSchemaValueException as error:
        where = ".".join(str(part) for part in error.path[1:]) or "request"
        raise Violation(f"{where}: {_reason(error)}") from error


def _reason(error: fastjsonschema.JsonSchemaValueException) -> str:
    """Of a union, what is wrong with the member that was meant: the one whose required fields are there."""
    for option in error.definition.get("anyOf", []) if isinstance(error.value, dict) else []:
        if set(option.get("required") or ["?"]) <= error.value.keys() and (name := _type_with(option["properties"])):
            try:
                check_type(name, error.value)
            except Violation as inner:
                return f"{name}: {inner.description.removeprefix('Bad Request: ')}"
    return str(error.message.removeprefix(error.name or "").strip())


def _type_with(properties: Json) -> str | None:
    """The name of the type with exactly these fields; fastjsonschema tells of resolved references only."""
    types: Json = raw_schema()["types"]
    return next((name for name, one in types.items() if one.get("properties", {}).keys() == properties.keys()), None)


@functools.cache
def _validator(method: str) -> Callable[[Any], object]:
    return _compiled(raw_schema()["methods"][method])


@functools.cache
def _type_validator(name: str) -> Callable[[Any], object]:
    return _compiled(raw_schema()["types"][name])


def _compiled(schema: Json) -> Callable[[Any], object]:
    formats: dict[str, Callable[[str], bool]] = {}
    defs: Json = {}
    root = _translated(schema, formats)
    wanted = _references(root)
    while wanted:
        name = wanted.pop()
        defs[name] = _translated(raw_schema()["types"][name], formats)
        wanted |= _references(defs[name]) - defs.keys()
    compiled: Callable[[Any], object] = fastjsonschema.compile(
        {**root, "$defs": defs}, formats=formats, use_default=False
    )
    return compiled


def _references(node: object) -> set[str]:
    return set(re.findall(r"#/\$defs/(\w+)", str(node)))


def _translated(node: Any, formats: dict[str, Callable[[str], bool]], *, parsed: bool = False) -> Any:  # noqa: ANN401
    """``node`` with the two foreign keywords as formats; limits after parsing are left to ``semantics``."""
    if isinstance(node, list):
        return [_translated(item, formats) for item in node]
    if not isinstance(node, dict):
        return node
    properties = node.get("properties")
    if isinstance(properties, dict):
        marked = "parse_mode" in properties
        children = {k: _translated(v, formats, parsed=marked and k in PARSED) for k, v in properties.items()}
        rest = {k: _translated(v, formats) for k, v in node.items() if k != "properties"}
        return {**rest, "properties": children}
    plain = {k: _translated(v, formats) for k, v in node.items() if not k.startswith("x-")}
    return plain if parsed else {**plain, **_limit(node, formats)}


def _limit(node: Json, formats: dict[str, Callable[[str], bool]]) -> Json:
    most: int = node.get("x-maxBytes") or node.get("x-maxChars") or 0
    if "x-maxBytes" in node:
        name = f"at-most-{most}-bytes"
        formats[name] = lambda text: len(text.encode(errors="surrogatepass")) <= most
        return {"format": name}
    if "x-maxChars" in node:
        name = f"at-most-{most}-characters"
        formats[name] = lambda text: units(text) <= most
        return {"format": name}
    return {}
