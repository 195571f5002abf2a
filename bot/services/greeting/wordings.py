"""The wordings in use: those that come with the program and the committee's own."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot.domain.texts.greeting import OWN, PLACES, Wording, built_in
from bot.store.engine import Tx
from bot.store.tables_members import wordings

Pools = Mapping[str, Sequence[Wording]]


async def pools(tx: Tx) -> Pools:
    """Every wording in use, by place."""
    found: dict[str, list[Wording]] = {place: list(built_in(place)) for place in PLACES}
    for row in await tx.all(select(wordings).where(wordings.c.retired_at.is_(None)).order_by(wordings.c.id)):
        found[row["place"]].append(Wording(OWN + row["id"], row["text"]))
    return found
