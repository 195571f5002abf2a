"""Wrong settings: one Chinese line each, with name, value and what is allowed; secrets are never shown."""

import ast
from pathlib import Path

import pytest

import bot
from bot.core.config import Settings, read_settings
from bot.core.errors import ConfigError
from bot.core.texts.settings import ALLOWED, without_password

WRONG = {
    "bot_token": ("geheim", "12:geheim geheim"),
    "telegram_api_base": ("api.telegram.org", "ftp://a", "http://a:99999", "http://"),
    "data_dir": ("a\nb", "~nobody-of-that-name/data"),
    "sandbox_dir": ("a\nb",),
    "database_url": ("foo", "postgresql://a:geheim@h/x", "sqlite:///x", "postgresql+asyncpg://a:ge@heim@h:port/x"),
    "data_keys": ("geheim", "中文"),
    "webhook_url": ("example.org",),
    "webhook_host": ("http://a", "a b"),
    "webhook_port": ("-1", "70000", "x"),
    "webhook_secret": ("geheim geheim", "s" * 257),
    "greeting_hour": ("99", "九", "9.5"),
    "feb29": ("abc",),
    "bereavement_hold_days": ("-1", "9" * 20),
    "nudge_after_hours": ("0", "x"),
    "escalate_after_hours": ("1", "9" * 12),
    "escalate_visit_days": ("0", "366"),
    "retention_days": ("0", "9" * 12),
    "quiet_from": ("24",),
    "quiet_until": ("-1",),
    "broadcasts_per_day": ("0",),
    "care_hours": ("0", "73"),
    "care_helpline": ("热线",),
    "care_helpline_hours": ("不" * 21, "{hours}"),
    "care_police": ("1",),
    "care_ambulance": ("x",),
    "care_women": ("12338或别的",),
    "operator_chat_id": ("@me", "9" * 30),
    "backup_daily": ("是",),
    "notices_two_people": ("两个",),
    "log_level": ("info",),
    "metrics_port": ("x", "70000"),
}
PROXIES = {"telegram_proxy", "https_proxy", "http_proxy", "all_proxy", "no_proxy"}  # looked at by `bot.traffic.proxy`
ANYTHING = {"helpline", *PROXIES}  # any words do


def test_every_setting_says_what_is_allowed() -> None:
    assert set(ALLOWED) == set(Settings.model_fields) == set(WRONG) | ANYTHING


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_setting_is_one_line(name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name.upper(), value)
    with pytest.raises(ConfigError) as refused:
        read_settings()
    line = str(refused.value)
    assert line.startswith(name.upper())
    assert "\n" not in line
    assert ALLOWED[name] in line
    assert "geheim" not in line
    assert "heim" not in line
    assert (" ".join(value.split())[:20] in line) == (
        name not in ("bot_token", "data_keys", "webhook_secret")
    ) or ":" in value


def test_several_wrong_settings_are_a_line_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("FEB29=abc\nGREETING_HOUR=99\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        read_settings()
    assert [line.split("=")[0] for line in str(refused.value).splitlines()] == ["FEB29", "GREETING_HOUR"]


def test_the_file_as_windows_editors_save_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes("\ufeffGREETING_HOUR=7\r\nHELPLINE=打 12345\r\n".encode())
    assert (read_settings().greeting_hour, read_settings().helpline) == (7, "打 12345")
    (tmp_path / ".env").write_bytes("HELPLINE=打 12345\n".encode("gbk"))
    with pytest.raises(ConfigError, match="UTF-8"):
        read_settings()


def test_no_module_reads_the_settings_by_itself() -> None:
    """Then a wrong one would be a traceback there."""
    root = Path(bot.__file__).parent
    found = [
        f"{path.relative_to(root)}:{call.lineno}"
        for path in root.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Settings" and path.name != "config.py"
    ]
    assert found == []


def test_passwords_in_addresses_are_hidden() -> None:
    assert without_password("postgresql://me:se@cret@host/db?password=geheim&x=1") == (
        "postgresql://me:***@host/db?password=***&x=1"
    )
    assert without_password("https://host/path") == "https://host/path"
