"""Answering somebody who waits for it."""

from bot.core.messages import Keyboard, Outgoing, Priority
from bot.core.work.unit import Unit


async def answer(u: Unit, chat_id: int | None, text: str, buttons: Keyboard = ()) -> None:
    """Goes ahead of all that nobody waits for. Whoever has no account (any more) is passed over."""
    if chat_id:
        await u.say(Outgoing(chat_id, text, buttons=buttons, priority=Priority.INTERACTIVE))
