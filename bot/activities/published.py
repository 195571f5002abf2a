"""A cached copy of the activities that the committee has published, for answering questions."""

from datetime import datetime

from bot.activities.queries import activities
from bot.activities.rules import Activity
from bot.core.clock import local_date
from bot.core.work.cache import TtlCache
from bot.store.engine import Store


class PublishedActivities(TtlCache[Activity]):
    """The committee's published activities that are not past."""

    async def load(self, store: Store, now: datetime) -> tuple[Activity, ...]:
        async with store.read() as tx:
            found = await activities.published(tx, local_date(now))
        return tuple(one for one in found if one.committee)
