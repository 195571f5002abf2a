"""The Bot API's methods as far as the sandbox plays them, by name."""

from bot.sandbox.methods import bot, chats, editing, sending
from bot.sandbox.methods.registry import METHODS, Handler

__all__ = ["METHODS", "Handler", "bot", "chats", "editing", "sending"]
