"""What of an update is believed: what Telegram sends passes, wrong forms are set aside, new fields are let be."""

from typing import Any

import pytest
from telegram import Update

from bot.core.messages import JsonObject
from bot.core.work.unit import Deps
from bot.sandbox.schema import check_type, raw_schema
from bot.traffic.chat_migration import migration_handler
from bot.traffic.raw import Shape
from tests.traffic.routes import said


def with_message(**fields: Any) -> JsonObject:  # noqa: ANN401
    update = said(1, "你好")
    return update | {"message": update["message"] | fields}


MENTION = {"type": "text_mention", "offset": 0, "length": 2, "user": {"id": 5, "is_bot": False, "first_name": "静"}}
FILE = {"file_id": "F", "file_unique_id": "U"}
_UPDATE = raw_schema()["types"]["Update"]["properties"]
KINDS = [name for name, kind in _UPDATE.items() if kind.get("$ref", "").endswith("/Message")]
PRESS = {"id": "1", "from": {"id": 7, "is_bot": False, "first_name": "静"}, "chat_instance": "1", "data": "x"}


@pytest.mark.parametrize(
    "update",
    [
        said(1, "你好"),
        with_message(entities=[MENTION], photo=[FILE | {"width": 1, "height": 1}]),
        {"update_id": 1, "callback_query": PRESS},
        {
            "update_id": 1,
            "callback_query": PRESS | {"message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}},
        },
    ],
)
def test_what_telegram_sends_passes(update: JsonObject) -> None:
    check_type("Update", update)
    Shape.model_validate(update)


def test_what_telegram_may_add_passes() -> None:
    Shape.model_validate(with_message(new_field=5) | {"new_kind": [1]})


@pytest.mark.parametrize(
    "update",
    [
        5,
        [],
        with_message(text=5),
        with_message(left_chat_member={"id": 2**64, "is_bot": False, "first_name": "静"}),
        with_message(chat={"id": 2**63, "type": "private"}),
        with_message(chat={"id": "7", "type": "private"}),
        with_message(message_id=2**64),
        with_message(photo=[{"file_id": None}]),
        with_message(entities=[MENTION | {"user": None}]),
        with_message(entities=[{"type": "bold", "offset": -1, "length": 2}]),
        with_message(**{"from": {"id": True}}),
        {"update_id": 1, "callback_query": PRESS | {"data": 5}},
        {"update_id": 1, "inline_query": {"id": "1", "from": PRESS["from"], "query": None}},
    ],
)
def test_wrong_forms_are_refused_without_repeating_what_was_said(update: object) -> None:
    with pytest.raises(ValueError) as refused:
        Shape.model_validate(update)
    assert "input_value" not in str(refused.value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_message_is_looked_at(kind: str, deps: Deps) -> None:
    """And only one of the group itself is believed that the group has moved."""
    wrong = with_message(migrate_to_chat_id=10**40)["message"]
    with pytest.raises(ValueError, match="migrate_to_chat_id"):
        Shape.model_validate({"update_id": 1, kind: wrong})
    update = Update.de_json({"update_id": 1, kind: with_message(migrate_to_chat_id=-1005)["message"]}, None)
    assert bool(migration_handler(deps).check_update(update)) == (kind == "message")
