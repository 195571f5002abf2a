"""The wordings in use: those that come with the program and the committee's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.birthdays.queries import wordings as store
from bot.birthdays.texts.greeting import OWN, PLACES, Wording, built_in
from bot.store.engine import Tx


@dataclass(frozen=True)
class Pools:
    """Every wording in use, by place; and the first version of each that was ever in use, by id."""

    places: Mapping[str, Sequence[Wording]]
    roots: Mapping[int, int]

    def of(self, place: str) -> Sequence[Wording]:
        return self.places[place]

    def root(self, wording: int | None) -> int | None:
        """What counts as the same wording to whoever has read it."""
        return None if wording is None else self.roots.get(wording, wording)


async def pools(tx: Tx) -> Pools:
    out = await store.retired(tx)
    found: dict[str, list[Wording]] = {
        place: [wording for wording in built_in(place) if wording.id not in out] for place in PLACES
    }
    roots: dict[int, int] = {}
    for row in await store.own(tx):  # a later version comes after the one that it replaces
        id_ = OWN + row.id
        roots[id_] = roots.get(row.replaces, row.replaces) if row.replaces is not None else id_
        if not row.retired:
            found[row.place].append(Wording(id_, row.text, roots[id_]))
    return Pools(found, roots)
