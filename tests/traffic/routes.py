"""Routes and updates for tests of the traffic alone: a write like a report, a crash, and a question."""

import secrets
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.core.messages import Outgoing, Priority
from bot.core.work.unit import AskedQuestion, Deps, unit

_writes = iter(lambda: secrets.token_hex(4), "")


def said(update_id: int, text: str, chat: int = 7) -> dict[str, Any]:
    """A private message, as Telegram tells it."""
    person = {"id": chat, "is_bot": False, "first_name": "静"}
    message = {
        "message_id": update_id,
        "date": 1,
        "chat": {"id": chat, "type": "private"},
        "from": person,
        "text": text,
    }
    return {"update_id": update_id, "message": message}


def echo_routes(deps: Deps) -> list[BaseHandler[Update, Any, None]]:
    """`记 …` writes through the outbox like a report; `坏` crashes; anything else is a question, answered directly."""

    async def write(update: Update, _context: object) -> None:
        assert update.effective_message is not None
        async with unit(deps, update.update_id) as u:
            text = f"收到{update.effective_message.text}"
            key = f"echo:{update.update_id}#{next(_writes)}"  # says which update wrote it; a second write shows
            await u.say(Outgoing(update.effective_message.chat_id, text, priority=Priority.INTERACTIVE, dedupe=key))

    async def crash(update: Update, _context: object) -> None:
        raise RuntimeError("handler is broken for 林静")

    async def answer(update: Update, _context: object) -> None:
        assert update.effective_message is not None
        text = update.effective_message.text or ""
        asked = AskedQuestion(text, "entitlement", ("hospitalization",), missed="?" in text)
        message = Outgoing(update.effective_message.chat_id, f"答{text}")
        await deps.reply(message, update_id=update.update_id, question=asked)

    return [
        MessageHandler(filters.Regex("^记"), write),
        MessageHandler(filters.Regex("^坏"), crash),
        MessageHandler(filters.TEXT, answer),
    ]
