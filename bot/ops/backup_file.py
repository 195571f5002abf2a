"""A backup as a file: each line is a Fernet token over compressed JSON.

The lines before the last hold rows; the last one holds the sums of every table and the chain over all lines before it,
in their order. Backups of versions before the chain end with the sums alone.
"""

import hashlib
import json
import zlib
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from bot.core.errors import BadInput, ConfigError
from bot.ops import queries
from bot.ops.queries import Batch, Shape, Sums
from bot.store.engine import Store
from bot.store.vault import Vault

SUFFIX = ".wennuan"
TOKEN_BYTES = 73  # of the shortest Fernet token


@dataclass(frozen=True)
class Contents:
    """What a file that was found whole holds. `chained`: it says in which order its lines stood."""

    sums: Mapping[str, Sums]
    rows: int
    chained: bool


async def write(store: Store, file: IO[bytes]) -> tuple[Shape, dict[str, Sums]]:
    """The whole database at one moment; returns its tables and their sums."""
    chain = _Chain()
    async with store.snapshot() as tx:
        shape = await queries.shape(tx)
        async for batch in queries.dump(tx, shape):
            line = _seal(store.vault, {"table": batch.table, "rows": batch.rows})
            chain.add(line)
            file.write(line + b"\n")
        totals = await queries.sums(tx, shape)
    sums = {name: asdict(total) for name, total in totals.items()}
    file.write(_seal(store.vault, {"sums": sums, "chain": chain.value, "lines": chain.lines}) + b"\n")
    return shape, totals


def examine(vault: Vault, path: Path) -> Contents:
    """Reads the file from end to end against its last line.

    Raises BadInput when it is no backup, ConfigError with what is wrong with it.
    """
    last: dict[str, Any] | None = None
    found: dict[str, queries.Adding] = {}
    chain = _Chain()
    for number, line in enumerate(_lines(path), 1):
        content = _open(vault, line, path, number)
        if last is not None:
            raise _broken(path, f"第 {number} 行：最后一行之后还有内容")
        if "sums" in content:
            last = content
            continue
        chain.add(line)
        found.setdefault(content["table"], queries.Adding()).add(content["rows"])
    if last is None:
        raise ConfigError(f"备份文件 {path.name} 不完整（末尾缺了一段），没有恢复。请换一份备份。")
    sums = {name: Sums(**total) for name, total in last["sums"].items()}
    _compare(path, sums, {name: total.result() for name, total in found.items()})
    if "chain" in last and (last["chain"], last["lines"]) != (chain.value, chain.lines):
        raise _broken(path, "行的次序变了，或有的行被换过")
    return Contents(sums, sum(total.count for total in sums.values()), "chain" in last)


async def rows(vault: Vault, path: Path) -> AsyncIterator[Batch]:
    """The rows of a file that `examine` has found whole."""
    for number, line in enumerate(_lines(path), 1):
        content = _open(vault, line, path, number)
        if "table" in content:
            yield Batch(content["table"], tuple(content["rows"]))


class _Chain:
    """SHA-256 over the lines, each upon the one before it."""

    def __init__(self) -> None:
        self.value, self.lines = "", 0

    def add(self, line: bytes) -> None:
        self.value = hashlib.sha256(self.value.encode() + line).hexdigest()
        self.lines += 1


def _compare(path: Path, wanted: Mapping[str, Sums], found: Mapping[str, Sums]) -> None:
    for name in {**wanted, **found}:
        there, here = wanted.get(name, _NONE), found.get(name, _NONE)
        if there.count != here.count:
            raise _broken(path, f"{name} 表应有 {there.count} 行，却读到 {here.count} 行")
        if there != here:
            raise _broken(path, f"{name} 表的内容和末尾的校验和对不上")


def _broken(path: Path, what: str) -> ConfigError:
    return ConfigError(f"备份文件 {path.name} 被改动过或损坏了（{what}），没有恢复。请换一份备份。")


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            yield line.rstrip(b"\r\n")


def _seal(vault: Vault, content: object) -> bytes:
    return vault.seal_bytes(zlib.compress(json.dumps(content, ensure_ascii=False).encode()))


def _open(vault: Vault, line: bytes, path: Path, number: int) -> dict[str, Any]:
    """What a line holds. What is no backup, what was damaged, and what other keys sealed are told apart."""
    if number == 1 and not _sealed(line):
        raise BadInput(f"{path.name} 不是温暖的备份文件，没有恢复。备份的名字以 {SUFFIX} 结尾，请核对。")
    try:
        content: dict[str, Any] = json.loads(zlib.decompress(vault.open_bytes(line)))
    except (ConfigError, zlib.error, ValueError) as error:
        if number == 1 and isinstance(error, ConfigError):
            raise ConfigError(
                f"备份文件 {path.name} 打不开：现在的密钥不是做这份备份时的那把。"
                "请把当时的 keys 文件（或 DATA_KEYS）放回来再恢复。"
            ) from error
        raise _broken(path, f"第 {number} 行读不出来") from error
    return content


def _sealed(line: bytes) -> bool:
    """Whether it has the form of a Fernet token: base64 of a version byte, a time, a start and a signature."""
    try:
        token = urlsafe_b64decode(line)
    except ValueError:
        return False
    return token[:1] == b"\x80" and len(token) >= TOKEN_BYTES


_NONE = Sums(0, f"{0:064x}")
