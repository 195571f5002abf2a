"""个人信息处理活动记录 (个人信息保护法 第五十五、五十六条), read from the tables and the settings as they are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.keeping import Periods
from bot.core.queries import members
from bot.core.work.unit import Deps
from bot.ops.backup import KEEP_MONTHS, backup_folder, newest
from bot.privacy.queries import census
from bot.privacy.queries.census import Doings
from bot.privacy.queries.resealing import SEALED
from bot.privacy.retention import periods
from bot.privacy.rules.processing import ACTIVITIES, IMPERSONAL, Activity


@dataclass(frozen=True)
class Entry:
    """One activity with what the database holds of it: rows by table, and the sealed columns."""

    activity: Activity
    rows: Mapping[str, int]
    sealed: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """Everything that the document says which is not the same everywhere."""

    made_at: datetime
    union: str
    server: str
    periods: Periods
    entries: tuple[Entry, ...]
    impersonal: Mapping[str, str]
    doings: Doings
    keys: int
    backup_months: int
    newest_backup: str | None


async def read(deps: Deps) -> Record:
    """Counts everything; nothing is changed."""
    sealed: dict[str, list[str]] = defaultdict(list)
    for table, column in SEALED:
        sealed[table.name].append(f"{table.name}.{column}")
    async with deps.store.read() as tx:
        rows = await census.rows(tx)
        doings = await census.doings(tx)
        union = (await members.committee(tx)).name
    entries = tuple(
        Entry(
            activity,
            {name: rows[name] for name in activity.tables},
            tuple(column for name in activity.tables for column in sealed[name]),
        )
        for activity in ACTIVITIES
    )
    backup = newest(backup_folder(deps.settings.data_dir))
    return Record(
        made_at=deps.clock.now(),
        union=union,
        server=deps.settings.telegram_api_base,
        periods=periods(deps),
        entries=entries,
        impersonal=IMPERSONAL,
        doings=doings,
        keys=deps.store.vault.size,
        backup_months=KEEP_MONTHS,
        newest_backup=backup.name if backup else None,
    )
