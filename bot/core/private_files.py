"""Files for the bot's account alone (0600, folders 0700), written whole or not at all.

Every file that a command or the bot leaves behind is written here: beside its place under a name that ends in
`.partial`, brought to the disk, and only then renamed. A partial file is locked for as long as its writer lives, so
that `sweep` can tell what a killed process has left behind.
"""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PARTIAL = ".partial"
#: Names that are made here, and those of backups that older versions left half written.
_OURS = re.compile(r"(\.[0-9a-f]{8}|^scratch-[0-9a-f]{8}|^\d{8}-\d{6})\.partial$")


def folder(path: Path) -> Path:
    """The folder, made where it is missing; one that is there already keeps its rights."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def write(path: Path, content: bytes) -> None:
    with replacing(path) as file:
        file.write(content)


def write_new(path: Path, content: bytes) -> bool:
    """Writes a file that must not be there yet; of several who try at once one wins (False: it was another)."""
    partial = _partial(path)
    with _opened(partial) as file:
        try:
            _fill(file, content)
            os.link(partial, path)
        except FileExistsError:
            return False
        finally:
            partial.unlink()
    _settle(path.parent)
    return True


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, to read and to seek in, that takes its place when the block ends without an error."""
    target = path.resolve()  # a symlink stays one
    partial = _partial(target)
    with _opened(partial) as file:
        try:
            yield file
            _fill(file, b"")
            partial.replace(target)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    _settle(target.parent)


def append(path: Path) -> IO[bytes]:
    """Opens a file to write at its end, made where it is missing."""
    return open(path, "ab", opener=_private)


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """A folder that is gone when the block ends; one that a killed process leaves is found by `sweep`."""
    path = parent / f"scratch-{secrets.token_hex(4)}{PARTIAL}"
    path.mkdir(mode=0o700)
    held = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(held)


def sweep(parent: Path) -> int:
    """Removes what killed writers have left in this folder; what another process is writing now stays."""
    swept = 0
    for path in [path for path in parent.glob(f"*{PARTIAL}") if _OURS.search(path.name)]:
        with suppress(OSError):  # gone meanwhile, or not ours
            swept += _remove_abandoned(path)
    return swept


def _remove_abandoned(path: Path) -> bool:
    held = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    except BlockingIOError:
        return False
    finally:
        os.close(held)
    return True


def _partial(path: Path) -> Path:
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}{PARTIAL}")


@contextmanager
def _opened(partial: Path) -> Iterator[IO[bytes]]:
    with open(partial, "x+b", opener=_private) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _fill(file: IO[bytes], content: bytes) -> None:
    """The last bytes, and all of them on the disk."""
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


def _settle(parent: Path) -> None:
    """The folder's entry on the disk too, so that a power cut does not undo the renaming."""
    descriptor = os.open(parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
