"""A frequency table of words in a file: open addressing on 64-bit hashes, 8 bytes a slot.

The file is read slot by slot, not mapped: of a mapped file the system maps whole regions, 12 MB and more.
"""

from __future__ import annotations

import hashlib
import os
import struct
import tempfile
import weakref
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import BinaryIO

MAGIC = b"WNWORDS2"
HEADER = struct.Struct("<8sQQ")
SLOT = struct.Struct("<II")  # half of a hash, the other half of which says where to look; frequency
SPARE = 1.5
RUN = 8  # slots that are read at once
AFTER = 1024  # slots behind the last, so that no run of taken ones goes round
REMEMBERED = 8_192  # look-ups, some 0.8 MB: people use the same words


class WordTable:
    """Word → frequency. Frequency 0 marks a prefix of longer words, as in jieba."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._file)
        magic, self._slots, self.total = HEADER.unpack(os.pread(self._file, HEADER.size, 0).ljust(HEADER.size))
        if magic != MAGIC or os.fstat(self._file).st_size != HEADER.size + (self._slots + AFTER) * SLOT.size:
            raise ValueError(f"{path} is not a word table")

    @cached_property
    def get(self) -> Callable[[str], int | None]:
        """The frequency of a word, None of one that is not in it."""
        return lru_cache(REMEMBERED)(self._read)

    def _read(self, word: str) -> int | None:
        at, mark = _place(word, self._slots)
        while True:
            run = os.pread(self._file, RUN * SLOT.size, HEADER.size + at * SLOT.size)
            for found, frequency in SLOT.iter_unpack(run):
                if found == mark:
                    return int(frequency)
                if found == 0:
                    return None
            at += RUN


def _place(word: str, slots: int) -> tuple[int, int]:
    """The slot where a word is looked for first, and its mark."""
    key = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")
    return (key & 0xFFFFFFFF) % slots, (key >> 32) or 1


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
    table: list[tuple[int, int]] = [(0, 0)] * (slots + AFTER)
    for word, frequency in frequencies.items():
        at, mark = _place(word, slots)
        while table[at][0]:
            at += 1
        table[at] = (mark, frequency)
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
        path = cache_folder() / f"words-{size}-8.bin"
        try:
            return WordTable(path)
        except (OSError, ValueError):
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
