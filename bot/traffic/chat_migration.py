"""A group that becomes a supergroup gets another id: told by a service message, in the old group and in the new one."""

from typing import Any

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.core.work.unit import Deps, unit
from bot.traffic import queries


def migration_handler(deps: Deps) -> MessageHandler[Any, None]:
    """Renames the chat everywhere, whichever of the two messages comes first."""

    async def moved(update: Update, _context: object) -> None:
        message = update.message
        if message is None:
            return
        old, new = message.migrate_from_chat_id or message.chat_id, message.migrate_to_chat_id or message.chat_id
        async with unit(deps, update.update_id) as u:
            await queries.migrate_chat(u.tx, old, new)

    return MessageHandler(filters.StatusUpdate.MIGRATE & filters.UpdateType.MESSAGE, moved)
