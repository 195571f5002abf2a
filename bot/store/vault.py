"""Sensitive columns at rest: sealed with keys that live outside the database, rotated without a stop."""

import json
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot import private
from bot.domain.errors import ConfigError

KEY_FILE = "keys"


class Vault:
    """Seals and opens text. The first key seals; every key opens, so that a new one can be put in front."""

    def __init__(self, keys: list[str]) -> None:
        self.size = len(keys)
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError as error:
            raise ConfigError("加密密钥的格式不对：每把应是 44 个字符。请用 wennuan keys new 生成。") from error

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
            raise ConfigError(
                "有加密内容打不开：现在的密钥不是当初那把。请把原来的密钥放回 DATA_KEYS 或密钥文件。"
            ) from error

    def rotate(self, sealed: str) -> str:
        """The same content under the first key."""
        return self._fernet.rotate(sealed.encode()).decode()


def load_keys(configured: str | None, data_dir: Path) -> list[str]:
    """Keys from the setting (comma-separated), else from the key file in the data folder, made on first use (0600)."""
    if configured:
        return [key.strip() for key in configured.split(",") if key.strip()]
    path = data_dir / KEY_FILE
    if not path.exists():
        private.write_new(private.folder(data_dir) / KEY_FILE, Fernet.generate_key() + b"\n")
    return path.read_text().split()
