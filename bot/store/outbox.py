"""Messages on their way out: written in the caller's transaction, sent by the relay (`bot.traffic`)."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, islice

from bot.core.messages import Button, JsonObject, Keyboard, Outgoing
from bot.core.splitting import CAPTION_UNITS, MESSAGE_UNITS, split
from bot.store import tables as t
from bot.store.engine import Tx

Request = tuple[str, JsonObject]  # a Bot API method and its parameters
Composed = tuple[Outgoing, Sequence[Request], Sequence[JsonObject]]  # with the rows of `buttons`


async def enqueue(tx: Tx, messages: Iterable[Outgoing], now: datetime) -> list[list[int]]:
    """Writes the messages, in order; returns the ids of the new rows of each (none for a known `dedupe` key).

    A text beyond what Telegram takes becomes several rows.
    """
    ids: list[list[int]] = []
    acts: list[JsonObject] = []
    composed = ((message, *compose(message, now)) for message in messages)
    for keyed, run in groupby(composed, key=lambda one: one[0].dedupe is not None):
        some = list(run)
        added = [await _add_keyed(tx, *one[:2], now) for one in some] if keyed else await _add(tx, some, now)
        acts += [act for one, new in zip(some, added, strict=True) if new for act in one[2]]
        ids += added
    await keep_acts(tx, acts)
    return ids


async def enqueue_rest(tx: Tx, message: Outgoing, requests: Sequence[Request], now: datetime) -> list[int]:
    """Writes what is left to send of a composed message whose buttons are known already; returns the ids."""
    return await _add_keyed(tx, message, requests, now)


async def enqueue_many(tx: Tx, messages: Sequence[Outgoing], now: datetime) -> dict[str, int]:
    """Writes many messages in one statement: greetings, broadcasts. Returns the new ids by `dedupe` key.

    Each has a key (a known one adds nothing), no buttons, and fits one message. Raises ValueError for any other.
    """
    rows: list[JsonObject] = []
    for message in messages:
        requests, acts = compose(message, now)
        if message.dedupe is None or acts or len(requests) > 1:
            raise ValueError("such a message is for `enqueue`")
        rows.append(_row(tx, message, requests[0], now) | {"dedupe": message.dedupe, "card": message.card})
    if not rows:
        return {}
    statement = tx.insert(t.outbox).on_conflict_do_nothing(index_elements=["dedupe"])
    added = await tx.all(statement.returning(t.outbox.c.dedupe, t.outbox.c.id), rows)
    return {row["dedupe"]: row["id"] for row in added}


async def _add(tx: Tx, composed: Sequence[Composed], now: datetime) -> list[list[int]]:
    """Messages without a key, in one statement."""
    rows = [row for message, requests, _ in composed for row in _rows(tx, message, requests, now)]
    ids = iter(await tx.number(t.outbox, rows))
    return [list(islice(ids, len(requests))) for _, requests, _ in composed]


async def _add_keyed(tx: Tx, message: Outgoing, requests: Sequence[Request], now: datetime) -> list[int]:
    """Row after row, for only the first one tells whether the message is known."""
    ids: list[int] = []
    for row in _rows(tx, message, requests, now):
        statement = tx.insert(t.outbox).values(row).on_conflict_do_nothing(index_elements=["dedupe"])
        added = await tx.value(statement.returning(t.outbox.c.id))
        if added is None:
            return []
        ids.append(added)
    return ids


def _rows(tx: Tx, message: Outgoing, requests: Sequence[Request], now: datetime) -> Iterator[JsonObject]:
    for index, request in enumerate(requests):
        first, last = index == 0, index == len(requests) - 1
        keys = {"dedupe": message.dedupe if first else None, "card": message.card if last else None}
        yield _row(tx, message, request, now) | keys


def _row(tx: Tx, message: Outgoing, request: Request, now: datetime) -> JsonObject:
    method, payload = request
    return {
        "lane": message.chat_id,
        "method": method,
        "payload": tx.vault.seal(payload),
        "delivery": message.delivery,
        "priority": message.priority,
        "created_at": now,
    }


async def keep_acts(tx: Tx, acts: list[JsonObject]) -> None:
    """Stores what buttons mean; Telegram has seen their tokens only."""
    if acts:
        await tx.run(t.buttons.insert(), acts)


def compose(message: Outgoing, now: datetime) -> tuple[list[Request], list[JsonObject]]:
    """The Bot API calls that say this, and the rows of `buttons` behind their tokens.

    An edit or a pin of a card has no message_id yet: the relay fills it in. Buttons hang on a long text's last part.
    """
    if message.pin is not None:
        method = "pinChatMessage" if message.pin else "unpinChatMessage"
        quietly = {"disable_notification": True} if message.pin else {}
        return [(method, {"chat_id": message.chat_id, **quietly})], []
    if message.bare:
        return [("editMessageReplyMarkup", {"chat_id": message.chat_id, "message_id": message.edit})], []
    attachment = "photo" if message.photo else "document" if message.document else None
    texts = split(message.text, CAPTION_UNITS if attachment else MESSAGE_UNITS, html=message.html)
    requests = [_request(message, text, attachment if index == 0 else None, index) for index, text in enumerate(texts)]
    acts: list[JsonObject] = []
    if markup := _markup(message, now, acts):
        requests[-1][1]["reply_markup"] = markup
    return requests, acts


def _request(message: Outgoing, text: str, attachment: str | None, index: int) -> Request:
    payload: JsonObject = {"chat_id": message.chat_id}
    if attachment:
        payload |= {attachment: message.photo or message.document, "caption": text}
    else:
        payload |= {"text": text, "link_preview_options": {"is_disabled": True}}
    if message.html:
        payload["parse_mode"] = "HTML"
    if index:
        return "sendMessage", payload
    if message.reply_to:
        payload["reply_parameters"] = {"message_id": message.reply_to, "allow_sending_without_reply": True}
    if message.edit:
        payload["message_id"] = message.edit
    if message.edit or message.edit_card:
        return "editMessageText", payload
    return {"photo": "sendPhoto", "document": "sendDocument", None: "sendMessage"}[attachment], payload


def _markup(message: Outgoing, now: datetime, acts: list[JsonObject]) -> JsonObject | None:
    if message.buttons:
        return {"inline_keyboard": _keyboard(message.chat_id, message.buttons, now, acts)}
    if message.menu:
        return {
            "keyboard": [[{"text": label} for label in row] for row in message.menu],
            "resize_keyboard": True,
            "is_persistent": True,
        }
    if message.force_reply:
        return {"force_reply": True, "selective": True}
    return None


def _keyboard(chat_id: int, keyboard: Keyboard, now: datetime, acts: list[JsonObject]) -> list[list[JsonObject]]:
    """Buttons as the Bot API takes them; what an `Act` means stays here, under an opaque token."""
    return [[_button(button, chat_id, now, acts) for button in row] for row in keyboard]


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
