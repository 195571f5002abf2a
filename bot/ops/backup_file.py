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
from bot.ops import queries, texts
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
            raise _broken(path, texts.after_the_end(number))
        if "sums" in content:
            last = content
            continue
        chain.add(line)
        found.setdefault(content["table"], queries.Adding()).add(content["rows"])
    if last is None:
        raise ConfigError(texts.incomplete(path.name))
    sums = {name: Sums(**total) for name, total in last["sums"].items()}
    _compare(path, sums, {name: total.result() for name, total in found.items()})
    if "chain" in last and (last["chain"], last["lines"]) != (chain.value, chain.lines):
        raise _broken(path, texts.ORDER_CHANGED)
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
            raise _broken(path, texts.rows_differ(name, there.count, here.count))
        if there != here:
            raise _broken(path, texts.sums_differ(name))


def _broken(path: Path, what: str) -> ConfigError:
    return ConfigError(texts.damaged(path.name, what))


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            yield line.rstrip(b"\r\n")


def _seal(vault: Vault, content: object) -> bytes:
    return vault.seal_bytes(zlib.compress(json.dumps(content, ensure_ascii=False).encode()))


def _open(vault: Vault, line: bytes, path: Path, number: int) -> dict[str, Any]:
    """What a line holds. What is no backup, what was damaged, and what other keys sealed are told apart."""
    if number == 1 and not _sealed(line):
        raise BadInput(texts.no_backup_of_ours(path.name, SUFFIX))
    try:
        content: dict[str, Any] = json.loads(zlib.decompress(vault.open_bytes(line)))
    except (ConfigError, zlib.error, ValueError) as error:
        if number == 1 and isinstance(error, ConfigError):
            raise ConfigError(texts.other_key(path.name)) from error
        raise _broken(path, texts.unreadable_line(number)) from error
    return content


def _sealed(line: bytes) -> bool:
    """Whether it has the form of a Fernet token: base64 of a version byte, a time, a start and a signature."""
    try:
        token = urlsafe_b64decode(line)
    except ValueError:
        return False
    return token[:1] == b"\x80" and len(token) >= TOKEN_BYTES


_NONE = Sums(0, f"{0:064x}")
