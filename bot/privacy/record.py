"""个人信息处理活动记录 (个人信息保护法 第五十五、五十六条), from tables and settings: Markdown, rows for Excel."""

import io
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.keeping import Periods
from bot.core.queries import members
from bot.core.work import sheets
from bot.core.work.unit import Deps
from bot.ops.backup import KEEP_MONTHS, backup_folder, newest
from bot.privacy.queries import resealing
from bot.privacy.queries.resealing import SEALED, Doings
from bot.privacy.retention import periods
from bot.privacy.texts import record as texts
from bot.privacy.texts.processing import ACTIVITIES, IMPERSONAL, Activity

_WIDTHS = (16, 34, 22, 28, 26, 34, 28, 6, 28, 22)
_COUNT_WIDTHS = (26, 10, 24)


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
        rows = await resealing.rows_kept(tx)
        doings = await resealing.doings(tx)
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


def cells(record: Record) -> list[tuple[str, ...]]:
    """A row an activity, under `texts.HEADER`."""
    return [
        (
            entry.activity.name,
            entry.activity.data,
            entry.activity.purpose,
            entry.activity.basis,
            entry.activity.access,
            entry.activity.kept(record.periods),
            entry.activity.deleted,
            texts.YES if entry.activity.sensitive else texts.NO,
            "、".join(entry.sealed) or texts.NONE,
            "、".join(f"{name} {count}" for name, count in entry.rows.items()),
        )
        for entry in record.entries
    ]


def counts(record: Record) -> list[tuple[str, int, str]]:
    """A row a table, under `texts.COUNTS_HEADER`."""
    return [(name, count, entry.activity.name) for entry in record.entries for name, count in entry.rows.items()]


def markdown(record: Record) -> str:
    """The whole document."""
    told, moment = record.doings, texts.moment
    backup = record.newest_backup or texts.NEVER
    parts = [
        texts.head(moment(record.made_at), record.union, told.active, told.bound),
        texts.ACTIVITIES,
        *(texts.activity(number, row) for number, row in enumerate(cells(record), 1)),
        texts.sensitive((one.activity.name for one in record.entries if one.activity.sensitive), record.impersonal),
        texts.recipients(record.server),
        texts.protection(record.keys, moment(told.last_rotation), backup, record.backup_months),
        texts.DECISIONS,
        _deletions(record),
        texts.ASSESSMENT,
    ]
    return "\n\n".join(parts) + "\n"


def _deletions(record: Record) -> str:
    done, moment = record.doings, texts.moment
    return texts.deletions(
        texts.times(done.erasures_done, moment(done.last_erasure)),
        record.periods.cooling,
        done.erasures_waiting,
        texts.reports(done.stripped, moment(done.last_stripped)),
        moment(done.last_sweep),
    )


def workbook(record: Record) -> bytes:
    """The same as Excel: a sheet of activities, and one of rows by table."""
    made = io.BytesIO()
    with sheets.writing(made) as book:
        for name, header, rows, widths in (
            (texts.TITLE, texts.HEADER, cells(record), _WIDTHS),
            (texts.COUNTS, texts.COUNTS_HEADER, counts(record), _COUNT_WIDTHS),
        ):
            page = book.page(name, name, header, widths)
            for number, row in enumerate(rows, sheets.FIRST_ROW):
                page.put(number, row)
    return made.getvalue()
