"""What a person at the terminal reads of the running bot: a Chinese line when something changes, and no more.

Where nobody sits (systemd, a pipe) nothing is said here: there the log tells it, one JSON object a line.
"""

import sys
from typing import TextIO

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.traffic.texts import running as texts
from bot.traffic.transport import Garbled, NotSent


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
            return texts.refused("请求太多，稍后自动再试")
        case _:
            return texts.refused(str(error))
