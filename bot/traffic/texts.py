"""What the operator reads of the way to Telegram, and people of messages that were not handled.

Names and passwords of a proxy are in none of it.
"""

APOLOGY = "对不起，刚才这条消息我没能处理好，已经请管理员查看。您可以过一会儿再试，或直接联系本单位工会。"
SLOWLY = (
    "您发得太快，后面这些我先不看了。请等一分钟，再把还没有得到回复的那一条发给我。"
    "已经提交的申报不受影响；有急事请直接联系本单位工会。"
)
DIED = (
    "对不起，这条消息几次让我中途停了下来，我先把它放在一边，已经请管理员查看。"
    "如果里面有文件，请打开它另存一份再发；有急事请直接联系本单位工会。"
)


def wrong(setting: str, shown: str) -> str:
    return (
        f"{setting} 写得不对（{shown}）。请写成 http://地址:端口 或 socks5://地址:端口，"
        "要密码的写 socks5://用户名:密码@地址:端口，例如 socks5://127.0.0.1:1080；"
        "密码里的 @ : / % 请写成 %40 %3A %2F %25。"
    )


def down(place: str, setting: str) -> str:
    return f"连不上代理 {place}。请确认代理程序在运行，并核对 {setting}。"


def slow(place: str, setting: str) -> str:
    return f"代理 {place} 太久没有接通 Telegram。请确认它自己连得上外网，或换一条线路（{setting}）。"


def locked(place: str, setting: str) -> str:
    return f"代理 {place} 要用户名和密码，或者不认给它的这一对。请核对 {setting}。"


def closed(place: str, setting: str) -> str:
    return f"代理 {place} 在运行，但没有接通 Telegram。请看代理自己的日志，或换一条线路（{setting}）。"


def foreign(place: str, setting: str) -> str:
    return f"经代理 {place} 接通的不是 Telegram（证书不对），没有把令牌交给它。请换一个可靠的代理（{setting}）。"


STOPPING = "正在停止：把手上的办完，最多 10 秒。没办完的留在数据库里，下次启动接着办。"
STOPPED = "已停止。"

_NO_CONNECTION = "连不上 Telegram（{address}）"
_NOT_THE_API = "{address} 回答的不是 Telegram 的 Bot API"
_NETWORK = "请检查网络；单位的网到不了 Telegram 时，要设代理（见管理员手册）。"
_ADDRESS = "请检查 .env 里的 TELEGRAM_API_BASE，或者是不是有网关、登录页拦在中间。"
TOO_MANY = "请求太多，稍后自动再试"
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
