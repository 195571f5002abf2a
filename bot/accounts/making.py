"""Who is having a ledger made: one at a time each, for a year of a whole city takes a while and some press again."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from bot.accounts import texts
from bot.core.errors import BadInput

LONG_SECONDS = 3.0  # after which some press again
AGAIN_SECONDS = 2.0  # a press that had waited for the first one is handled as soon as that is sent


class Makings:
    """Asked for by its class (`Deps.parts`). What another replica makes is not known here: then there are two files."""

    def __init__(self) -> None:
        self._under_way: set[int] = set()
        self._sent: dict[int, tuple[str, float]] = {}  # what was long in the making, and when it was sent

    @contextmanager
    def one(self, telegram_id: int, words: str, long: float = LONG_SECONDS) -> Iterator[None]:
        """The block makes and sends what was asked for in these words. Raises BadInput where it is being made, or was
        when it was asked for again."""
        if telegram_id in self._under_way:
            raise BadInput(texts.UNDER_WAY)
        sent, at = self._sent.get(telegram_id, ("", 0.0))
        if sent == words and monotonic() - at < AGAIN_SECONDS:
            raise BadInput(texts.JUST_SENT)
        began = monotonic()
        self._under_way.add(telegram_id)
        try:
            yield
        finally:
            self._under_way.discard(telegram_id)
        if monotonic() - began >= long:
            self._sent[telegram_id] = (words, monotonic())
