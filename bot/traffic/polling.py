"""Long polling: a batch is in the database before the offset moves past it."""

import asyncio
from datetime import timedelta
from time import monotonic
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.core.logs import logger
from bot.core.messages import JsonObject
from bot.traffic import texts
from bot.traffic.api import Api, seconds_of
from bot.traffic.inbox_writer import InboxWriter
from bot.traffic.lanes import Lanes
from bot.traffic.raw import Raw, from_body, from_value, names_update
from bot.traffic.reaching import Terminal
from bot.traffic.transport import Garbled

ALLOWED = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member", "chat_member")
HOLD_SECONDS = 30  # how long the server may hold an empty poll
BATCH = 100
CONFLICT_SECONDS = 5.0
CEILING_SECONDS = 30.0
GARBLED_TIMES = 3  # bodies in a row that are no JSON before they are taken one by one
RESET_SECONDS = timedelta(days=6).total_seconds()
_log = logger(__name__)


class Polling:
    """Fetches until it is cancelled. The offset lives here only: a new start asks for all that is unconfirmed, and
    the inbox knows what it has already. After days of silence it is forgotten too, for Telegram may number anew.
    """

    def __init__(
        self, api: Api, writer: InboxWriter, lanes: Lanes, terminal: Terminal, hold: int = HOLD_SECONDS
    ) -> None:
        self._api, self._writer, self._lanes, self._terminal, self._hold = api, writer, lanes, terminal, hold
        self._offset: int | None = None
        self._latest = monotonic()
        self._garbled = 0
        self._failures = 0

    async def run(self) -> None:
        while True:
            await self._lanes.room()
            try:
                await self._step()
            except Exception as error:
                await asyncio.sleep(self._pause(error))
            else:
                self._failures = 0
                self._terminal.fine()

    async def _step(self) -> None:
        batch = await self._fetch()
        if not batch:
            return
        await self._writer.store(batch)
        known = [raw.update_id for raw in batch if raw.update_id >= 0]
        self._offset = max(known) + 1 if known else self._past_the_nameless(len(batch))
        self._latest = monotonic()

    def _past_the_nameless(self, count: int) -> int | None:
        """Nothing in the batch had an id: step over it, as far as it can be known where it stood."""
        return None if self._offset is None else self._offset + count

    async def _fetch(self) -> list[Raw]:
        if monotonic() - self._latest > RESET_SECONDS:
            self._offset = None
        try:
            result = await self._api("getUpdates", self._question(), read_timeout=self._hold + 15.0)
        except Garbled as error:
            self._garbled += 1
            if self._garbled <= GARBLED_TIMES or not names_update(error.body):
                raise  # a gateway's page is no update, and must not have any stepped over
            return [from_body(error.body)]  # asked for alone: this one is the poison
        self._garbled = 0
        return [from_value(value) for value in result] if isinstance(result, list) else []

    def _question(self) -> JsonObject:
        alone = self._garbled >= GARBLED_TIMES
        question: dict[str, Any] = {
            "timeout": self._hold,
            "limit": 1 if alone else BATCH,
            "allowed_updates": list(ALLOWED),
        }
        return question if self._offset is None else question | {"offset": self._offset}

    def _pause(self, error: Exception) -> float:
        """Seconds until the next attempt, and a line for the operator."""
        self._failures += 1
        backed_off = min(CEILING_SECONDS, 0.5 * 2.0 ** min(self._failures - 1, 8))
        if isinstance(error, TelegramError):
            self._terminal.trouble(error)
        match error:
            case Conflict():
                _log.error("polling.conflict", hint=texts.conflict())
                return CONFLICT_SECONDS
            case InvalidToken():
                _log.error("polling.token_refused", hint=texts.token_revoked())
                return CEILING_SECONDS
            case RetryAfter():
                return seconds_of(error)
            case TelegramError():
                _log.warning("polling.failed", reason=str(error), pause=backed_off)
            case _:
                _log.error("polling.store_failed", error=error, pause=backed_off)
        return backed_off
