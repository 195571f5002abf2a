"""What the operator is told when something wants a person."""

from collections.abc import Sequence

#: What each periodic task (`bot.schedule.tasks`) does, as the operator knows it.
TASKS = {
    "greetings": "发生日祝福",
    "nudges": "催办和探访提醒",
    "activities": "活动提醒",
    "tidings": "核对结果有没有通知到本人",
    "refusals": "改发发不出去的卡片",
    "inbox.sweep": "清理处理完的消息",
    "retention": "清理到期的资料",
    "alerts": "检查运行情况",
    "backup": "每天的备份",
}


def quarantined(count: int) -> str:
    return (
        f"有 {count} 条消息处理不了，已经搁置。请运行 wennuan quarantine list 查看，修好后 wennuan quarantine retry。"
    )


def stuck(minutes: int) -> str:
    return f"最早的一条消息已经等了 {minutes} 分钟没有处理。请查看日志，并运行 wennuan check。"


def unsent(minutes: int) -> str:
    return f"有消息等了 {minutes} 分钟还没发出去。请检查到 Telegram 的网络，并运行 wennuan check。"


def backup_old(days: int) -> str:
    return f"已经 {days} 天没有成功的备份了。请运行 wennuan backup：做不成，它会说原因。"


def backup_stale(days: int) -> str:
    """For `wennuan check`: the last one is older than that."""
    return f"超过 {days} 天了。请运行 wennuan backup，并查看日志里为什么没有自动备份。"


def backup_never() -> str:
    return "到现在一份备份都没有做成，数据库一坏，资料就找不回来。请运行 wennuan backup：做不成，它会说原因。"


def backup_off() -> str:
    return (
        "到现在一份备份都没有，自动备份（BACKUP_DAILY）也关着。请打开它，或运行 wennuan backup；"
        "已经用别的办法备份数据库的，请确认密钥（keys 文件或 DATA_KEYS）也另存了一份。"
    )


def calendar_lacking(year: int) -> str:
    return (
        f"{year} 年的放假调休安排我还没有。国务院办公厅公布以后，请工委的同志在聊天里发 /holidays 录入，"
        "或运行 wennuan holidays enter；升级本程序也行。在此之前，工作日按周一到周五、扣去法定节假日和补假来算，"
        "调休的日子会不准。"
    )


def notice_refused(reason: str) -> str:
    return f"有一份通知没有采用，机器人照别的通知接着答：{reason}。请改好这个文件，或把它移出去。"


def disk_low(megabytes: int) -> str:
    return f"磁盘只剩 {megabytes} MB 了。请清理，否则收不了新的申报。"


def tasks_failing(names: Sequence[str]) -> str:
    what = "、".join(TASKS.get(name, name) for name in names)
    return f"这些定时工作连着几次没有做成：{what}。我会接着再试。请查看日志里的 tick.failed，并运行 wennuan check。"


def machine_trouble() -> str:
    return (
        "有消息因为机器或数据库的故障（磁盘、内存、网络）处理不了。我会接着再试，消息不会丢，别的聊天照常办。"
        "请查看日志里的 update.waits，并运行 wennuan check。"
    )


def clock_stepped(seconds: float, *, held: bool) -> str:
    """`held`: whether deleting what is too old waits."""
    way = "往前跳了" if seconds > 0 else "往回跳了"
    later = "为防误删，清理到期资料和旧备份先停一天。" if held else ""
    return (
        f"这台机器的时钟{way}{_span(abs(seconds))}。定时工作照常进行，按新的时间来算。{later}"
        "请核对机器的日期和时间，并打开系统的自动对时。"
    )


def _span(seconds: float) -> str:
    for size, unit in ((86400, "天"), (3600, "小时"), (60, "分钟")):
        if seconds >= size:
            return f"约 {seconds / size:.0f} {unit}"
    return f"约 {seconds:.0f} 秒"
