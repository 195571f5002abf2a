"""Getting through at the start: to Telegram, however long that takes, and to the ports that others call."""

import asyncio
import errno
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application

from bot.core.config import TELEGRAM
from bot.core.errors import ConfigError
from bot.core.logs import logger
from bot.traffic.terminal import Terminal
from bot.traffic.texts import running as texts
from bot.traffic.transport import Garbled

_log = logger(__name__)


async def insist(call: Callable[[], Awaitable[object]], terminal: Terminal) -> None:
    """Calls until Telegram answers. A network that is down is waited for; a refused token is raised."""
    pause = 1.0
    while True:
        try:
            await call()
        except InvalidToken:
            raise
        except TelegramError as error:
            _log.warning("app.telegram_unreachable", reason=str(error), pause=pause)
            terminal.trouble(error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 30.0)
        else:
            terminal.fine()
            return


async def introduce(application: Application[Any, Any, Any, Any, Any, Any], base: str, terminal: Terminal) -> None:
    """Learns who the bot is, before anything is sent or fetched. Raises ConfigError when its token is refused."""

    async def identify() -> None:
        try:
            await application.initialize()
        except (TypeError, ValueError, KeyError, AttributeError) as error:  # PTB makes a User of whatever comes
            raise Garbled(b"") from error  # JSON, but of somebody who knows nothing of bots

    try:
        await insist(identify, terminal)
    except InvalidToken as error:
        raise ConfigError(texts.token_refused(None if base == TELEGRAM else base)) from error


@contextmanager
def port_of(setting: str, port: int, host_setting: str, host: str) -> Iterator[None]:
    """Raises ConfigError, naming the settings, where what is done within cannot have its address."""
    try:
        yield
    except OSError as error:
        taken = error.errno in (errno.EADDRINUSE, errno.EACCES, errno.EPERM)
        told = texts.port_taken(setting, port) if taken else texts.host_unknown(host_setting, host)
        raise ConfigError(told) from error
