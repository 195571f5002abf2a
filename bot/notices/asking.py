"""Asking for a document's file to be read, in a process of its own, beside what is in force."""

from collections.abc import Sequence

from bot.confined.confinement import Confinement, Heard
from bot.confined.limits import DOCUMENT
from bot.core.messages import JsonObject
from bot.core.work.unit import Deps
from bot.notices.published import in_use
from knowledge.documents import wire
from knowledge.documents.model import Document

ENTRY = "bot.confined.documents:read"


async def read(deps: Deps, content: bytes, heard: Heard | None = None) -> Document:
    """Raises BadInput with one sentence for what is no document of a union's, and for what is too much."""
    async with deps.store.read() as tx:
        published = [{"document": kept.document, "denied": kept.denied} for kept in await in_use(tx)]
    return await read_apart(deps.parts.of(Confinement), content, published, heard)


async def read_apart(
    confinement: Confinement, content: bytes, published: Sequence[JsonObject] = (), heard: Heard | None = None
) -> Document:
    """The same where nothing need be installed: beside what is `published` and what comes with the program, which a
    first document may replace. The child reads that, too: it takes 20 ms that others would wait."""
    return wire.load(await confinement.read(ENTRY, content, {"published": list(published)}, DOCUMENT, heard))
