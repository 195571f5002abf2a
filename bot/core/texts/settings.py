"""What the operator reads when a setting cannot be used.

Its name, its value (without a password), what may stand there.
"""

import re
from collections.abc import Mapping

_CREDENTIALS = re.compile(r"(://[^/@:\s]*):\S*(?=@)")  # up to the last @: a password may hold one
_PARAMETER = re.compile(r"(password=)[^&\s]*", re.IGNORECASE)


def without_password(address: str) -> str:
    """`postgresql://me:secret@host/db` → `postgresql://me:***@host/db`, also where the rest is no address."""
    return _PARAMETER.sub(r"\1***", _CREDENTIALS.sub(r"\1:***", address))


_HOUR = "0 到 23 的整数（几点）"
_DAYS = "{} 到 3650 的整数（天）"
_WORK_HOURS = "{} 到 720 的整数（工作小时）"
_PHONE = "电话号码，2 到 20 位数字，可以带空格和减号"
_PORT = "0 到 65535 的整数（端口）"

#: What is allowed, for each setting of `bot.core.config.Settings`.
ALLOWED: Mapping[str, str] = {
    "bot_token": "从 @BotFather 得到的令牌，形如 123456789:AA…，一行，没有空格和引号",
    "telegram_api_base": "http:// 或 https:// 开头的网址，例如 https://api.telegram.org",
    "telegram_proxy": "http:// 或 socks5:// 开头的代理地址，例如 socks5://127.0.0.1:1080",
    "https_proxy": "代理的地址，例如 http://127.0.0.1:7890",
    "http_proxy": "代理的地址，例如 http://127.0.0.1:7890",
    "all_proxy": "代理的地址，例如 socks5://127.0.0.1:1080",
    "no_proxy": "不走代理的主机名，逗号隔开",
    "data_dir": "文件夹的名字，例如 data",
    "sandbox_dir": "文件夹的名字，例如 sandbox-data",
    "database_url": "留空（数据文件夹里的一个 SQLite 文件），或 postgresql+asyncpg://用户:密码@主机/数据库名",
    "data_keys": "留空，或逗号隔开的密钥，每把 44 个字符（wennuan keys new 可以生成）",
    "webhook_url": "https:// 开头的网址，Telegram 从公网访问得到",
    "webhook_host": "本机的地址或主机名，例如 127.0.0.1",
    "webhook_port": _PORT,
    "webhook_secret": "1 到 256 个字母、数字、下划线或减号",
    "greeting_hour": _HOUR,
    "feb29": "feb28（2 月 28 日祝福）或 mar1（3 月 1 日祝福）",
    "bereavement_hold_days": _DAYS.format(0),
    "nudge_after_hours": _WORK_HOURS.format(1),
    "escalate_after_hours": _WORK_HOURS.format(2),
    "escalate_visit_days": "1 到 365 的整数（天）",
    "retention_days": _DAYS.format(1),
    "quiet_from": _HOUR,
    "quiet_until": _HOUR,
    "broadcasts_per_day": "1 到 1000 的整数（次）",
    "helpline": "一段话",
    "care_hours": "1 到 72 的整数（小时）",
    "care_helpline": _PHONE,
    "care_helpline_hours": "20 字以内的一句话，后面接“有人听”，例如 每天早八点到晚八点",
    "care_police": _PHONE,
    "care_ambulance": _PHONE,
    "care_women": _PHONE,
    "operator_chat_id": "一个整数（运维人员给机器人发 /id 可以看到）",
    "backup_daily": "true（每天备份）或 false（不备份）",
    "notices_two_people": "true（核对和发布要两个人）或 false（一个人就行）",
    "log_level": "DEBUG、INFO、WARNING 或 ERROR（大写）",
    "metrics_port": f"留空，或 {_PORT}",
}
_SHOWN = 80  # characters of a value

ENV_NOT_UTF8 = ".env 不是 UTF-8 编码，读不了。请用编辑器另存为 UTF-8，再来一次。"
ENV_UNREADABLE = ".env 读不了。请检查它的属主和权限：它应当只归运行温暖的账号所有（chmod 600 .env）。"


def wrong(name: str, value: object, *, secret: bool) -> str:
    """One line on one setting. The value of a secret stays unsaid, and so does a password within an address."""
    shown = "（内容不显示）" if secret else f"={_plain(value)} "
    return f"{name.upper()}{shown}不对。应当是：{ALLOWED[name]}。请在 .env（或环境变量）里改好，再来一次。"


def _plain(value: object) -> str:
    text = " ".join(without_password(str(value)).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
