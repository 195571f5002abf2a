"""The committee's own ceilings, for kinds to which the notice gives no figure, at hand for every question."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.core.work.cache import TtlCache
from bot.reports.queries import desk
from bot.reports.queries.desk import Ruling
from bot.store.engine import Store


class Rulings(TtlCache[Ruling]):
    """Every rule that was ever entered, the older ones first."""

    async def load(self, store: Store, now: datetime) -> tuple[Ruling, ...]:
        async with store.read() as tx:
            return tuple(await desk.rulings(tx))


def in_force(kind: str, known: Sequence[Ruling], on: date) -> Ruling | None:
    """The newest rule for this kind that has begun by that day."""
    begun = [rule for rule in known if rule.kind == kind and rule.since <= on]
    return begun[-1] if begun else None
