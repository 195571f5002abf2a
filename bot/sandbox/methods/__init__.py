"""The Bot API's methods as far as the sandbox plays them, by name."""

from bot.sandbox.methods import bot, chats, editing, extras, media, sending, updating
from bot.sandbox.methods.registry import METHODS, Handler

__all__ = ["METHODS", "Handler", "bot", "chats", "editing", "extras", "media", "sending", "updating"]
