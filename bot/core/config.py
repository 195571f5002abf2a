"""Settings, read from the environment and `.env` when asked for. Nothing is built at import."""

import re
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.core.errors import ConfigError
from bot.core.people import Branch
from bot.core.texts import settings as texts
from bot.core.whereabouts import DATA_DIR, DATABASE, ENV_ENCODING, ENV_FILE

TELEGRAM = "https://api.telegram.org"
DATABASES = ("sqlite+aiosqlite", "postgresql+asyncpg")
KEY_BYTES = 32
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PHONE = re.compile(r"\d[\d -]{1,19}")
_WHEN = re.compile(r"[^\n{}]{1,20}")  # “每天早八点到晚八点”, said before “有人听”
_HOST = re.compile(r"[A-Za-z0-9.:_-]+")


def _matches(pattern: re.Pattern[str]) -> AfterValidator:
    def check(value: Any) -> Any:  # noqa: ANN401 - text, or a secret one
        if not pattern.fullmatch(value.get_secret_value() if isinstance(value, SecretStr) else value):
            raise ValueError("does not match")
        return value

    return AfterValidator(check)


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0 or any(map(str.isspace, value)):
        raise ValueError("no address")
    return value


def _database(value: str) -> str:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(value)
    except ArgumentError as error:
        raise ValueError("no address of a database") from error
    if url.drivername not in DATABASES or not url.database:
        raise ValueError("neither SQLite nor PostgreSQL with the drivers that are there, or no database named")
    return value


def is_database(address: str) -> bool:
    """Whether `DATABASE_URL` could be this."""
    try:
        return bool(_database(address))
    except ValueError:
        return False


def _keys(value: SecretStr) -> SecretStr:
    for key in filter(None, map(str.strip, value.get_secret_value().split(","))):
        try:
            size = len(urlsafe_b64decode(key.encode("ascii")))
        except (NotBase64, UnicodeEncodeError):
            size = 0
        if size != KEY_BYTES:
            raise ValueError("no key")
    return value


def _folder(value: Path) -> Path:
    if "\0" in str(value) or "\n" in str(value):
        raise ValueError("no folder")
    try:
        return value.expanduser()
    except RuntimeError as error:  # ~somebody who is not there
        raise ValueError("no home") from error


Address = Annotated[str, AfterValidator(_address)]
Folder = Annotated[Path, AfterValidator(_folder)]
Hour = Annotated[int, Field(ge=0, le=23)]
Phone = Annotated[str, _matches(_PHONE)]
Port = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseSettings):
    """Every setting of the bot; `.env.example` explains each one for the operator. Made by `read_settings`."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding=ENV_ENCODING,
        extra="ignore",
        env_ignore_empty=True,
    )

    bot_token: Annotated[SecretStr, _matches(_TOKEN)] | None = None
    telegram_api_base: Address = TELEGRAM
    telegram_proxy: SecretStr | None = None
    https_proxy: SecretStr | None = None  # these four as other programs know them, in either case
    http_proxy: SecretStr | None = None
    all_proxy: SecretStr | None = None
    no_proxy: str | None = None
    data_dir: Folder = DATA_DIR
    sandbox_dir: Folder = Path("sandbox-data")
    database_url: Annotated[str, AfterValidator(_database)] | None = None
    data_keys: Annotated[SecretStr, AfterValidator(_keys)] | None = None

    webhook_url: Address | None = None
    webhook_host: Annotated[str, _matches(_HOST)] = "127.0.0.1"
    webhook_port: Port = 8443
    webhook_secret: Annotated[SecretStr, _matches(_SECRET)] | None = None

    greeting_hour: Hour = Branch.greeting_hour
    feb29: Literal["feb28", "mar1"] = "feb28"
    bereavement_hold_days: int = Field(90, ge=0, le=3650)
    nudge_after_hours: int = Field(8, ge=1, le=720)
    escalate_after_hours: int = Field(24, ge=2, le=720)  # working hours, eight a day, as the one before
    escalate_visit_days: int = Field(14, ge=1, le=365)
    retention_days: int = Field(180, ge=1, le=3650)
    quiet_from: Hour = 21
    quiet_until: Hour = 8
    broadcasts_per_day: int = Field(3, ge=1, le=1000)
    helpline: str | None = None
    care_hours: int = Field(12, ge=1, le=72)
    care_helpline: Phone | None = None
    care_helpline_hours: Annotated[str, _matches(_WHEN)] | None = None
    care_police: Phone | None = None
    care_ambulance: Phone | None = None
    care_women: Phone | None = None
    operator_chat_id: int | None = Field(None, gt=-(2**63), lt=2**63)
    backup_daily: bool = True
    notices_two_people: bool = True

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    metrics_port: Port | None = None

    @property
    def care_numbers(self) -> dict[str, str]:
        """The operator's own numbers, by the names under which lexicon/answers/care.toml has them: they go before
        those of `knowledge.answer.care`. `hours` says when the help line is answered; of a line of his own that he has
        given no hours for nothing is promised."""
        numbers = {
            "helpline": self.care_helpline,
            "police": self.care_police,
            "ambulance": self.care_ambulance,
            "women": self.care_women,
        }
        own = {name: number for name, number in numbers.items() if number}
        hours = {"hours": self.care_helpline_hours or ""} if self.care_helpline or self.care_helpline_hours else {}
        return own | hours

    @property
    def database(self) -> str:
        """The SQLAlchemy URL: `DATABASE_URL`, or one SQLite file in the data folder."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / DATABASE}"


def read_settings(**values: Any) -> Settings:  # noqa: ANN401 - of any setting
    """The settings as the operator has them; `values` go before them.

    Raises ConfigError with a line for each that is wrong: its name, its value unless secret, what is allowed.
    """
    try:
        return Settings(**values)
    except ValidationError as error:
        lines = {_line(one["loc"], one["input"]) for one in error.errors(include_url=False, include_context=False)}
        raise ConfigError("\n".join(sorted(lines))) from None  # the error's own text holds the values
    except UnicodeDecodeError:
        raise ConfigError(texts.ENV_NOT_UTF8) from None
    except OSError as error:
        raise ConfigError(texts.ENV_UNREADABLE) from error


def _line(place: tuple[int | str, ...], value: object) -> str:
    name = str(place[0]).lower()
    return texts.wrong(name, value, secret="SecretStr" in str(Settings.model_fields[name].annotation))
