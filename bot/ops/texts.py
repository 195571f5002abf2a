"""What the operator reads of checks, backups and the audit of the history: what is wrong, and what to do."""

from datetime import datetime
from pathlib import Path

DISK_LOW = "不到 0.5 GB 了。请清理磁盘，或把 DATA_DIR 换到大一些的盘。"
DATABASE_DAMAGED = "文件已损坏。请停机，用 wennuan restore 从最近的备份恢复。"
NEVER_RAN = "还没有运行过。请确认机器人已经启动（make run）。"
STOPPED_A_WHILE = "已经停了一阵。请确认机器人在运行，并查看日志。"
NO_BACKUP = "还没有备份。请运行 wennuan backup；机器人每天也会自己做一次。"
NOT_FILLED_IN = "还没有填。请照 README 从 @BotFather 取得令牌，写进 .env。"
NO_CONNECTION = "连不上。请检查网络和 TELEGRAM_API_BASE；要经代理才能上的，请填 TELEGRAM_PROXY。"
REFUSED_BY_TELEGRAM = "Telegram 不认这个令牌。请到 @BotFather 核对，更新 .env。"
CLOCK_WRONG = "差得太多，生日祝福和提醒会不准。请打开系统的自动对时。"
NOT_PAIRED = "还没有配对。请把机器人拉进群，由该工会的干部在群里发 /pair。"
NOT_FOUND_OUT = "这次没有查到（网络）。请稍后再试。"
ANSWER_UNREADABLE = "这次没有查到（回答看不懂）。请稍后再试。"
NOT_IN_GROUP = "机器人不在群里，或者不能发言。请群主把它请回来并允许发言；在此之前申报会私下送给主席。"
NOT_EMPTY = "数据库里已经有资料了，没有动它。确实要用备份替换，请加 --replace；替换前先备份一次。"
TARGET_NOT_EMPTY = "目标数据库里已经有资料了，没有动它。请换一个空的数据库。"
MOVED_WRONG = "搬过去的内容和原来的对不上，已经全部撤回，原来的数据库没有动。"
NOT_PROVED = "备份没有通过恢复检验，没有保留。请检查磁盘空间后再试。"
HOLIDAYS_KNOWN = "放假调休安排齐全"
ORDER_CHANGED = "行的次序变了，或有的行被换过"


def holidays_of(year: int) -> str:
    return f"{year} 年的放假安排"


def meant_setting(name: str) -> str:
    return f"没有这个设置，没有起作用。是不是 {name}？"


def disk_left(gigabytes: float) -> str:
    return f"磁盘剩余 {gigabytes:.1f} GB"


def readable_by_others(path: Path) -> str:
    return f"别人也能读。请运行 chmod 600 {path}。"


def schema_differs(places: int) -> str:
    return f"和这个版本差 {places} 处。请用升级前的备份恢复，或联系维护的人。"


def cannot_open(error: str) -> str:
    return f"打不开（{error}）。请检查 DATABASE_URL、文件权限，或从备份恢复。"


def last_ran(at: datetime) -> str:
    return f"定时任务上次运行于 {at:%m-%d %H:%M}"


def last_backup(at: datetime) -> str:
    return f"最近的备份做于 {at:%Y-%m-%d %H:%M}"


def proxied(place: str, setting: str) -> str:
    return f"设了代理 {place}（{setting}），下面看它通不通"


def right_token(username: str) -> str:
    return f"令牌有效，机器人是 @{username}"


def clock_off(seconds: float) -> str:
    return f"时钟和 Telegram 相差 {seconds:.0f} 秒"


def officers_group(branch: str) -> str:
    return f"{branch}的干部群"


def in_group(what: str) -> str:
    return f"{what}：机器人在群里，可以发言"


def no_backup_file(path: Path, suffix: str) -> str:
    return f"没有找到备份文件 {path}。请核对写的位置；备份的名字以 {suffix} 结尾。"


def after_the_end(number: int) -> str:
    return f"第 {number} 行：最后一行之后还有内容"


def incomplete(name: str) -> str:
    return f"备份文件 {name} 不完整（末尾缺了一段），没有恢复。请换一份备份。"


def rows_differ(table: str, expected: int, found: int) -> str:
    return f"{table} 表应有 {expected} 行，却读到 {found} 行"


def sums_differ(table: str) -> str:
    return f"{table} 表的内容和末尾的校验和对不上"


def damaged(name: str, what: str) -> str:
    return f"备份文件 {name} 被改动过或损坏了（{what}），没有恢复。请换一份备份。"


def no_backup_of_ours(name: str, suffix: str) -> str:
    return f"{name} 不是温暖的备份文件，没有恢复。备份的名字以 {suffix} 结尾，请核对。"


def other_key(name: str) -> str:
    return (
        f"备份文件 {name} 打不开：现在的密钥不是做这份备份时的那把。请把当时的 keys 文件（或 DATA_KEYS）放回来再恢复。"
    )


def unreadable_line(number: int) -> str:
    return f"第 {number} 行读不出来"


def chain_broken(row: str) -> str:
    return f"{row} 与前一条接不上：中间有记录被删除或改动。"


def note_unreadable(row: str) -> str:
    return f"{row} 的备注打不开：内容被改动，或密钥不对。"


def row_changed(row: str) -> str:
    return f"{row} 的内容被改动过：与它的封存值不符。"


def state_differs(report: str, status: str, recorded: str) -> str:
    return f"申报 {report} 现在是 {status}，历史的最后一步却是 {recorded}：末尾的记录被删除，或状态被直接改动。"


def table_differs(table: str) -> str:
    return f"备份里的 {table} 表和这个版本对不上。请用备份时的版本恢复，再升级。"
