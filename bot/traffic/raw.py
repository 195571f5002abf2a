"""An update as bytes with its id and its lane, found even where the rest cannot be parsed.

And the types of its fields.
"""

import json
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from typing import Annotated, Any, Self

import orjson
from pydantic import BaseModel, ConfigDict, Field, model_validator

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


Account = Annotated[int, Field(ge=-(2**52), le=2**52)]  # ids of people and chats have at most 52 significant bits
Count = Annotated[int, Field(ge=0, lt=2**53)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", hide_input_in_errors=True)


class Person(_Part):
    id: Account
    is_bot: bool = False
    first_name: str = ""
    last_name: str | None = None
    username: str | None = None


class Chat(_Part):
    id: Account
    type: str = ""
    title: str | None = None


class Entity(_Part):
    type: str
    offset: Count
    length: Count
    url: str | None = None
    user: Person | None = None
    language: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        """Raises ValueError for a mention of nobody and a link to nowhere."""
        if (self.type == "text_mention" and self.user is None) or (self.type == "text_link" and self.url is None):
            raise ValueError("incomplete entity")
        return self


class File(_Part):
    file_id: str
    file_unique_id: str
    file_name: str | None = None
    mime_type: str | None = None
    file_size: Count | None = None


class Message(_Part):
    message_id: Count
    chat: Chat
    sender: Person | None = Field(None, alias="from")
    text: str | None = None
    caption: str | None = None
    entities: list[Entity] = Field(default_factory=list)
    caption_entities: list[Entity] = Field(default_factory=list)
    photo: list[File] = Field(default_factory=list)
    document: File | None = None
    media_group_id: str | None = None
    reply_to_message: "Message | None" = None
    new_chat_members: list[Person] = Field(default_factory=list)
    left_chat_member: Person | None = None
    migrate_to_chat_id: Account | None = None
    migrate_from_chat_id: Account | None = None


class Press(_Part):
    id: str
    sender: Person = Field(alias="from")
    data: str | None = None
    message: Message | None = None
    inline_message_id: str | None = None


class Inline(_Part):
    id: str
    sender: Person = Field(alias="from")
    query: str


class MemberStanding(_Part):
    user: Person
    status: str


class Membership(_Part):
    chat: Chat
    sender: Person = Field(alias="from")
    old_chat_member: MemberStanding
    new_chat_member: MemberStanding


class Shape(_Part):
    """An update as far as the bot reads it. `Shape.model_validate(value)` raises ValueError."""

    message: Message | None = None
    edited_message: Message | None = None
    channel_post: Message | None = None
    edited_channel_post: Message | None = None
    business_message: Message | None = None
    edited_business_message: Message | None = None
    guest_message: Message | None = None
    callback_query: Press | None = None
    inline_query: Inline | None = None
    my_chat_member: Membership | None = None
    chat_member: Membership | None = None
