"""What the sandbox keeps between runs: its state as a journal of JSON lines, and files' bytes under the data folder."""

import struct
from pathlib import Path
from typing import Any

from bot.core import private_files
from bot.sandbox.errors import BadRequest
from bot.sandbox.jsons import Json, dumps, loads
from bot.sandbox.model import StoredFile

State = dict[str, dict[str, Any]]
MAX_DOWNLOAD = 20 * 1024 * 1024
SIZES = (90, 320, 800)


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


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, JPEG or WebP; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return struct.unpack("<HH", data[6:10])
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return 512, 512
    return _jpeg_size(data) if data.startswith(b"\xff\xd8\xff") else None


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 800, 600


class FileStore:
    """Looks a file up by ``file_id`` or by its download path."""

    def __init__(self, journal: Journal, folder: Path | None) -> None:
        self._journal = journal
        self._folder = folder / "files" if folder else None
        if self._folder:
            private_files.sweep(private_files.folder(self._folder))
        self._bytes: dict[str, bytes] = {}
        self._files = {key: StoredFile(**value) for key, value in journal.state.get("file", {}).items()}

    def add(self, kind: str, data: bytes, name: str, mime: str) -> StoredFile:
        """Keep the bytes; ``kind`` (photos, documents …) becomes the folder of the download path."""
        number = len(self._files) + 1
        width, height = picture_size(data) or (0, 0)
        suffix = Path(name).suffix or ".bin"
        path = f"{kind}/file_{number}{suffix}"
        file = StoredFile(f"SBX{number:06d}-{kind}", f"U{number:06d}", path, len(data), name, mime, width, height)
        self._files[file.file_id] = file
        self._journal.put("file", file.file_id, file.record())
        self._write(file, data)
        return file

    def _write(self, file: StoredFile, data: bytes) -> None:
        if self._folder:
            private_files.write(self._folder / file.unique_id, data)
        else:
            self._bytes[file.unique_id] = data

    def get(self, file_id: str) -> StoredFile:
        """The size marks of a photo (``…@90``) name the same file."""
        file = self._files.get(file_id.partition("@")[0])
        if file is None:
            raise BadRequest("wrong file_id or the file is temporarily unavailable")
        return file

    def by_path(self, path: str) -> StoredFile | None:
        return next((file for file in self._files.values() if file.path == path), None)

    def read(self, file: StoredFile) -> bytes:
        if self._folder:
            return (self._folder / file.unique_id).read_bytes()
        return self._bytes[file.unique_id]

    def document(self, file: StoredFile) -> Json:
        """The Bot API's ``Document``."""
        return {
            "file_name": file.name,
            "mime_type": file.mime,
            "file_id": file.file_id,
            "file_unique_id": file.unique_id,
            "file_size": file.size,
        }

    def photo(self, file: StoredFile) -> list[Json]:
        """The Bot API's list of ``PhotoSize``, small to large; every size downloads as the original."""
        width, height = file.width or 800, file.height or 600
        longest = max(width, height)
        edges = [edge for edge in SIZES if edge < longest] + [longest]
        return [self._size(file, edge, width, height) for edge in edges]

    def _size(self, file: StoredFile, edge: int, width: int, height: int) -> Json:
        longest = max(width, height)
        whole = edge == longest
        return {
            "file_id": file.file_id if whole else f"{file.file_id}@{edge}",
            "file_unique_id": file.unique_id if whole else f"{file.unique_id}@{edge}",
            "file_size": file.size if whole else max(1, file.size * edge * edge // (longest * longest)),
            "width": max(1, width * edge // longest),
            "height": max(1, height * edge // longest),
        }
