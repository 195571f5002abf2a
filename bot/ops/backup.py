"""Backups: online, encrypted, and proved by restoring; moving an installation; removing what killed processes left."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.core import private_files
from bot.core.clock import local
from bot.core.errors import BadInput, ConfigError, NotFound
from bot.core.keeping import BACKUP_MONTHS
from bot.core.work.exports import EXPORTS
from bot.core.work.unit import Deps
from bot.ops import backup_file, queries, texts
from bot.ops.backup_file import SUFFIX, Contents
from bot.ops.queries import Shape, Sums
from bot.store import installation, ticks
from bot.store.engine import Store, Tx

NOTED, NAME = "backup.made", 40  # the row of `ticks` about the last one, and the characters of its name that fit
KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 7, 4, BACKUP_MONTHS
HANDED_OVER_WITHIN = timedelta(hours=1)  # a list is made to be sent at once, then removed


@dataclass(frozen=True)
class Backup:
    """A file that was written and proved: restoring it gave the same rows."""

    path: Path
    rows: int
    size: int  # bytes


async def make(store: Store, folder: Path, now: datetime) -> Backup:
    """Writes a backup beside its final name, restores it into a scratch database, compares, and only then names it.

    The database may be of an older version; the backup then restores into this one.
    """
    private_files.sweep(private_files.folder(folder))
    final = folder / f"{now:%Y%m%d-%H%M%S}{SUFFIX}"
    with private_files.replacing(final) as file:
        shape, totals = await backup_file.write(store, file)
        file.flush()
        await _prove(store, Path(file.name), shape, totals)
    return Backup(final, sum(total.count for total in totals.values()), final.stat().st_size)


async def restore(store: Store, path: Path, *, replace: bool = False) -> Contents:
    """Fills `store` from the backup in one transaction, after the file was found whole. Refuses a database in use."""
    if not path.is_file():
        raise NotFound(texts.no_backup_file(path, SUFFIX))
    contents = await asyncio.to_thread(backup_file.examine, store.vault, path)
    async with store.begin() as tx:
        if not replace and not await queries.is_empty(tx):
            raise BadInput(texts.NOT_EMPTY)
        await queries.clear(tx)
        async for batch in backup_file.rows(store.vault, path):
            await queries.load(tx, batch)
        await installation.settle_restored(tx, store.purpose)
        await queries.finish(tx)
    return contents


async def move(source: Store, target: Store) -> dict[str, Sums]:
    """Copies everything into the empty `target` and compares row by row; nothing stays there when they differ."""
    async with source.snapshot() as out, target.begin() as tx:
        if not await queries.is_empty(tx):
            raise BadInput(texts.TARGET_NOT_EMPTY)
        await queries.clear(tx)
        async for batch in queries.dump(out):
            await queries.load(tx, batch)
        await queries.finish(tx)
        ours, theirs = await queries.sums(out), await queries.sums(tx)
        _compare(ours, theirs, texts.MOVED_WRONG)
    return ours


def stale(backups: Sequence[Path], now: datetime) -> list[Path]:
    """What the rule lets go: all but the newest of each of the last 7 days, 4 weeks and 12 months."""
    kept: dict[tuple[str, str], Path] = {}
    for path in sorted(backups):
        if (made := _made(path)) is None:
            continue
        age = now.date() - made
        for unit, key, limit in (
            ("day", made.isoformat(), timedelta(days=KEEP_DAYS)),
            ("week", made.strftime("%G-%V"), timedelta(weeks=KEEP_WEEKS)),
            ("month", made.strftime("%Y-%m"), timedelta(days=31 * KEEP_MONTHS)),
        ):
            if age < limit:
                kept[unit, key] = path
    return [path for path in sorted(backups) if _made(path) and path not in kept.values()]


async def backup_due(deps: Deps) -> None:
    """A proved backup once a day, unless the operator does it otherwise; then what the rule lets go is removed."""
    folder, now = backup_folder(deps.settings.data_dir), local(deps.clock.now())
    days = {_made(path) for path in all_in(folder)}
    if not deps.settings.backup_daily or now.date() in days:  # one of a later day is of a clock that ran ahead
        return
    made = await make(deps.store, folder, now)
    await note(deps.store, made, now)
    for path in stale(all_in(folder), now):
        path.unlink()


async def note(store: Store, made: Backup, now: datetime) -> None:
    """Writes down that there is a backup: another machine that shares the database does not see this one's files."""
    async with store.begin() as tx:
        await ticks.note(tx, NOTED, made.path.name[:NAME], now)


async def last_made(tx: Tx, data_dir: Path) -> datetime | None:
    """When the last backup was made, here or on another machine that shares the database; None: never."""
    found = newest(backup_folder(data_dir))
    moments = (await ticks.last(tx, NOTED), datetime.fromtimestamp(found.stat().st_mtime, UTC) if found else None)
    return max((at for at in moments if at), default=None)


def backup_folder(data_dir: Path) -> Path:
    return data_dir / "backups"


def all_in(folder: Path) -> list[Path]:
    """The backups in the folder, oldest first, by the moments in their names; files with other names are not ours."""
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if _made(path))


def newest(folder: Path) -> Path | None:
    return max(all_in(folder), default=None)


async def _prove(store: Store, path: Path, shape: Shape, totals: Mapping[str, Sums]) -> None:
    from bot.store import migrate  # Alembic takes memory that a running bot need not spend all day

    with private_files.scratch(path.parent) as folder:
        scratch = Store(f"sqlite+aiosqlite:///{folder}/proof.db", store.vault, purpose=store.purpose)
        try:
            await migrate.upgrade(scratch)
            await restore(scratch, path)
            async with scratch.read() as tx:
                _compare(totals, await queries.sums(tx, shape), texts.NOT_PROVED)
        finally:
            await scratch.close()


def _compare(ours: Mapping[str, Sums], theirs: Mapping[str, Sums], refusal: str) -> None:
    wrong = [name for name, total in ours.items() if theirs.get(name) != total]
    if wrong:
        raise ConfigError(f"{refusal}（{'、'.join(wrong)}）")


def _made(path: Path) -> date | None:
    """The local day in a backup's name; None for a name of another form."""
    with suppress(ValueError):
        return datetime.strptime(path.stem, "%Y%m%d-%H%M%S").date()  # noqa: DTZ007 - a local date in a file name
    return None


def sweep_leftovers(data_dir: Path) -> int:
    """Removes them, at a start; returns how many there were. What a living process is writing stays."""
    exports = data_dir / EXPORTS
    swept = sum(
        private_files.sweep(folder) for folder in (data_dir, backup_folder(data_dir), exports, data_dir / "records")
    )
    latest = (datetime.now(UTC) - HANDED_OVER_WITHIN).timestamp()
    for path in list(exports.glob("*")):
        with suppress(OSError):  # another replica was faster
            if path.stat().st_mtime < latest:
                path.unlink()
                swept += 1
    return swept
