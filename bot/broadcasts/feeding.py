"""Sending a broadcast: started, fed into the outbox a little at a time, stopped.

And looking back at the latest ones.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.broadcasts import showing, texts
from bot.broadcasts.audience import check_audience, own_draft, sender, sent
from bot.broadcasts.queries import broadcasts, recipients
from bot.broadcasts.queries.recipients import Copy
from bot.broadcasts.rules import UNREACHED, Broadcast, Outcome, State, day_of
from bot.core.errors import BadInput, NotAllowed, NotFound, Stale
from bot.core.messages import Act, Button, Delivery, Priority
from bot.core.queries import dialogue, members
from bot.core.work import sheets
from bot.core.work.unit import Deps, Unit, answer, quiet_end, unit
from bot.store import outbox
from bot.store.history import Entry, append

AHEAD = 100  # copies in the outbox at a time: four seconds of sending
TELL_EVERY = timedelta(seconds=5)
SHOWN = 5
_WIDTHS = (14, 14, 26, 30)


async def feed_due(deps: Deps) -> int:
    """Takes every broadcast a step further; returns how many had something to do."""
    resting = quiet_end(deps, deps.clock.now()) is not None
    async with deps.store.read() as tx:
        waiting = await broadcasts.unfinished(tx, resting=resting)
    for broadcast_id in waiting:
        async with unit(deps) as u:
            if found := await broadcasts.take(u.tx, broadcast_id):
                await advance(u, found)
    return len(waiting)


async def advance(u: Unit, broadcast: Broadcast) -> None:
    """Notes what has been sent, writes the next copies, tells how it goes, and ends what is over."""
    await recipients.collect(u.tx, broadcast.id)
    if broadcast.under_way:
        broadcast = await _keep_hours(u, broadcast)
    if broadcast.state is State.RUNNING:
        await _fill(u, broadcast)
    tally = await recipients.tally(u.tx, broadcast.id)
    if not tally.get(Outcome.PENDING) and not tally.get(Outcome.QUEUED):
        await showing.end(u, broadcast, tally)
    elif broadcast.under_way and _time_to_tell(u, broadcast):
        await showing.progress(u, broadcast, tally)


async def _keep_hours(u: Unit, broadcast: Broadcast) -> Broadcast:
    """Rests in the quiet hours, with nothing left in the outbox, and goes on after them."""
    wanted = State.WAITING if quiet_end(u.deps, u.now) else State.RUNNING
    if wanted is State.WAITING:
        await recipients.take_back(u.tx, broadcast.id, Outcome.PENDING)
    if wanted is broadcast.state:
        return broadcast
    await broadcasts.move(u.tx, broadcast.id, wanted)
    return replace(broadcast, state=wanted, told_at=None)


def _time_to_tell(u: Unit, broadcast: Broadcast) -> bool:
    """At once at the beginning and when the state has changed; then now and then, and not all night."""
    if broadcast.told_at is None:
        return True
    return broadcast.state is State.RUNNING and abs(u.now - broadcast.told_at) >= TELL_EVERY


async def _fill(u: Unit, broadcast: Broadcast) -> None:
    queued = (await recipients.tally(u.tx, broadcast.id)).get(Outcome.QUEUED, 0)
    if queued >= AHEAD or broadcast.content is None:
        return
    copies = await recipients.next_copies(u.tx, broadcast, showing.mourning_since(u), AHEAD - queued)
    due = [copy for copy in copies if copy.outcome is Outcome.PENDING]
    sent_as = await _write(u, broadcast, due)
    others = {copy.member_id: copy.outcome for copy in copies if copy.outcome is not Outcome.PENDING}
    others |= {copy.member_id: Outcome.UNKNOWN for copy in due if copy.member_id not in sent_as}
    await recipients.note(u.tx, broadcast.id, sent_as, others)


async def _write(u: Unit, broadcast: Broadcast, copies: list[Copy]) -> dict[int, int]:
    """Member → message. A copy whose key is known already was written in an earlier life: it is not written again."""
    branch = await members.branch(u.tx, broadcast.branch_id)
    keys = {f"broadcast:{broadcast.id}:{copy.member_id}": copy for copy in copies}
    letter = showing.letter(broadcast, branch.name, 0)
    letter = replace(letter, delivery=Delivery.ONCE, priority=Priority.BULK)
    messages = [replace(letter, chat_id=copy.account, dedupe=key) for key, copy in keys.items()]
    written = await outbox.enqueue_many(u.tx, messages, u.now)
    return {keys[key].member_id: row for key, row in written.items()}


async def confirm(deps: Deps, update_id: int, telegram_id: int, broadcast_id: int, version: int) -> str:
    """Sends what was previewed, once. Raises Stale for an older preview, NotAllowed beyond the day's number."""
    async with unit(deps, update_id) as u:
        draft = await own_draft(u, telegram_id, broadcast_id, version)
        await check_audience(u, (await sender(u, telegram_id))[1], draft)
        if draft.content is None:
            raise BadInput(texts.EMPTY)
        await _check_number(u, draft)
        await recipients.address(u.tx, draft, showing.mourning_since(u))
        tally = await recipients.tally(u.tx, draft.id)
        if not tally.get(Outcome.PENDING):
            raise BadInput(texts.NOBODY)
        total = sum(tally.values())
        await broadcasts.move(u.tx, draft.id, State.RUNNING, confirmed_at=u.now, total=total)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await append(u.tx, Entry("broadcast", draft.id, "start", draft.author_id, after=str(total)), u.now)
        begun = await broadcasts.take(u.tx, draft.id)
        assert begun is not None  # noqa: S101 - it was just set going
        await advance(u, begun)
    return texts.STARTED


