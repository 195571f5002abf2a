"""A cached copy of what the committee has taught, on every replica."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.core.work.cache import TtlCache
from bot.notices import published
from bot.questions.queries import lessons
from bot.store.engine import Store
from knowledge.reading.taught import Taught

if TYPE_CHECKING:
    from bot.core.work.unit import Deps
    from knowledge import Library


class Lessons(TtlCache[Taught]):
    """Every phrasing that is taught and asks something, the older ones first."""

    async def load(self, store: Store, now: datetime) -> tuple[Taught, ...]:
        async with store.read() as tx:
            return tuple(
                Taught(text, one.topic, one.facet)
                for one in await lessons.in_force(tx)
                if one.topic
                for text in one.phrasings
            )


async def informed(deps: "Deps") -> "Library":
    """The library, knowing all that had been taught half a minute ago and published a second ago, wherever that was."""
    await published.informed(deps)
    deps.library.teach(await deps.parts.of(Lessons).of(deps.store, deps.clock.now()))
    return deps.library
