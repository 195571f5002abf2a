"""Getting through at the start, however long that takes, and what a person at the terminal reads meanwhile."""

import asyncio
import errno
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.ext import Application

from bot.core.config import TELEGRAM
from bot.core.errors import ConfigError
from bot.core.logs import logger
from bot.traffic import texts
from bot.traffic.transport import Garbled, NotSent

_log = logger(__name__)


def watched() -> TextIO | None:
    """The terminal that somebody reads, if there is one."""
    return sys.stderr if sys.stderr.isatty() else None


class Terminal:
    """Says each trouble with Telegram once, however often it is tried again, and when it is over."""

    def __init__(self, address: str, out: TextIO | None = None) -> None:
        """`address`: the Bot API's, without the token."""
        self._address, self._out = address, out
        self._trouble = ""

    def say(self, line: str) -> None:
        if self._out is not None:
            self._out.write(line + "\n")
            self._out.flush()

    def trouble(self, error: TelegramError) -> None:
        if (line := reason(error, self._address)) != self._trouble:
            self._trouble = line
            self.say(line)

    def fine(self) -> None:
        """Telegram has answered."""
        if self._trouble:
            self._trouble = ""
            self.say(texts.reached())


def reason(error: TelegramError, address: str) -> str:
    """Why Telegram does not answer as it should, and what to do."""
    match error:
        case NotSent():
            return texts.unreachable(address)
        case TimedOut():
            return texts.silent(address)
        case Garbled():
            return texts.nonsense(address) + texts.KEEPS_TRYING
        case Conflict():
            return texts.conflict()
        case InvalidToken():
            return texts.token_refused(address)
        case RetryAfter():
            return texts.refused(texts.TOO_MANY)
        case _:
            return texts.refused(str(error))


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
