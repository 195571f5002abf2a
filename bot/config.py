"""Settings, read from the environment and `.env` when asked for. Nothing is built at import."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.people import Branch


class Settings(BaseSettings):
    """Every setting of the bot; `.env.example` explains each one for the operator."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True)

    bot_token: SecretStr | None = None
    telegram_api_base: str = "https://api.telegram.org"
    data_dir: Path = Path("data")
    database_url: str | None = None
    data_keys: SecretStr | None = None

    webhook_url: str | None = None
    webhook_host: str = "127.0.0.1"
    webhook_port: int = 8443
    webhook_secret: SecretStr | None = None

    greeting_hour: int = Field(Branch.greeting_hour, ge=0, le=23)
    feb29: Literal["feb28", "mar1"] = "feb28"
    bereavement_hold_days: int = Field(90, ge=0)
    nudge_after_hours: int = Field(8, ge=1)
    escalate_after_hours: int = Field(24, ge=2)
    retention_days: int = Field(180, ge=1)
    quiet_from: int = Field(21, ge=0, le=23)
    quiet_until: int = Field(8, ge=0, le=23)
    broadcasts_per_day: int = Field(3, ge=1)
    helpline: str | None = None
    care_hours: int = Field(12, ge=1, le=72)
    care_helpline: str = "12356"
    care_police: str = "110"
    care_ambulance: str = "120"
    care_women: str = "12338"
    operator_chat_id: int | None = None
    backup_daily: bool = True

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    metrics_port: int | None = None

    @property
    def care_numbers(self) -> dict[str, str]:
        """The numbers that are said in care, by the names under which lexicon/answers/care.toml has them."""
        return {
            "helpline": self.care_helpline,
            "police": self.care_police,
            "ambulance": self.care_ambulance,
            "women": self.care_women,
        }

    @property
    def database(self) -> str:
        """The SQLAlchemy URL: `DATABASE_URL`, or one SQLite file in the data folder."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'wennuan.db'}"
