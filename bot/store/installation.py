"""The mark that says what a database is for: read, decided for older databases, set."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, inspect, or_, select, update

from bot.core.errors import ConfigError
from bot.core.installation import GROUP_CHATS, MEMBER_GROUPS, SAMPLE_ROSTER, Purpose, purpose_of_unmarked
from bot.core.people import MemberStatus
from bot.core.texts import installation as texts
from bot.store import tables as t
from bot.store.engine import Tx

_NAMES = {row.staff_no: row.name for row in SAMPLE_ROSTER}
_GROUPS = (*GROUP_CHATS.values(), *MEMBER_GROUPS.values())


def purpose_of(connection: Connection) -> Purpose | None:
    """By its mark, else by the members it holds; None where there are no tables of ours yet."""
    tables = set(inspect(connection).get_table_names())
    if t.installation.name in tables and (marked := connection.execute(select(t.installation.c.purpose)).scalar()):
        return Purpose(marked)
    if t.members.name not in tables:
        return None
    return _of_holdings(connection)


def mark(connection: Connection, fresh: Purpose | None) -> None:
    """Sets the mark where there is none. `fresh`: what a database made just now is for; None: an older one."""
    if connection.execute(select(t.installation.c.purpose)).first() is None:
        row = {"purpose": fresh or _of_holdings(connection), "made_at": datetime.now(UTC)}
        connection.execute(insert(t.installation).values(row))


async def settle_restored(tx: Tx, wanted: Purpose) -> None:
    """After a backup was loaded: it must be of the same purpose, by its mark or, without one, by what it holds.

    Raises ConfigError when it is not; the transaction must not commit then.
    """
    await tx.connection.run_sync(mark, None)
    if await tx.value(select(t.installation.c.purpose)) != wanted:
        raise ConfigError(texts.BACKUP_OF_OTHER[wanted])


async def active_samples(tx: Tx) -> Sequence[str]:
    """Names of sample people among the active members, by staff number."""
    rows = await tx.all(
        select(t.members.c.staff_no, t.members.c.name)
        .where(t.members.c.staff_no.in_(_NAMES), t.members.c.status == MemberStatus.ACTIVE)
        .order_by(t.members.c.staff_no)
    )
    return [row["staff_no"] for row in rows if _NAMES[row["staff_no"]] == row["name"]]


async def unpair_sample_groups(tx: Tx) -> int:
    """Takes the sandbox's chats from the branches; returns how many branches had one."""
    b = t.branches.c
    count = await tx.value(
        select(func.count(b.id)).where(or_(b.group_chat_id.in_(_GROUPS), b.members_chat_id.in_(_GROUPS)))
    )
    for column in (b.group_chat_id, b.members_chat_id):
        await tx.run(update(t.branches).where(column.in_(_GROUPS)).values({column.name: None}))
    return int(count or 0)


def _of_holdings(connection: Connection) -> Purpose:
    m = t.members.c
    total = connection.execute(select(func.count(m.id))).scalar() or 0
    known = connection.execute(select(m.staff_no, m.name).where(m.staff_no.in_(_NAMES)))
    samples = sum(_NAMES[row.staff_no] == row.name for row in known)
    return purpose_of_unmarked(samples, total - samples)
