"""How much waits; the history from end to end; and the whole database as a stream of rows, for backups and moves."""

import base64
import hashlib
import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Table, and_, func, inspect, or_, select, text

from bot.core.errors import ConfigError
from bot.core.messages import InboxState, OutboxState
from bot.ops import texts
from bot.reports.rules.transitions import TRANSITIONS, Status
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.schema import metadata
from bot.store.types import Instant, Yuan

CHUNK = 1000
BATCH = 500  # rows


@dataclass(frozen=True)
class Backlog:
    """Counts by state, and the oldest of what waits (None: nothing does)."""

    inbox_pending: int
    inbox_quarantined: int
    inbox_oldest: datetime | None
    outbox_pending: int
    outbox_unknown: int
    outbox_dead: int
    outbox_oldest: datetime | None
    reports_submitted: int


async def measure_backlog(tx: Tx) -> Backlog:
    """How much waits, for `/metrics`."""
    return Backlog(
        inbox_pending=await _count(tx, t.inbox, t.inbox.c.state == InboxState.PENDING),
        inbox_quarantined=await _count(tx, t.inbox, t.inbox.c.state == InboxState.QUARANTINED),
        inbox_oldest=await tx.value(
            select(func.min(t.inbox.c.received_at)).where(t.inbox.c.state == InboxState.PENDING)
        ),
        outbox_pending=await _count(tx, t.outbox, t.outbox.c.state.in_((OutboxState.PENDING, OutboxState.CLAIMED))),
        outbox_unknown=await _count(tx, t.outbox, t.outbox.c.state == OutboxState.UNKNOWN),
        outbox_dead=await _count(tx, t.outbox, t.outbox.c.state == OutboxState.DEAD),
        outbox_oldest=await tx.value(
            select(func.min(t.outbox.c.created_at)).where(
                t.outbox.c.state.in_((OutboxState.PENDING, OutboxState.CLAIMED))
            )
        ),
        reports_submitted=await _count(tx, t.reports, t.reports.c.status == Status.SUBMITTED),
    )


async def _count(tx: Tx, table: Table, condition: ColumnElement[bool]) -> int:
    return int(await tx.value(select(func.count()).select_from(table).where(condition)) or 0)


async def history_count(tx: Tx) -> int:
    return int(await tx.value(select(func.count()).select_from(t.history)) or 0)


async def history_rows(tx: Tx) -> AsyncIterator[Sequence[RowMapping]]:
    """Every row in chunks: entity by entity, oldest first."""
    columns = t.history.c
    last: RowMapping | None = None
    while True:
        query = select(t.history).order_by(columns.entity, columns.entity_id, columns.id).limit(CHUNK)
        if last is not None:
            same_entity = columns.entity == last["entity"]
            query = query.where(
                or_(
                    columns.entity > last["entity"],
                    and_(same_entity, columns.entity_id > last["entity_id"]),
                    and_(same_entity, columns.entity_id == last["entity_id"], columns.id > last["id"]),
                )
            )
        chunk = await tx.all(query)
        if chunk:
            yield chunk
        if len(chunk) < CHUNK:
            return
        last = chunk[-1]


async def misfits(tx: Tx) -> Sequence[RowMapping]:
    """Reports whose state is not what the last step of their history left: (id, number, status, recorded)."""
    newest = (
        select(t.history.c.entity_id, func.max(t.history.c.id).label("id"))
        .where(t.history.c.entity == "report", t.history.c.action.in_(list(TRANSITIONS)))
        .group_by(t.history.c.entity_id)
        .subquery()
    )
    last = t.history.alias("last")
    query = (
        select(t.reports.c.id, t.reports.c.number, t.reports.c.status, last.c.after.label("recorded"))
        .outerjoin(newest, newest.c.entity_id == t.reports.c.id)
        .outerjoin(last, last.c.id == newest.c.id)
        .where(t.reports.c.status != Status.DRAFT, or_(last.c.after.is_(None), last.c.after != t.reports.c.status))
        .order_by(t.reports.c.id)
    )
    return await tx.all(query)


Row = Mapping[str, Any]


@dataclass(frozen=True)
class Batch:
    """Some rows of one table, as JSON values."""

    table: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sums:
    """How many rows a table has, and a digest over them that does not depend on their order."""

    count: int
    digest: str


