"""What the operator is told when something wants a person."""


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


def disk_low(megabytes: int) -> str:
    return f"磁盘只剩 {megabytes} MB 了。请清理，否则收不了新的申报。"
