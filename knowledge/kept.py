"""What is worked out of the program's own files and is the same each time, kept between runs in the cache folder: JSON
under the digest of what it was worked out of. Nothing is lost with it, and no more than data is read from it."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from knowledge.wordtable import cache_folder, replace_file

T = TypeVar("T")
MOST = 200  # files of one name; past that the oldest go: other versions of the program leave theirs behind


def kept(name: str, sources: Iterable[str], make: Callable[[], T]) -> T:
    """What `make` gives, which hangs on `sources` alone. It is made where it is not kept, and where it cannot be (the
    folder cannot be written, it is no JSON)."""
    try:
        path = cache_folder() / f"{name}-{_digest(sources)}.json"
    except OSError:
        return make()
    try:
        found: T = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = make()
        _keep(name, path, found)
    return found


def _digest(sources: Iterable[str]) -> str:
    """Of the sources, and of the Python that works on them."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for source in sources:
        digest.update(b"\0" + source.encode())
    return digest.hexdigest()


def _keep(name: str, path: Path, made: object) -> None:
    try:
        replace_file(path, json.dumps(made, ensure_ascii=False).encode())
        held = sorted(path.parent.glob(f"{name}-*.json"), key=lambda one: one.stat().st_mtime)
        for old in held[:-MOST]:
            old.unlink(missing_ok=True)
    except (OSError, TypeError):
        return
