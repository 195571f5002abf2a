"""A frequency table of words in a mapped file: open addressing on 64-bit hashes, 16 bytes a slot."""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

MAGIC = b"WNWORDS1"
HEADER = struct.Struct("<8sQQ")
SLOT = struct.Struct("<QQ")
SPARE = 1.5


class WordTable:
    """Word → frequency, read from a mapped file. Frequency 0 marks a prefix of longer words, as in jieba."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, self._slots, self.total = HEADER.unpack_from(self._map, 0)
        if magic != MAGIC or len(self._map) != HEADER.size + self._slots * SLOT.size:
            raise ValueError(f"{path} is not a word table")

    def get(self, word: str) -> int | None:
        key = _hash(word)
        at = key % self._slots
        while True:
            found, frequency = SLOT.unpack_from(self._map, HEADER.size + at * SLOT.size)
            if found == key:
                return int(frequency)
            if found == 0:
                return None
            at = (at + 1) % self._slots


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little") or 1


def build(lines: Iterable[bytes], path: Path) -> None:
    """Writes the table of a jieba dictionary (`word frequency tag` a line), with every prefix, in one step."""
    frequencies: dict[str, int] = {}
    total = 0
    for line in lines:
        word, count = line.decode("utf-8").strip().split(" ")[:2]
        frequencies[word] = int(count)
        total += int(count)
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    slots = int(len(frequencies) * SPARE)
    table: list[tuple[int, int]] = [(0, 0)] * slots
    for word, frequency in frequencies.items():
        key = _hash(word)
        at = key % slots
        while table[at][0]:
            at = (at + 1) % slots
        table[at] = (key, frequency)
    replace_file(path, HEADER.pack(MAGIC, slots, total) + b"".join(SLOT.pack(*slot) for slot in table))


def replace_file(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all: two processes may write it at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(path)


def cached_table(open_dictionary: Callable[[], BinaryIO]) -> WordTable:
    """The table in the cache folder, built where it is missing, damaged or of another dictionary."""
    with open_dictionary() as dictionary:
        size = os.fstat(dictionary.fileno()).st_size
        path = cache_folder() / f"words-{size}.bin"
        try:
            return WordTable(path)
        except (OSError, ValueError, struct.error):
            build(dictionary, path)
    return WordTable(path)


def cache_folder() -> Path:
    """Where generated files may lie: XDG_CACHE_HOME, else ~/.cache, else the system's temporary folder."""
    base = os.environ.get("XDG_CACHE_HOME")
    home = Path(base) if base else Path.home() / ".cache"
    folder = home / "wennuan"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir()) / f"wennuan-{os.getuid()}"
        folder.mkdir(parents=True, exist_ok=True)
    return folder
