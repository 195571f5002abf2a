"""What the committee has taught: which words ask what. The words are members' own, and sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, Select, select, update

from bot.store import tables as t
from bot.store.engine import Tx

_COLUMNS = (t.lessons, t.members.c.name.label("teacher"))


@dataclass(frozen=True, slots=True)
class Lesson:
    """These words ask `topic` · `facet`; with the topic "" they need no answer. `teacher`: who taught it, by name."""

    id: int
    phrasings: tuple[str, ...]
    topic: str
    facet: str
    teacher: str
    taught_at: datetime


def _in_force() -> Select[tuple[object, ...]]:
    joined = t.lessons.join(t.members, t.members.c.id == t.lessons.c.taught_by)
    query: Select[tuple[object, ...]] = select(*_COLUMNS).select_from(joined)
    return query.where(t.lessons.c.undone_at.is_(None)).order_by(t.lessons.c.id)


def _lesson(tx: Tx, row: RowMapping) -> Lesson:
    words = tuple(tx.vault.open(row["phrasings"]))
    return Lesson(row["id"], words, row["topic"], row["facet"], row["teacher"], row["taught_at"])


async def in_force(tx: Tx) -> list[Lesson]:
    """All that has not been undone, oldest first."""
    return [_lesson(tx, row) for row in await tx.all(_in_force())]


async def by_id(tx: Tx, lesson_id: int) -> Lesson | None:
    """None for one that has been undone, or never was."""
    row = await tx.one(_in_force().where(t.lessons.c.id == lesson_id))
    return _lesson(tx, row) if row else None


async def add(tx: Tx, phrasings: Sequence[str], topic: str, facet: str, by: int, now: datetime) -> int:
    what = {"phrasings": tx.vault.seal(list(phrasings)), "topic": topic, "facet": facet}
    added = t.lessons.insert().values(**what, taught_by=by, taught_at=now)
    return int(await tx.value(added.returning(t.lessons.c.id)))


async def undo(tx: Tx, lesson_id: int, by: int, now: datetime) -> bool:
    """False when it is undone already."""
    live = (t.lessons.c.id == lesson_id, t.lessons.c.undone_at.is_(None))
    return bool(await tx.run(update(t.lessons).where(*live).values(undone_by=by, undone_at=now)))
