"""Knows which chats have messages waiting in the outbox that this process has written: a direct answer must not
overtake them.

A question is answered past the outbox. Where the chat waits for the outcome of what it said before, the answer has to
queue behind it, in the outbox. To ask the database for that at every question would cost more than the question;
the process knows what it has written itself. Greetings and broadcasts do not count: an answer goes before them.
"""

from collections.abc import Iterable, Set


class Waiting:
    """Chats with unsent messages, each with the moment (of the loop) before which nothing will be sent."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}
        self._news: set[int] = set()  # written while a look was under way: it may have come too early

    def __contains__(self, chat_id: int) -> bool:
        return chat_id in self._until

    def add(self, chats: Iterable[int]) -> None:
        """Something was written for these."""
        for chat in chats:
            self._until.setdefault(chat, 0.0)
            self._news.add(chat)

    def delay(self, chat_id: int, until: float) -> None:
        """Its next message goes out then, not earlier."""
        self._until[chat_id] = until

    def due(self, now: float) -> set[int]:
        """The chats for which a look that begins now must find something, unless there is nothing left."""
        self._news.clear()
        return {chat for chat, until in self._until.items() if until <= now}

    def settle(self, chats: Set[int]) -> None:
        """That look has found nothing more for these."""
        for chat in chats - self._news:
            self._until.pop(chat, None)
