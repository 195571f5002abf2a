"""Telling the operator, once in a while and without names, that something wants a person."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from bot.domain import worktime
from bot.domain.clock import local_date, period
from bot.domain.messages import Outgoing
from bot.domain.texts import alerting as texts
from bot.services import backup
from bot.services.base import Deps, unit
from bot.store import pressure, ticks

THROTTLE = timedelta(hours=6)  # the same alert at most once in each quarter of a day
_SELDOM = {"calendar": timedelta(days=7)}  # what takes weeks to mend
PATIENCE = timedelta(minutes=10)
FAILURES = 3  # of a periodic task in a row, before the operator hears of it
MIN_FREE = 500 * 1024**2  # bytes


async def alert_due(deps: Deps) -> None:
    """Looks at the queues, the disk and the backups; sends what is wrong to the operator's chat, where one is set."""
    operator = deps.settings.operator_chat_id
    if operator is None:
        return
    now = deps.clock.now()
    async with unit(deps) as u:
        found = await pressure.measure(u.tx)
        for name, message in _wrong(deps, found, await ticks.failing(u.tx, FAILURES), now):
            slot = period(now, _SELDOM.get(name, THROTTLE))
            if await ticks.first(u.tx, f"alert.{name}", slot, now):
                await u.say(Outgoing(operator, message))


def _wrong(deps: Deps, found: pressure.Pressure, failing: Sequence[str], now: datetime) -> Iterator[tuple[str, str]]:
    """Name and sentence of each thing that wants the operator."""
    if failing:
        yield "tasks", texts.tasks_failing(failing)
    if found.inbox_quarantined:
        yield "quarantine", texts.quarantined(found.inbox_quarantined)
    if found.inbox_oldest and now - found.inbox_oldest > PATIENCE:
        yield "inbox", texts.stuck(_minutes(now - found.inbox_oldest))
    if found.outbox_oldest and now - found.outbox_oldest > PATIENCE:
        yield "outbox", texts.unsent(_minutes(now - found.outbox_oldest))
    free = shutil.disk_usage(deps.settings.data_dir).free
    if free < MIN_FREE:
        yield "disk", texts.disk_low(free // 1024**2)
    newest = backup.newest(backup.backup_folder(deps.settings.data_dir))
    if newest and now - datetime.fromtimestamp(newest.stat().st_mtime, UTC) > timedelta(days=2):
        yield "backup", texts.backup_old()
    if year := worktime.lacking(local_date(now)):
        yield "calendar", texts.calendar_lacking(year)


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
