"""A broadcast from the draft on, as an officer does it, and what the rows say of it."""

import asyncio
from collections.abc import Sequence
from itertools import count

from sqlalchemy import RowMapping, func, insert, select, update

from bot.broadcasts import audience, drafting, feeding
from bot.broadcasts.audience import Address
from bot.broadcasts.drafting import Said
from bot.broadcasts.queries import broadcasts, recipients
from bot.broadcasts.rules import Audience, Broadcast, Content, Outcome
from bot.core.messages import JsonObject
from bot.core.work.unit import Deps
from bot.store import tables as t
from bot.store.tables_activities import broadcast_recipients
from bot.store.tables_activities import broadcasts as table
from tests.support import TestClock

_updates = count(1)


async def heard(deps: Deps, lane: int = 1) -> int:
    """A new update, as the intake stores it."""
    update_id = next(_updates)
    async with deps.store.begin() as tx:
        values = {"update_id": update_id, "lane": lane, "raw": b"{}", "received_at": deps.clock.now()}
        await tx.run(insert(t.inbox).values(values))
    return update_id


async def draft(
    deps: Deps, officer: int, branch_id: int, to: Audience = Audience.BRANCHES, targets: Sequence[int] = ()
) -> Broadcast:
    """Addressed, without words."""
    await audience.choose(deps, await heard(deps), officer, Address(branch_id, to, tuple(targets)))
    return await newest(deps)


async def written(
    deps: Deps,
    officer: int,
    branch_id: int,
    to: Audience = Audience.BRANCHES,
    targets: Sequence[int] = (),
    html: str = "明天下午两点开会",
    pause: float = 0.0,
) -> Broadcast:
    """Addressed, and written in so many seconds."""
    made = await draft(deps, officer, branch_id, to, targets)
    await asyncio.sleep(pause)
    await drafting.write(deps, await heard(deps), officer, made.id, Said(Content(html), html))
    return await newest(deps)


async def sent(
    deps: Deps,
    officer: int,
    branch_id: int,
    to: Audience = Audience.BRANCHES,
    targets: Sequence[int] = (),
    purpose: str | None = None,
) -> Broadcast:
    """Addressed, written and confirmed."""
    made = await written(deps, officer, branch_id, to, targets)
    if purpose:
        await drafting.set_purpose(deps, await heard(deps), officer, made.id, purpose)
        made = await newest(deps)
    await feeding.confirm(deps, await heard(deps), officer, made.id, made.version)
    return await newest(deps)


async def newest(deps: Deps) -> Broadcast:
    async with deps.store.read() as tx:
        found = await broadcasts.get(tx, await tx.value(select(func.max(table.c.id))))
    assert found is not None
    return found


async def outcomes(deps: Deps, broadcast: Broadcast) -> dict[Outcome, int]:
    async with deps.store.read() as tx:
        return await recipients.tally(tx, broadcast.id)


async def outcome_of(deps: Deps, broadcast: Broadcast, member_id: int) -> str | None:
    r = broadcast_recipients.c
    async with deps.store.read() as tx:
        mine = (r.broadcast_id == broadcast.id, r.member_id == member_id)
        found: str | None = await tx.value(select(r.outcome).where(*mine))
    return found


async def copies(deps: Deps) -> Sequence[RowMapping]:
    """The members' copies that are, or were, in the outbox."""
    async with deps.store.read() as tx:
        return await tx.all(select(t.outbox).where(t.outbox.c.delivery == "once").order_by(t.outbox.c.id))


async def end_sending(deps: Deps, state: str = "sent", error: str | None = None, lanes: Sequence[int] = ()) -> None:
    """As the relay does it: everything (or what goes to these chats) comes to that end."""
    mine = [t.outbox.c.state.in_(["pending", "claimed"]), *([t.outbox.c.lane.in_(lanes)] if lanes else [])]
    async with deps.store.begin() as tx:
        values = {"state": state, "error": error, "payload": None, "done_at": deps.clock.now()}
        await tx.run(update(t.outbox).where(*mine).values(values))


async def more_members(deps: Deps, branch_id: int, number: int, first: int = 1_000_000) -> None:
    """Bound members without a story, in hundreds."""
    rows: list[JsonObject] = [
        {
            "staff_no": f"M{first + index}",
            "name": f"会员{index}",
            "branch_id": branch_id,
            "telegram_id": first + index,
            "updated_at": deps.clock.now(),
        }
        for index in range(number)
    ]
    async with deps.store.begin() as tx:
        for start in range(0, number, 500):
            await tx.run(insert(t.members), rows[start : start + 500])


def forward(deps: Deps, **delta: float) -> None:
    assert isinstance(deps.clock, TestClock)
    deps.clock.forward(**delta)
