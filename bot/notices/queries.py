"""Statements on the union's documents and their releases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, func, select, update

from bot.notices.rules import Step
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_members import notice_releases as r
from bot.store.tables_members import notices as n

ENTITY = "notice"  # of the history
RELEASE, WITHDRAW = "release", "withdraw"
APART = "apart"  # an item said to be one of its own
TYPE, MISS, DENY = "type", "miss", "deny"  # a figure typed as it was read, another one, or said to be nothing given
Json = dict[str, Any]
_LIGHT = [column for column in n.c if column.name not in ("file", "document")]


@dataclass(frozen=True)
class Kept:
    """A version as it is kept, without its original. `document` as `knowledge.documents.wire` has it, {} in lists;
    `typed`: by clause, the figures, () where the amount was said to be nothing given."""

    id: int
    number: str
    title: str
    issuer: str
    level: str
    branch_id: int | None
    signed: date | None
    since: date
    until: date | None
    document: Json
    typed: Mapping[int, tuple[int, ...]]
    looked: frozenset[int]
    file_name: str
    file_hash: str
    added_by: int | None
    reviewed_by: int | None
    reviewed_at: datetime | None
    dropped_at: datetime | None

    @property
    def denied(self) -> tuple[int, ...]:
        """The clauses whose amount is nothing given."""
        return tuple(sorted(clause for clause, figures in self.typed.items() if not figures))


def _kept(row: RowMapping) -> Kept:
    names = [name for name in Kept.__dataclass_fields__ if name not in ("document", "typed", "looked")]
    return Kept(
        **{name: row[name] for name in names},
        document=row.get("document") or {},
        typed={int(clause): tuple(figures) for clause, figures in row["typed"].items()},
        looked=frozenset(row["looked"]),
    )


async def before_its_question(tx: Tx, telegram_id: int, update_id: int) -> bool:
    """Whether these words had come before what is now waited for was asked: while another figure was looked at."""
    asked = select(t.prompts.c.created_at).where(
        t.prompts.c.chat_id == telegram_id, t.prompts.c.telegram_id == telegram_id
    )
    early = select(t.inbox.c.update_id).where(
        t.inbox.c.update_id == update_id, t.inbox.c.received_at < asked.scalar_subquery()
    )
    return await tx.one(early) is not None


async def add(tx: Tx, values: Mapping[str, Any]) -> int:
    """Keeps a version that is not reviewed yet."""
    row = {"typed": {}, "looked": [], **values}
    return int(await tx.value(n.insert().values(row).returning(n.c.id)))


async def by_id(tx: Tx, notice_id: int) -> Kept | None:
    row = await tx.one(select(*(column for column in n.c if column.name != "file")).where(n.c.id == notice_id))
    return _kept(row) if row else None


async def original(tx: Tx, notice_id: int) -> tuple[str, bytes]:
    """The file's name and bytes."""
    row = await tx.one(select(n.c.file_name, n.c.file).where(n.c.id == notice_id))
    return (row["file_name"], bytes(row["file"])) if row else ("", b"")


async def every(tx: Tx) -> list[Kept]:
    """Every version that was not dropped, oldest first."""
    return [_kept(row) for row in await tx.all(select(*_LIGHT).where(n.c.dropped_at.is_(None)).order_by(n.c.id))]


async def of_file(tx: Tx, digest: str) -> list[Kept]:
    """Every version of this very file that was not dropped, newest first."""
    there = (n.c.file_hash == digest, n.c.dropped_at.is_(None))
    return [_kept(row) for row in await tx.all(select(*_LIGHT).where(*there).order_by(n.c.id.desc()))]


async def close_others(tx: Tx, kept: Kept, now: datetime) -> None:
    """What else is under review of the same file or number, and was begun before this one, which is published."""
    open_ = (n.c.id < kept.id, n.c.reviewed_at.is_(None), n.c.dropped_at.is_(None))
    same = (n.c.number == kept.number) | (n.c.file_hash == kept.file_hash)
    await tx.run(update(n).where(*open_, same).values(dropped_at=now))


async def note(tx: Tx, notice_id: int, **values: Any) -> bool:  # noqa: ANN401 - whatever the column holds
    """Changes a version that is under review; a reviewed one never changes. False where it is not under review."""
    open_ = (n.c.id == notice_id, n.c.reviewed_at.is_(None), n.c.dropped_at.is_(None))
    return bool(await tx.run(update(n).where(*open_).values(values)))


async def fill(tx: Tx, notice_id: int, values: Mapping[str, Any]) -> bool:
    """Makes a version of a file that was received; False where it is one, or was dropped."""
    open_ = (n.c.id == notice_id, n.c.number == "", n.c.dropped_at.is_(None))
    return bool(await tx.run(update(n).where(*open_).values(values)))


async def release(tx: Tx, notice_id: int, action: str, by: int | None, now: datetime) -> None:
    await tx.run(r.insert().values(notice_id=notice_id, action=action, by=by, at=now))


async def steps(tx: Tx) -> list[Step]:
    """All releases in their order."""
    query = select(r.c.notice_id, r.c.action, n.c.number).join(n, n.c.id == r.c.notice_id).order_by(r.c.id)
    return [Step(row["notice_id"], row["number"], row["action"] == RELEASE) for row in await tx.all(query)]


async def doings(tx: Tx, notice_id: int) -> Sequence[RowMapping]:
    """(at, action, name) of all that was done with a version; no name: the operator."""
    h = t.history.c
    joined = t.history.outerjoin(t.members, t.members.c.id == h.actor_id)
    ours = (h.entity == ENTITY, h.entity_id == notice_id, h.action.not_in((TYPE, MISS)))
    query = select(h.at, h.action, t.members.c.name).select_from(joined).where(*ours).order_by(h.id)
    return await tx.all(query)


async def misses(tx: Tx, notice_id: int, by: int | None) -> dict[int, int]:
    """By clause, how many wrong figures this one has typed."""
    h = t.history.c
    mine = h.actor_id.is_(None) if by is None else h.actor_id == by
    ours = (h.entity == ENTITY, h.entity_id == notice_id, h.action == MISS, mine)
    rows = await tx.all(select(h.after, func.count().label("n")).where(*ours).group_by(h.after))
    return {int(row["after"]): int(row["n"]) for row in rows}


async def typists(tx: Tx, notice_id: int) -> set[int | None]:
    """Who typed any of its figures, or said of one that it is nothing given; None: the operator."""
    h = t.history.c
    ours = (h.entity == ENTITY, h.entity_id == notice_id, h.action.in_((TYPE, DENY, APART)))
    return {row["actor_id"] for row in await tx.all(select(h.actor_id).where(*ours).distinct())}


async def newest(tx: Tx) -> int:
    """The number of the newest release: whoever knows it knows them all."""
    return int(await tx.value(select(func.max(r.c.id))) or 0)


async def published(tx: Tx, ids: Sequence[int]) -> list[Kept]:
    """These versions with their documents."""
    columns = [column for column in n.c if column.name != "file"]
    return [_kept(row) for row in await tx.all(select(*columns).where(n.c.id.in_(ids)).order_by(n.c.id))]