Shape = Mapping[str, Sequence[Column[Any]]]  # table → columns


async def shape(tx: Tx) -> Shape:
    """What this database has of our tables and columns: one that is still to be upgraded lacks the newest."""

    def look(connection: Connection) -> Shape:
        inspector = inspect(connection)
        there = {
            name: {str(one["name"]) for one in inspector.get_columns(name)} for name in inspector.get_table_names()
        }
        tables = [table for table in metadata.sorted_tables if table.name in there]
        return {table.name: [one for one in table.c if one.name in there[table.name]] for table in tables}

    return await tx.connection.run_sync(look)


async def dump(tx: Tx, of: Shape | None = None) -> AsyncIterator[Batch]:
    """Every row of every table, parents first, in the order of the primary key; of older databases what there is."""
    for name, columns in (of or await shape(tx)).items():
        table = metadata.tables[name]
        stream = await tx.connection.stream(select(*columns).order_by(*table.primary_key.columns))
        async for part in stream.mappings().partitions(BATCH):
            yield Batch(table.name, tuple({name: _plain(value) for name, value in row.items()} for row in part))


async def load(tx: Tx, batch: Batch) -> None:
    """Writes the rows as they were, ids included. Columns that this version no longer has are refused."""
    table = metadata.tables.get(batch.table)
    if table is None or any(name not in table.c for row in batch.rows for name in row):
        raise ConfigError(texts.table_differs(batch.table))
    await tx.run(table.insert(), [_typed(table, row) for row in batch.rows])


async def clear(tx: Tx) -> None:
    """Empties every table, children first."""
    for table in reversed(metadata.sorted_tables):
        await tx.run(table.delete())


async def finish(tx: Tx) -> None:
    """After loading: PostgreSQL's sequences go on behind the highest id."""
    if tx.connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        if "id" in table.c and table.c.id.primary_key:
            highest = await tx.value(select(func.max(table.c.id)))
            sequence = text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :value, :used)")
            await tx.run(sequence.bindparams(table=table.name, value=highest or 1, used=highest is not None))


async def sums(tx: Tx, of: Shape | None = None) -> dict[str, Sums]:
    """Counts and digests by table, to compare two databases row by row (`of`: as far as both have them)."""
    compared = of or await shape(tx)
    found = {name: Adding() for name in compared}
    async for batch in dump(tx, compared):
        found[batch.table].add(batch.rows)
    return {name: total.result() for name, total in found.items()}


async def is_empty(tx: Tx) -> bool:
    """Whether nothing has been entered yet (the 工委 that every new database has does not count)."""
    people = await tx.value(select(func.count()).select_from(metadata.tables["members"]))
    return not people


class Adding:
    """Adds up the SHA-256 of every row modulo 2^256: equal for equal rows in any order."""

    def __init__(self) -> None:
        self._count = 0
        self._total = 0

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            line = json.dumps(row, sort_keys=True, ensure_ascii=False).encode()
            self._total = (self._total + int.from_bytes(hashlib.sha256(line).digest())) % (1 << 256)
            self._count += 1

    def result(self) -> Sums:
        return Sums(self._count, f"{self._total:064x}")


def _plain(value: Any) -> Any:  # noqa: ANN401 - a column's value, as JSON can hold it
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def _typed(table: Table, row: Row) -> dict[str, Any]:
    return {name: _as_column(table.c[name], value) for name, value in row.items()}


def _as_column(column: Column[Any], value: Any) -> Any:  # noqa: ANN401
    """Back from JSON to what the column's Python type is."""
    if value is None:
        return None
    wanted = _python_type(column)
    if wanted is datetime:
        return datetime.fromisoformat(value)
    if wanted is date:
        return date.fromisoformat(value)
    if wanted is Decimal:
        return Decimal(value)
    return base64.b64decode(value) if wanted is bytes else value


def _python_type(column: Column[Any]) -> type:
    """datetime for Instant, Decimal for Yuan, else what SQLAlchemy says."""
    if isinstance(column.type, Instant):
        return datetime
    return Decimal if isinstance(column.type, Yuan) else column.type.python_type
