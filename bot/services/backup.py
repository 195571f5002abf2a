"""Backups: online, encrypted, and proved by restoring; and moving an installation from one database to another.

A backup is a text file: each line is a Fernet token over compressed JSON, the last one holds the sums of every table.
"""

import json
import zlib
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.domain.clock import local
from bot.domain.errors import BadInput, ConfigError, NotFound
from bot.services.base import Deps
from bot.store import archive, installation
from bot.store.archive import Batch, Shape, Sums
from bot.store.engine import Store

TOKEN_BYTES = 73  # of the shortest Fernet token
SUFFIX = ".wennuan"
KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 7, 4, 12


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
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    final = folder / f"{now:%Y%m%d-%H%M%S}{SUFFIX}"
    partial = final.with_suffix(".partial")
    shape, totals = await _write(store, partial)
    await _prove(store, partial, shape, totals)
    partial.chmod(0o600)
    partial.rename(final)
    return Backup(final, sum(total.count for total in totals.values()), final.stat().st_size)


async def restore(store: Store, path: Path, *, replace: bool = False) -> int:
    """Fills `store` from the backup in one transaction; returns the number of rows. Refuses a database in use."""
    if not path.is_file():
        raise NotFound(f"没有找到备份文件 {path}。请核对写的位置；备份的名字以 {SUFFIX} 结尾。")
    async with store.begin() as tx:
        if not replace and not await archive.is_empty(tx):
            raise BadInput("数据库里已经有资料了，没有动它。确实要用备份替换，请加 --replace；替换前先备份一次。")
        await archive.clear(tx)
        rows = 0
        async for batch in _read(store, path):
            await archive.load(tx, batch)
            rows += len(batch.rows)
        await installation.settle_restored(tx, store.purpose)
        await archive.finish(tx)
    return rows


async def move(source: Store, target: Store) -> dict[str, Sums]:
    """Copies everything into the empty `target` and compares row by row; nothing stays there when they differ."""
    async with source.snapshot() as out, target.begin() as tx:
        if not await archive.is_empty(tx):
            raise BadInput("目标数据库里已经有资料了，没有动它。请换一个空的数据库。")
        await archive.clear(tx)
        async for batch in archive.dump(out):
            await archive.load(tx, batch)
        await archive.finish(tx)
        ours, theirs = await archive.sums(out), await archive.sums(tx)
        _compare(ours, theirs, "搬过去的内容和原来的对不上，已经全部撤回，原来的数据库没有动。")
    return ours


def stale(backups: Sequence[Path], now: datetime) -> list[Path]:
    """What the rule lets go: all but the newest of each of the last 7 days, 4 weeks and 12 months."""
    kept: dict[tuple[str, str], Path] = {}
    for path in sorted(backups):
        made = _made(path)
        age = now.date() - made
        for unit, key, limit in (
            ("day", made.isoformat(), timedelta(days=KEEP_DAYS)),
            ("week", made.strftime("%G-%V"), timedelta(weeks=KEEP_WEEKS)),
            ("month", made.strftime("%Y-%m"), timedelta(days=31 * KEEP_MONTHS)),
        ):
            if age < limit:
                kept[unit, key] = path
    return [path for path in sorted(backups) if path not in kept.values()]


async def backup_due(deps: Deps) -> None:
    """A proved backup once a day, unless the operator does it otherwise; then what the rule lets go is removed."""
    folder, now = backup_folder(deps.settings.data_dir), local(deps.clock.now())
    last = newest(folder)
    if not deps.settings.backup_daily or (last and _made(last) >= now.date()):
        return
    await make(deps.store, folder, now)
    for path in stale(list(folder.glob(f"*{SUFFIX}")), now):
        path.unlink()


def backup_folder(data_dir: Path) -> Path:
    return data_dir / "backups"


def newest(folder: Path) -> Path | None:
    return max(folder.glob(f"*{SUFFIX}"), default=None)


async def _write(store: Store, path: Path) -> tuple[Shape, dict[str, Sums]]:
    with path.open("w", encoding="ascii") as file:
        async with store.snapshot() as tx:
            shape = await archive.shape(tx)
            async for batch in archive.dump(tx, shape):
                file.write(_seal(store, {"table": batch.table, "rows": batch.rows}))
            totals = await archive.sums(tx, shape)
        file.write(_seal(store, {"sums": {name: asdict(total) for name, total in totals.items()}}))
    return shape, totals


async def _prove(store: Store, path: Path, shape: Shape, totals: Mapping[str, Sums]) -> None:
    from bot.store import migrate  # Alembic takes memory that a running bot need not spend all day

    with TemporaryDirectory() as folder:
        scratch = Store(f"sqlite+aiosqlite:///{folder}/proof.db", store.vault, purpose=store.purpose)
        try:
            await migrate.upgrade(scratch)
            await restore(scratch, path)
            async with scratch.read() as tx:
                _compare(
                    totals, await archive.sums(tx, shape), "备份没有通过恢复检验，没有保留。请检查磁盘空间后再试。"
                )
        finally:
            await scratch.close()


async def _read(store: Store, path: Path) -> AsyncIterator[Batch]:
    complete = False
    for number, line in enumerate(_lines(path), 1):
        content = _unseal(store, path.name, number, line)
        if "sums" in content:
            complete = True
        else:
            yield Batch(content["table"], tuple(content["rows"]))
    if not complete:
        raise ConfigError(f"备份文件 {path.name} 不完整（末尾缺了一段），没有恢复。请换一份备份。")


def _unseal(store: Store, name: str, number: int, line: bytes) -> dict[str, Any]:
    """A line's content. What is no backup, what was damaged, and what other keys sealed are told apart."""
    if not _sealed(line):
        if number == 1:
            raise BadInput(f"{name} 不是温暖的备份文件，没有恢复。备份的名字以 {SUFFIX} 结尾，请核对。")
        raise ConfigError(f"备份文件 {name} 的第 {number} 行坏了，没有恢复。请换一份备份。")
    try:
        content: dict[str, Any] = json.loads(zlib.decompress(store.vault.open_bytes(line)))
    except (ConfigError, zlib.error, ValueError) as error:
        if number == 1 and isinstance(error, ConfigError):
            raise
        raise ConfigError(f"备份文件 {name} 的第 {number} 行坏了，没有恢复。请换一份备份。") from error
    return content


def _sealed(line: bytes) -> bool:
    """Whether it has the form of a Fernet token: base64 of a version byte, a time, a start and a signature."""
    try:
        token = urlsafe_b64decode(line)
    except ValueError:
        return False
    return token[:1] == b"\x80" and len(token) >= TOKEN_BYTES


def _lines(path: Path) -> Iterable[bytes]:
    with path.open("rb") as file:
        for line in file:
            yield line.strip()


def _seal(store: Store, content: object) -> str:
    packed = zlib.compress(json.dumps(content, ensure_ascii=False).encode())
    return store.vault.seal_bytes(packed).decode() + "\n"


def _compare(ours: Mapping[str, Sums], theirs: Mapping[str, Sums], refusal: str) -> None:
    wrong = [name for name, total in ours.items() if theirs.get(name) != total]
    if wrong:
        raise ConfigError(f"{refusal}（{'、'.join(wrong)}）")


def _made(path: Path) -> date:
    return datetime.strptime(path.stem, "%Y%m%d-%H%M%S").date()  # noqa: DTZ007 - a local date in a file name
