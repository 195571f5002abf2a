"""Looks up what people's next words belong to, in one query for all who ask at the same time."""

import asyncio

from bot.conversation.queries import Expectation, Person, expectations_of
from bot.core.queries.dialogue import Care
from bot.core.work.unit import Deps
from bot.store.engine import Store

__all__ = ["Care", "Expectation", "Expectations"]


class Expectations:
    """One query at a time; whoever asks while it is under way shares the next one."""

    def __init__(self) -> None:
        self._asked: dict[Person, list[asyncio.Future[Expectation]]] = {}
        self._looking: asyncio.Task[None] | None = None

    async def of(self, store: Store, chat_id: int, telegram_id: int) -> Expectation:
        """What is expected at some moment after this call."""
        answer: asyncio.Future[Expectation] = asyncio.get_running_loop().create_future()
        self._asked.setdefault((chat_id, telegram_id), []).append(answer)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look(store), name="expectations")
        return await answer

    async def _look(self, store: Store) -> None:
        while self._asked:
            asked, self._asked = self._asked, {}
            try:
                async with store.read() as tx:
                    found = await expectations_of(tx, asked)
            except Exception as error:
                for answer in _open(asked):
                    answer.set_exception(error)
                continue
            for person, answers in asked.items():
                for answer in _open({person: answers}):
                    answer.set_result(found[person])


async def expected(deps: Deps, chat_id: int, telegram_id: int) -> Expectation:
    """What this person's next words in this chat may belong to."""
    return await deps.parts.of(Expectations).of(deps.store, chat_id, telegram_id)


def _open(asked: dict[Person, list[asyncio.Future[Expectation]]]) -> list[asyncio.Future[Expectation]]:
    """Those who still wait for it."""
    return [answer for answers in asked.values() for answer in answers if not answer.done()]
