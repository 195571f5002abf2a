"""Keeping the sandbox's state between runs: an append-only file of JSON lines, the last word on a key wins.

Each line is ``[kind, key, value]``; ``null`` forgets the key. A line torn by a crash can only be the last one and
is dropped. The file is rewritten without its history at each start.
"""

from pathlib import Path
from typing import Any

from bot.core import private_files
from bot.sandbox.jsons import dumps, loads

State = dict[str, dict[str, Any]]


class Journal:
    """Where the world notes what changed; without a folder it notes nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / "sandbox.jsonl" if folder else None
        self.state: State = self._load()
        self._pending: list[bytes] = []
        if self._path:
            self._compact(self._path)
            self._file = private_files.append(self._path)

    def put(self, kind: str, key: int | str, value: object) -> None:
        """Note the new value of a thing; it reaches the file with the next ``flush``."""
        if self._path:
            self._pending.append(dumps([kind, str(key), value]) + b"\n")

    def flush(self) -> None:
        """Hand what was noted to the operating system, so that it outlives a killed process."""
        if self._pending:
            self._file.write(b"".join(self._pending))
            self._file.flush()
            self._pending.clear()

    def close(self) -> None:
        if self._path:
            self.flush()
            self._file.close()

    def _load(self) -> State:
        state: State = {}
        if not self._path:
            return state
        private_files.sweep(private_files.folder(self._path.parent))
        lines = self._path.read_bytes().splitlines() if self._path.exists() else []
        for line in lines:
            try:
                kind, key, value = loads(line)
            except ValueError:
                continue
            if value is None:
                state.get(kind, {}).pop(key, None)
            else:
                state.setdefault(kind, {})[key] = value
        return state

    def _compact(self, path: Path) -> None:
        with private_files.replacing(path) as file:
            for kind, values in self.state.items():
                file.writelines(dumps([kind, key, value]) + b"\n" for key, value in values.items())
