"""Messages on their way out: written in the caller's transaction, sent by the relay (`bot.delivery`)."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from bot.domain.messages import Button, JsonObject, Keyboard, Outgoing
from bot.store import tables as t
from bot.store.engine import Tx


async def enqueue(tx: Tx, messages: Iterable[Outgoing], now: datetime) -> list[int]:
    """Writes the messages, in order; returns the ids of the new rows (a known `dedupe` key adds none)."""
    ids: list[int] = []
    for message in messages:
        method, payload = await _payload(tx, message, now)
        statement = tx.insert(t.outbox).values(
            lane=message.chat_id,
            method=method,
            payload=tx.vault.seal(payload),
            delivery=message.delivery,
            priority=message.priority,
            dedupe=message.dedupe,
            card=message.card,
            created_at=now,
        )
        row = await tx.value(statement.on_conflict_do_nothing(index_elements=["dedupe"]).returning(t.outbox.c.id))
        if row is not None:
            ids.append(row)
    return ids


async def _payload(tx: Tx, message: Outgoing, now: datetime) -> tuple[str, JsonObject]:
    """The Bot API method and its parameters. An edit of a card has no message_id yet: the relay fills it in."""
    payload: JsonObject = {"chat_id": message.chat_id}
    attachment = "photo" if message.photo else "document" if message.document else None
    if attachment:
        payload |= {attachment: message.photo or message.document, "caption": message.text}
    else:
        payload |= {"text": message.text, "link_preview_options": {"is_disabled": True}}
    if message.html:
        payload["parse_mode"] = "HTML"
    if message.reply_to:
        payload["reply_parameters"] = {"message_id": message.reply_to, "allow_sending_without_reply": True}
    if message.edit:
        payload["message_id"] = message.edit
    if markup := await _markup(tx, message, now):
        payload["reply_markup"] = markup
    if message.edit or message.edit_card:
        return "editMessageText", payload
    return {"photo": "sendPhoto", "document": "sendDocument", None: "sendMessage"}[attachment], payload


async def _markup(tx: Tx, message: Outgoing, now: datetime) -> JsonObject | None:
    if message.buttons:
        return {"inline_keyboard": await _keyboard(tx, message.chat_id, message.buttons, now)}
    if message.menu:
        return {
            "keyboard": [[{"text": label} for label in row] for row in message.menu],
            "resize_keyboard": True,
            "is_persistent": True,
        }
    if message.force_reply:
        return {"force_reply": True, "selective": True}
    return None


async def _keyboard(tx: Tx, chat_id: int, keyboard: Keyboard, now: datetime) -> list[list[JsonObject]]:
    """Buttons as the Bot API takes them; what an `Act` means stays here, under an opaque token."""
    acts: list[JsonObject] = []
    shown = [[_button(button, chat_id, now, acts) for button in row] for row in keyboard]
    if acts:
        await tx.run(t.buttons.insert(), acts)
    return shown


def _button(button: Button, chat_id: int, now: datetime, acts: list[JsonObject]) -> JsonObject:
    if button.act is None:
        extra = {"callback_data": button.data, "url": button.url, "switch_inline_query": button.inline_query}
        return {"text": button.label} | {key: value for key, value in extra.items() if value is not None}
    token = secrets.token_urlsafe(12)
    acts.append(
        {
            "token": token,
            "name": button.act.name,
            "args": button.act.args,
            "chat_id": chat_id,
            "created_at": now,
        }
    )
    return {"text": button.label, "callback_data": token}