async def _check_number(u: Unit, draft: Broadcast) -> None:
    most = u.deps.settings.broadcasts_per_day
    if await broadcasts.begun_between(u.tx, draft.branch_id, *day_of(u.now)) >= most:
        raise NotAllowed(texts.enough_today((await members.branch(u.tx, draft.branch_id)).name, most))


async def stop(deps: Deps, update_id: int, telegram_id: int, broadcast_id: int) -> str:
    """Raises Stale when it is over already, NotAllowed for whoever may not."""
    async with unit(deps, update_id) as u:
        who, broadcast = await sent(u, telegram_id, broadcast_id)
        if not broadcast.under_way:
            raise Stale(texts.OVER)
        await recipients.take_back(u.tx, broadcast.id, Outcome.STOPPED)
        await recipients.stop_pending(u.tx, broadcast.id)
        await recipients.collect(u.tx, broadcast.id)
        await broadcasts.move(u.tx, broadcast.id, State.STOPPED, ended_by=who.id)
        tally = await recipients.tally(u.tx, broadcast.id)
        await append(u.tx, Entry("broadcast", broadcast.id, "stop", who.id, after=str(showing.gone(tally))), u.now)
        await showing.stopped(u, broadcast, tally)
        if begun := await broadcasts.take(u.tx, broadcast.id):
            await advance(u, begun)
    return texts.STOPPED


@dataclass(frozen=True)
class File:
    """A file to send, with the name that people see."""

    content: bytes
    name: str
    caption: str = texts.LIST_CAPTION


async def recent(deps: Deps, update_id: int, telegram_id: int) -> None:
    """最近的群发: those of the asker's branches (of all, for the committee), with the buttons that still make sense."""
    async with unit(deps, update_id) as u:
        _, offices = await sender(u, telegram_id)
        ids = [office.branch_id for office in offices]
        if any(office.committee for office in offices):
            ids = [branch.id for branch in await members.all_branches(u.tx)]
        lines: list[str] = []
        buttons: list[tuple[Button, ...]] = []
        for number, one in enumerate(await broadcasts.recent(u.tx, ids, SHOWN), 1):
            tally = await showing.tally_of(u, one)
            lines.append(texts.recent_line(number, one, await showing.heading(u, one), tally))
            if one.under_way:
                buttons.append(
                    (Button(texts.numbered(number, texts.STOP), Act("broadcast.stop", {"broadcast": one.id})),)
                )
            elif showing.lists(one, tally):
                label = texts.numbered(number, texts.LIST_EXCEL)
                buttons.append((Button(label, Act("broadcast.list", {"broadcast": one.id})),))
        await answer(u, telegram_id, texts.recent(lines) if lines else texts.NO_RECENT, tuple(buttons))


async def unreached(deps: Deps, telegram_id: int, broadcast_id: int, *, as_csv: bool) -> File:
    """Who got nothing for certain, and why; that the list was taken is noted. Raises NotAllowed and NotFound."""
    async with unit(deps) as u:
        who, broadcast = await sent(u, telegram_id, broadcast_id)
        found = await recipients.listed(u.tx, broadcast.id, UNREACHED)
        if not found:
            gone = showing.lists(broadcast, await showing.tally_of(u, broadcast))
            raise NotFound(texts.LIST_GONE if gone else texts.NO_LIST)
        title = await showing.heading(u, broadcast)
        await append(u.tx, Entry("broadcast", broadcast.id, "list", who.id, after=str(len(found))), u.now)
    lines = [(row["staff_no"], row["name"], row["branch"], texts.WHY[Outcome(row["outcome"])]) for row in found]
    name = texts.list_title(title)
    if as_csv:
        return File(sheets.csv_bytes(texts.LIST_HEADER, lines), f"{name}.csv")
    return File(_workbook(name, lines), f"{name}.xlsx")


def _workbook(title: str, lines: Sequence[Sequence[str]]) -> bytes:
    made = io.BytesIO()
    with sheets.writing(made) as book:
        page = book.page("名单", title, texts.LIST_HEADER, _WIDTHS)
        for number, line in enumerate(lines, sheets.FIRST_ROW):
            page.put(number, line)
    return made.getvalue()
