"""An update as bytes with its id and its lane, which are found even where the rest cannot be parsed."""

import json
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

import orjson

BIG = 2**63
_ODD = re.compile(rb"\\u0000|\\u[dD][89a-fA-F]|\x00")
_ID = re.compile(rb'"update_id"\s*:\s*(\d{1,18})')
_synthetic = count(1)


@dataclass(frozen=True, slots=True)
class Raw:
    """One update. `lane` is the chat, else the person, else 0; `fault` says why it cannot be handled at all."""

    update_id: int
    lane: int
    body: bytes
    fault: str | None = None


def from_value(value: object) -> Raw:
    """What a decoded item of `getUpdates` is worth; one without a usable id is set aside under a negative one."""
    body = _dumped(value)
    if not isinstance(value, dict):
        return Raw(synthetic_id(), 0, body, "not an object")
    update_id = value.get("update_id")
    if not isinstance(update_id, int) or isinstance(update_id, bool) or not 0 <= update_id < BIG:
        return Raw(synthetic_id(), 0, body, "no update_id")
    return Raw(update_id, lane_of(value), body)


def from_body(body: bytes) -> Raw:
    """One update as a webhook brings it."""
    try:
        value = decode(body)
    except ValueError:
        found = _ID.search(body)
        return Raw(int(found[1]) if found else synthetic_id(), 0, body, "not JSON")
    raw = from_value(value)
    return Raw(raw.update_id, raw.lane, body, raw.fault)


def names_update(body: bytes) -> bool:
    """Whether there is the number of an update in what could not be read: else somebody else has answered."""
    return _ID.search(body) is not None


def synthetic_id() -> int:
    """A negative id, unique on this machine: microseconds since 1970, and a counter against two at once."""
    return -(time.time_ns() // 1000 * 1000 + next(_synthetic) % 1000)


def decode(body: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Reads JSON; NUL and lone surrogates (which no database and no Bot API takes) become U+FFFD. Raises ValueError."""
    if not _ODD.search(body):
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError:
            pass
    try:
        return _clean(json.loads(body.decode("utf-8", "replace")))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _clean(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        paired = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return paired.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    return value


def _dumped(value: object) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:  # a lone surrogate, or a number beyond 64 bits
        return json.dumps(value).encode()


def lane_of(update: dict[str, Any]) -> int:
    """The chat, else the person, of whatever the update is about; 0 when there is neither."""
    inner = [value for value in update.values() if isinstance(value, dict)]
    people = (item.get(key) for item in inner for key in ("from", "user", "voter_chat"))
    return next(chain(_ids(_chats(inner)), _ids(people)), 0)


def _chats(inner: Iterable[dict[str, Any]]) -> Iterator[object]:
    for item in inner:
        yield item.get("chat")
        message = item.get("message")
        if isinstance(message, dict):
            yield message.get("chat")


def _ids(things: Iterable[object]) -> Iterator[int]:
    for thing in things:
        number = thing.get("id") if isinstance(thing, dict) else None
        if isinstance(number, int) and not isinstance(number, bool) and -BIG <= number < BIG:
            yield number
