"""The whole app against the small stand-in, with routes that a test can watch."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.app import App, build
from bot.config import Settings
from bot.delivery.pacing import UNPACED, Pace
from bot.domain.clock import SystemClock
from bot.domain.messages import Outgoing, Priority
from bot.services.base import AskedQuestion, Deps, unit
from tests.traffic.standin import TOKEN, StandIn, standing_in

Callback = Callable[[Update, Any], Awaitable[None]]


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    async with standing_in() as running:
        yield running


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
            await u.say(Outgoing(update.effective_message.chat_id, text, priority=Priority.INTERACTIVE))

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


@asynccontextmanager
async def running(
    standin: StandIn, folder: Path, *, pace: Pace = UNPACED, webhook: bool = False, **settings: Any
) -> AsyncIterator[App]:
    """The app, started against the stand-in; stopped gracefully at the end."""
    chosen = Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        telegram_api_base=standin.url,
        data_dir=folder,
        **settings,
    )
    app = await build(chosen, SystemClock(), routes=echo_routes, pace=pace, webhook=webhook)
    await app.start()
    try:
        yield app
    finally:
        await app.stop()
