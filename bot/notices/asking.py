"""Asking for a document's file to be read, in a process of its own, beside what is in force."""

from bot.confined.confinement import Confinement
from bot.confined.limits import DOCUMENT
from bot.core.work.unit import Deps
from bot.notices import queries, rules
from knowledge.documents import wire
from knowledge.documents.model import Document

ENTRY = "bot.confined.documents:read"


async def read(deps: Deps, content: bytes) -> Document:
    """Raises BadInput with one sentence for what is no document of a union's, and for what is too much."""
    async with deps.store.read() as tx:
        ids = list(rules.current(await queries.steps(tx)).values())
        known = [kept.document for kept in await queries.published(tx, ids)] if ids else []
    options = {"known": [*_shipped(), *known]}
    return wire.load(await deps.parts.of(Confinement).read(ENTRY, content, options, DOCUMENT))


def _shipped() -> list[wire.Json]:
    """What comes with the program, which a first document may replace."""
    from knowledge.documents.shipped import shipped

    return [wire.dump(one) for one in shipped()]
