"""A member's own data: what is kept and why, a copy of all of it, and its deletion (个人信息保护法 第四章)."""

from bot.privacy.erasing import ask_erase, cancel_erase, request_erase
from bot.privacy.exporting import export
from bot.privacy.telling import tell

__all__ = ["ask_erase", "cancel_erase", "export", "request_erase", "tell"]
