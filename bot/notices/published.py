"""Keeps the library of every process at what is published: compares a number each second, reads when it has changed."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.core.clock import local_date
from bot.core.work.unit import Deps, Unit
from bot.notices import queries, rules
from bot.notices.queries import Kept
from bot.store.engine import Tx
from knowledge.amended import Standing, editions_of
from knowledge.documents import wire
from knowledge.documents.amending import amends
from knowledge.documents.grants import without
from knowledge.documents.model import Document
from knowledge.documents.shipped import shipped
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
            await asyncio.to_thread(library.prepare, local_date(now))
        self.newest, self.looked_at, self.library = newest, now, library


async def editions(tx: Tx, library: "Library") -> list[Edition]:
    """All that is published now, as amendments have left it."""
    return await asyncio.to_thread(made, await in_use(tx), library)


def made(kept: Sequence[Kept], library: "Library") -> list[Edition]:
    """These versions as answers take them."""
    published = [standing(one) for one in kept]
    files = shipped(library.folder) if any(amends(one.document) for one in published) else ()
    return editions_of(published, files, library.lexicon)


async def in_use(tx: Tx) -> list[Kept]:
    """The versions that are published now, with their documents."""
    ids = list(rules.current(await queries.steps(tx)).values())
    return await queries.published(tx, ids) if ids else []


def standing(kept: Kept) -> Standing:
    """A kept version with what its reviewers have settled."""
    terms = {
        "since": kept.since,
        "until": kept.until,
        "level": Level(kept.level),
        "branch": kept.branch_id,
        "order": kept.id,
        "key": f"n{kept.id}",
    }
    return Standing(wire.load(kept.document), terms, kept.denied)


def document_of(kept: Kept) -> Document:
    """A version as its reviewers have settled it: without the amounts that are nothing given, whose clauses are still
    quoted. Answers, limits and the next comparison rest on it."""
    return without(wire.load(kept.document), kept.denied)


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
