"""What an operator reads about the proxy on the way to Telegram. Names and passwords are in none of it."""


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
