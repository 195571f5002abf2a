"""Telling the operator, once in a while and without names, that something wants a person."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.core import worktime
from bot.core.clock import period
from bot.core.messages import Outgoing
from bot.core.queries import holidays
from bot.core.texts import alerting as texts
from bot.core.work.unit import Deps, Unit, unit
from bot.ops import backup, queries
from bot.store import history, ticks

THROTTLE = timedelta(hours=6)  # the same alert at most once in each quarter of a day
_SELDOM = {"calendar": timedelta(days=7), "unsaved": timedelta(days=7)}  # what takes weeks to mend, or was chosen
PATIENCE = timedelta(minutes=10)
FAILURES = 3  # of a periodic task in a row, before the operator hears of it
MAX_BACKUP_AGE = timedelta(days=2)
FIRST_WITHIN = timedelta(days=1)  # from the first entry in the history to the first backup
MIN_FREE = 500 * 1024**2  # bytes


async def alert_due(deps: Deps) -> None:
    """Looks at the queues, the disk and the backups; sends what is wrong to the operator's chat, where one is set."""
    operator = deps.settings.operator_chat_id
    if operator is None:
        return
    now = deps.clock.now()
    async with unit(deps) as u:
        found, failing = await queries.measure_backlog(u.tx), await ticks.failing(u.tx, FAILURES)
        for name, message in [*_wrong(deps, found, failing, now), *await _unsaved(u), *await _unarranged(u)]:
            slot = period(now, _SELDOM.get(name, THROTTLE))
            if await ticks.first(u.tx, f"alert.{name}", slot, now):
                await u.say(Outgoing(operator, message))


def _wrong(deps: Deps, found: queries.Backlog, failing: Sequence[str], now: datetime) -> Iterator[tuple[str, str]]:
    """Name and sentence of each thing that wants the operator."""
    if failing:
        yield "tasks", texts.tasks_failing(failing)
    if refused := deps.library.refused:
        yield "notices", "\n".join(texts.notice_refused(str(error)) for error in refused)
    if found.inbox_quarantined:
        yield "quarantine", texts.quarantined(found.inbox_quarantined)
    if found.inbox_oldest and now - found.inbox_oldest > PATIENCE:
        yield "inbox", texts.stuck(_minutes(now - found.inbox_oldest))
    if found.outbox_oldest and now - found.outbox_oldest > PATIENCE:
        yield "outbox", texts.unsent(_minutes(now - found.outbox_oldest))
    free = shutil.disk_usage(deps.settings.data_dir).free
    if free < MIN_FREE:
        yield "disk", texts.disk_low(free // 1024**2)


async def _unsaved(u: Unit) -> list[tuple[str, str]]:
    """That there is no backup, or none of these days, once there is something to lose."""
    last = await backup.last_made(u.tx, u.deps.settings.data_dir)
    if last is not None:
        return [("backup", texts.backup_old((u.now - last).days))] if u.now - last > MAX_BACKUP_AGE else []
    begun = await history.begun(u.tx)
    if begun is None or u.now - begun < FIRST_WITHIN:
        return []
    return [("backup", texts.backup_never())] if u.deps.settings.backup_daily else [("unsaved", texts.backup_off())]


async def _unarranged(u: Unit) -> list[tuple[str, str]]:
    """That a year's days off are wanted."""
    year = worktime.lacking(u.today, await holidays.in_force(u.tx))
    return [("calendar", texts.calendar_lacking(year))] if year else []


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
