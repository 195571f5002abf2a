"""What the committee has fixed, at hand for every question."""

from datetime import datetime

from bot.domain.activities import Activity
from bot.domain.clock import local_date
from bot.services.kept import Kept
from bot.store import activities
from bot.store.engine import Store


class Fixed(Kept[Activity]):
    """The committee's published activities that are not past."""

    async def load(self, store: Store, now: datetime) -> tuple[Activity, ...]:
        async with store.read() as tx:
            found = await activities.published(tx, local_date(now))
        return tuple(one for one in found if one.committee)
