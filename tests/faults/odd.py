"""Odd updates: grown from the Bot API's schema, bent from real ones, or broken as bytes. One seed, one sequence."""

import json
import random
from collections import deque
from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

from bot.core.messages import JsonObject
from bot.sandbox.schema import raw_schema
from tests.faults.odd_values import CHAT_TYPES, COMMANDS, ODD_NUMBERS, ODD_TEXTS, STATIC, WORDS
from tests.traffic.routes import said

DEPTH = 5  # below it only what is required grows
#: The schema leaves these open; a member of the union is any type whose name begins so.
_OPEN = {"MaybeInaccessibleMessage": ("Message", "InaccessibleMessage")}
Buttons = deque[tuple[int, int, str]]  # chat, message and data of what the bot has offered


class Odd:
    """Makes updates. `accounts` and `groups` are people and chats that the bot knows; `buttons`, what it has shown."""

    def __init__(self, seed: int, accounts: Sequence[int], groups: Sequence[int]) -> None:
        self.chance = random.Random(seed)
        self._accounts, self._groups = accounts, groups
        self.buttons: Buttons = deque(maxlen=400)

    def update(self, update_id: int) -> tuple[str, bytes]:
        """The kind of oddity and the body of one update."""
        kinds: tuple[tuple[str, Callable[[int], bytes], int], ...] = (
            ("grown", self._grown, 48),
            ("bent", self._bent, 22),
            ("real", lambda number: _dumped(self._real(number)), 16),
            ("broken", self._broken, 14),
        )
        name, make, _ = self.chance.choices(kinds, [kind[2] for kind in kinds])[0]
        return name, make(update_id)

    # --- from the schema ----------------------------------------------------------------------------------------------

    def _grown(self, update_id: int) -> bytes:
        kind = self.chance.choice(_kinds())
        schema = raw_schema()["types"]["Update"]["properties"][kind]
        return _dumped({"update_id": update_id, kind: self._value(kind, schema, 0)})

    def _value(self, name: str, schema: JsonObject, depth: int) -> Any:  # noqa: ANN401 - any JSON value
        if "const" in schema:
            return schema["const"]
        if "$ref" in schema:
            return self._of_type(schema["$ref"].rsplit("/", 1)[1], depth)
        match schema.get("type"):
            case "object":
                return self._object(schema, depth)
            case "array":
                length = self.chance.choice((0, 1, 1, 2, 5)) if depth < DEPTH else 0
                return [self._value(name, schema.get("items", {}), depth + 1) for _ in range(length)]
            case "integer" | "number":
                return self._number(name)
            case "boolean":
                return self.chance.random() < 0.5
            case _:
                return self._text(name)

    def _of_type(self, name: str, depth: int) -> Any:  # noqa: ANN401
        schema = raw_schema()["types"][name]
        if not schema:
            members = _members(name)
            return self._of_type(self.chance.choice(members), depth) if members else {}
        grown = self._value(name, schema, depth)
        if name == "Chat" and isinstance(grown, dict):
            grown["type"] = self.chance.choice(CHAT_TYPES)
        return grown

    def _object(self, schema: JsonObject, depth: int) -> JsonObject:
        required = set(schema.get("required", ()))
        likely = 0.25 / (depth + 1) if depth < DEPTH else 0.0
        wanted = [
            (name, inner)
            for name, inner in schema.get("properties", {}).items()
            if name in required or self.chance.random() < likely or (name in ("text", "from") and depth < 3)
        ]
        return {name: self._value(name, inner, depth + 1) for name, inner in wanted}

    def _number(self, name: str) -> int | float:
        if name in ("id", "user_id", "chat_id", "sender_chat"):
            return self.chance.choice((*self._accounts, *self._groups, self.chance.choice(ODD_NUMBERS)))
        if name.endswith("date"):
            return self.chance.choice((1, 1_790_000_000, 0, self.chance.choice(ODD_NUMBERS)))
        return self.chance.choice((self.chance.randrange(1, 2000), self.chance.choice(ODD_NUMBERS)))

    def _text(self, name: str) -> str:
        if name == "data" and self.buttons and self.chance.random() < 0.5:
            return self.chance.choice(self.buttons)[2]
        if name == "type":
            return self.chance.choice(("bot_command", "mention", "text_mention", "url", "custom_emoji", *CHAT_TYPES))
        return self.chance.choice((*ODD_TEXTS, *WORDS, *STATIC, "/" + self.chance.choice(COMMANDS)))

    # --- from real ones -----------------------------------------------------------------------------------------------

    def _real(self, update_id: int) -> JsonObject:
        """What somebody known may well send: words, a command, a picture, or a press on what the bot has shown."""
        who = self.chance.choice(self._accounts)
        if self.buttons and self.chance.random() < 0.4:
            return self._press(update_id)
        update = said(update_id, self.chance.choice(WORDS), who)
        message = update["message"]
        match self.chance.randrange(8):
            case 0:
                message["text"] = "/" + self.chance.choice(COMMANDS)
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(message["text"])}]
            case 1:
                unique = str(self.chance.random())
                message["photo"] = [
                    {"file_id": unique, "file_unique_id": unique, "width": 9, "height": 9, "file_size": 9}
                ]
                message["caption"] = message.pop("text")
            case 2:
                message["document"] = {
                    "file_id": "D",
                    "file_unique_id": str(self.chance.random()),
                    "file_name": "名册.xlsx",
                }
                del message["text"]
            case 3:
                message["chat"] = {"id": self.chance.choice(self._groups), "type": "supergroup", "title": "群"}
                message["text"] = f"@wennuan_test_bot {message['text']}"
                message["entities"] = [{"type": "mention", "offset": 0, "length": 17}]
            case 4:
                return {"update_id": update_id, "edited_message": message | {"edit_date": 2}}
            case 5:
                return {
                    "update_id": update_id,
                    "inline_query": {"id": "1", "from": message["from"], "query": message["text"], "offset": ""},
                }
        return update

    def _press(self, update_id: int) -> JsonObject:
        chat, message_id, data = self.chance.choice(self.buttons)
        who = chat if chat > 0 and self.chance.random() < 0.9 else self.chance.choice(self._accounts)
        shown = {
            "message_id": message_id,
            "date": 1,
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup"},
            "text": "…",
        }
        query = {
            "id": str(update_id),
            "from": {"id": who, "is_bot": False, "first_name": "静"},
            "chat_instance": "1",
            "data": data,
        }
        return {"update_id": update_id, "callback_query": query | {"message": shown}}

    def _bent(self, update_id: int) -> bytes:
        update = self._real(update_id)
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            self._bend(update)
        return _dumped(update)

    def _bend(self, update: JsonObject) -> None:
        """Changes one place of it, the number apart."""
        places = [place for place in _places(update) if place[1] != "update_id"]
        if not places:
            return
        inside, key = self.chance.choice(places)
        match self.chance.randrange(6):
            case 0:
                del inside[key]
            case 1:
                inside[key] = self.chance.choice(ODD_NUMBERS)
            case 2:
                inside[key] = self.chance.choice(ODD_TEXTS)
            case 3:
                inside[key] = self.chance.choice((None, True, [], {}, [None], {"id": None}, [[[]]]))
            case 4:
                inside[key] = deepcopy(self.chance.choice(places)[0])
            case 5:
                schema = raw_schema()["types"]["Message"]["properties"]
                name = self.chance.choice(sorted(schema))
                if isinstance(inside, dict):
                    inside[name] = self._value(name, schema[name], 2)

    # --- as bytes -----------------------------------------------------------------------------------------------------

    def _broken(self, update_id: int) -> bytes:
        """No update that can be read, whatever one tries; mostly its number is lost too."""
        body = _dumped(self._real(update_id))
        cut = self.chance.randrange(1, len(body))
        return self.chance.choice(
            (
                body[:cut],
                body[:cut] + bytes([self.chance.randrange(256)]) * 3,
                self.chance.randbytes(self.chance.randrange(60)),
                b"<html>502 Bad Gateway</html>",
                b"[" * self.chance.choice((5, 5000, 50_000)),
                body[:-1] + b',"x":' + b'{"a":' * 3000 + b"1" + b"}" * 3001,
                b"",
                self.chance.choice((b"null", b"[]", b"7", b'"x"', b"{}", b"NaN", b'{"update_id":Infinity}')),
                body.replace(
                    str(update_id).encode(), self.chance.choice((b'"7"', b"-5", b"true", b"1e3", b"9" * 40)), 1
                ),
                _dumped(
                    {"update_id": update_id, "message": self.chance.choice((5, "x", [], {"chat": 5}, {"date": "x"}))}
                ),
                _dumped(
                    {"update_id": update_id, "callback_query": self.chance.choice((5, {}, {"from": []}, {"id": {}}))}
                ),
            )
        )


def _places(value: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401
    """Every place in it: what it is in, and its key there."""
    if isinstance(value, dict):
        items: Sequence[tuple[Any, Any]] = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    else:
        return []
    return [(value, key) for key, _ in items] + [place for _, inner in items for place in _places(inner)]


def _dumped(value: object) -> bytes:
    return json.dumps(value).encode()


@cache
def _kinds() -> list[str]:
    """The kinds of update; those that the bot asks for are more likely."""
    everything = sorted(raw_schema()["types"]["Update"]["properties"].keys() - {"update_id"})
    ours = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member", "chat_member", "message"]
    return everything + ours * 2


@cache
def _members(union: str) -> tuple[str, ...]:
    found = (name for name in sorted(raw_schema()["types"]) if name.startswith(union) and name != union)
    return _OPEN.get(union, tuple(found))
