"""What `wennuan run` tells whoever sits at the terminal."""

STOPPING = "正在停止：把手上的办完，最多 10 秒。没办完的留在数据库里，下次启动接着办。"
STOPPED = "已停止。"

_NO_CONNECTION = "连不上 Telegram（{address}）"
_NOT_THE_API = "{address} 回答的不是 Telegram 的 Bot API"
_NETWORK = "请检查网络；单位的网到不了 Telegram 时，要设代理（见管理员手册）。"
_ADDRESS = "请检查 .env 里的 TELEGRAM_API_BASE，或者是不是有网关、登录页拦在中间。"
KEEPS_TRYING = "会一直再试，连上为止；按 Ctrl-C 停止。"


def starting(version: str, folder: object) -> str:
    return f"温暖 {version} 正在启动，资料在 {folder}。按 Ctrl-C 停止。"


def ready(name: str | None) -> str:
    return f"已经在 Telegram 上了：@{name}。按 Ctrl-C 停止。" if name else "已经在 Telegram 上了。按 Ctrl-C 停止。"


def reached() -> str:
    return "又连上 Telegram 了。"


def unreachable(address: str) -> str:
    return f"{_NO_CONNECTION.format(address=address)}。{_NETWORK}{KEEPS_TRYING}"


def silent(address: str) -> str:
    return f"{_NO_CONNECTION.format(address=address)}：等了很久没有回答。{_NETWORK}{KEEPS_TRYING}"


def nonsense(address: str) -> str:
    return f"{_NOT_THE_API.format(address=address)}。{_ADDRESS}"


def refused(reason: str) -> str:
    return f"Telegram 暂时不接受请求（{reason}）。{KEEPS_TRYING}"


def conflict() -> str:
    return "另有一个程序在用同一个机器人令牌收取消息（或设置了 webhook）。请只保留一个；这边会一直再试。"


def token_revoked() -> str:
    """For the log, while the bot runs."""
    return "Telegram 不认这个 BOT_TOKEN，可能已被撤销。请向 @BotFather 核对。"


def token_refused(address: str | None) -> str:
    """`address`: where it was asked, when that is not Telegram's own."""
    where = f"（问的是 {address}，也请核对 TELEGRAM_API_BASE）" if address else ""
    return f"Telegram 不认这个 BOT_TOKEN{where}。请到 @BotFather 核对令牌，更新 .env 后再启动。"


def port_taken(setting: str, port: int) -> str:
    return f"端口 {port}（{setting}）用不了：已被别的程序占用，或没有权限。请停掉占用它的程序，或在 .env 里换一个。"


def host_unknown(setting: str, host: str) -> str:
    return f"{setting}={host} 不是这台机器的地址。请在 .env 里改好，例如 127.0.0.1。"
