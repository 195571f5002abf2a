"""The library kept at what is published, on every replica and in every process: a look at one number a second."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.core.work.unit import Deps, Unit
from bot.notices import queries, rules
from bot.notices.queries import Kept
from bot.notices.settled import document_of
from bot.store.engine import Tx
from knowledge.from_document import edition_of
from knowledge.inforce import Edition, Level

if TYPE_CHECKING:
    from knowledge.library import Library

FRESH = timedelta(seconds=1)


class Published:
    """What this process knows: the number of the newest release, and when it looked."""

    def __init__(self) -> None:
        self.newest = -1
        self.looked_at: datetime | None = None
        self.library: Library | None = None

    def fresh(self, library: "Library", now: datetime) -> bool:
        at = self.looked_at
        return library is self.library and at is not None and timedelta() <= now - at < FRESH

    def forget(self) -> None:
        """Something was released here: the next question looks."""
        self.looked_at = None

    async def look(self, tx: Tx, library: "Library", now: datetime) -> None:
        newest = await queries.newest(tx)
        if newest != self.newest or library is not self.library:
            library.publish(await editions(tx, library))
        self.newest, self.looked_at, self.library = newest, now, library


async def editions(tx: Tx, library: "Library") -> list[Edition]:
    """All that is published now."""
    return [edition(kept, library) for kept in await in_use(tx)]


async def in_use(tx: Tx) -> list[Kept]:
    """The versions that are published now, with their documents."""
    ids = list(rules.current(await queries.steps(tx)).values())
    return await queries.published(tx, ids) if ids else []


def edition(kept: Kept, library: "Library") -> Edition:
    """A kept version as answers take it."""
    return edition_of(
        document_of(kept),
        library.lexicon,
        since=kept.since,
        until=kept.until,
        level=Level(kept.level),
        branch=kept.branch_id,
        order=kept.id,
        key=f"n{kept.id}",
    )


async def informed(deps: Deps) -> None:
    """Has the library answer from all that was published a second ago, wherever that was."""
    known, now = deps.parts.of(Published), deps.clock.now()
    if not known.fresh(deps.library, now):
        async with deps.store.read() as tx:
            await known.look(tx, deps.library, now)


async def informed_within(u: Unit) -> None:
    """The same inside a transaction."""
    known = u.deps.parts.of(Published)
    if not known.fresh(u.deps.library, u.now):
        await known.look(u.tx, u.deps.library, u.now)
