"""Sensitive columns at rest: sealed with keys that live outside the database, rotated without a stop."""

import json
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.core import private_files
from bot.core.errors import ConfigError
from bot.core.texts import installation as texts

KEY_FILE = "keys"


class Vault:
    """Seals and opens text. The first key seals; every key opens, so that a new one can be put in front."""

    def __init__(self, keys: list[str], unsaved: Path | None = None) -> None:
        """`unsaved`: where the key, made just now, is to be kept once something is sealed with it (`keep`)."""
        self.unsaved = unsaved
        self._take(keys)

    def _take(self, keys: list[str]) -> None:
        self.size, self._keys = len(keys), keys
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError as error:
            raise ConfigError(texts.BAD_KEY) from error

    def keep(self) -> None:
        """Writes a new key down, before anything is sealed with it; of two who begin at once both take the first's."""
        if self.unsaved is not None:
            if not private_files.write_new(self.unsaved, _lines(self._keys)):
                self._take(read_keys(None, self.unsaved.parent))
            self.unsaved = None

    def seal(self, value: Any) -> str:  # noqa: ANN401 - any JSON value
        return self.seal_bytes(json.dumps(value, ensure_ascii=False).encode()).decode()

    def open(self, sealed: str) -> Any:  # noqa: ANN401 - any JSON value
        return json.loads(self.open_bytes(sealed.encode()))

    def seal_bytes(self, content: bytes) -> bytes:
        return self._fernet.encrypt(content)

    def open_bytes(self, sealed: bytes) -> bytes:
        """Raises ConfigError when none of the keys fits."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as error:
            raise ConfigError(texts.OTHER_KEY) from error

    def rotate(self, sealed: str) -> str:
        """The same content under the first key."""
        return self._fernet.rotate(sealed.encode()).decode()


def read_keys(configured: str | None, data_dir: Path) -> list[str]:
    """Keys from the setting (comma-separated), else from the key file in the data folder; none where it is not there.

    Raises ConfigError for a key file that cannot be read or holds something else.
    """
    if configured:
        return [key.strip() for key in configured.split(",") if key.strip()]
    path = data_dir / KEY_FILE
    try:
        keys = path.read_text().split()
        MultiFernet([Fernet(key) for key in keys])
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ConfigError(texts.unreadable_keys(path)) from error
    except ValueError as error:
        raise ConfigError(texts.broken_keys(path)) from error
    return keys


def new_key() -> str:
    return Fernet.generate_key().decode()


def write_keys(path: Path, keys: list[str]) -> None:
    private_files.write(path, _lines(keys))


def _lines(keys: list[str]) -> bytes:
    return ("\n".join(keys) + "\n").encode()
