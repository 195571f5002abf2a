"""The daily sweep that deletes what is past its period (个人信息保护法 第十九条), and deletions that fall due."""

from dataclasses import fields
from datetime import datetime, timedelta

from bot.activities.due import forget_old
from bot.core.keeping import Periods
from bot.core.messages import Outgoing
from bot.core.queries import dialogue, members
from bot.core.work.unit import Deps, unit
from bot.members.queries import binding
from bot.privacy.queries import erasing
from bot.privacy.queries.erasing import Limits
from bot.privacy.texts import members as texts
from bot.store.batches import purge
from bot.store.history import Entry, append

BATCH = 100  # reports in one transaction


def periods(deps: Deps) -> Periods:
    """How long this installation keeps what."""
    return Periods(details=deps.settings.retention_days, care_hours=deps.settings.care_hours)


async def purge_due(deps: Deps) -> int:
    """Erases whatever is too old by now; returns how many rows. Safe to run at any time and as often as one likes."""
    limits = _limits(periods(deps), deps.clock.now())
    gone = await _strip_closed(deps) + await _erase_members(deps) + await _drop_drafts(deps, limits.drafts)
    gone += await purge(deps.store, *erasing.stale(limits))
    async with unit(deps) as u:
        kept = periods(deps)
        gone += await forget_old(u, u.now - timedelta(days=kept.details))
        gone += await dialogue.sweep_care(u.tx, u.now)
        gone += await binding.forget_guesses(u.tx, [u.today - timedelta(days=ago) for ago in range(kept.guesses)])
    if gone:
        await erasing.checkpoint(deps.store)
    return gone


def _limits(kept: Periods, now: datetime) -> Limits:
    """Of each period that the sweep asks for, the moment before which things are too old."""
    return Limits(**{limit.name: now - timedelta(days=getattr(kept, limit.name)) for limit in fields(Limits)})


async def _strip_closed(deps: Deps) -> int:
    """Facts, evidence and notes of reports that were closed `retention_days` ago."""
    count = 0
    while True:
        async with unit(deps) as u:
            before = u.now - timedelta(days=periods(deps).details)
            ids = await erasing.closed_reports(u.tx, before, BATCH)
            await erasing.strip_reports(u.tx, ids, u.now)
        count += len(ids)
        if len(ids) < BATCH:
            return count


async def _drop_drafts(deps: Deps, before: datetime) -> int:
    count = 0
    while True:
        async with deps.store.begin() as tx:
            gone = await erasing.drop_drafts(tx, before, BATCH)
        count += gone
        if gone < BATCH:
            return count


async def _erase_members(deps: Deps) -> int:
    """Deletions whose cooling-off time is over, unless a report is still open: those wait until it is closed."""
    async with deps.store.read() as tx:
        due = await erasing.due_erasures(tx, deps.clock.now())
    count = 0
    for row in due:
        async with unit(deps) as u:
            member = await members.by_id(u.tx, row["member_id"], u.today)
            if member is None or member.offices or await erasing.has_open_reports(u.tx, member.id):
                continue
            await erasing.erase(u.tx, member.id, u.now)
            await erasing.done(u.tx, row["id"], u.now)
            await append(u.tx, Entry("member", member.id, "erase"), u.now)
            if member.telegram_id:
                await u.say(Outgoing(member.telegram_id, texts.ERASED))
            count += 1
    return count
