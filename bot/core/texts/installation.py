"""What the operator reads when a database, a folder or a key is not what it should be, or a part is not installed."""

from collections.abc import Sequence
from pathlib import Path

from bot.core.installation import Purpose

_OTHER = {
    Purpose.PRODUCTION: (
        "这个数据库（{place}）是沙箱的，里面是虚构的示例人物，不能正式使用，没有动它。"
        "请在 .env 里把 DATA_DIR 换成另一个文件夹（用了 DATABASE_URL 的换一个空的数据库），再来一次；"
        "沙箱的资料留着，接着试用就运行 wennuan sandbox --data 那个文件夹。"
    ),
    Purpose.SANDBOX: (
        "这个数据库（{place}）是正式使用的，沙箱不能用它，没有动它。"
        "请给沙箱另找一个文件夹，例如：wennuan sandbox --data sandbox-data"
    ),
}
BACKUP_OF_OTHER = {
    Purpose.PRODUCTION: "这份备份来自沙箱，里面是虚构的示例人物，没有恢复。请换一份正式使用时做的备份。",
    Purpose.SANDBOX: "这份备份来自正式使用的数据库，不能恢复到沙箱里，没有恢复。",
}
DAMAGED = "数据库文件已损坏或不是温暖的数据库。请不要删除它；先停机，再用 wennuan restore 从备份恢复。"
NEWER = "数据库来自更新的版本。请把程序也升级到同一版本，或从升级前的备份恢复。"
OLDER = "数据库还是旧版本的。请重新启动机器人（make run）：它会先备份，再自动升级。"
SHOWN = 5  # names in one sentence
NOT_ON_TELEGRAM_YET = "没有设置 BOT_TOKEN。请在 .env 里填写从 @BotFather 得到的令牌，或用 wennuan sandbox 试用。"
BAD_KEY = "加密密钥的格式不对：每把应是 44 个字符。请用 wennuan keys new 生成。"
OTHER_KEY = "有加密内容打不开：现在的密钥不是当初那把。请把原来的密钥放回 DATA_KEYS 或密钥文件。"


def of_other(wanted: Purpose, place: str) -> str:
    """`wanted`: what the database was opened for, and is not."""
    return _OTHER[wanted].format(place=place)


def samples_inside(names: Sequence[str]) -> str:
    some = "、".join(names[:SHOWN]) + ("等" if len(names) > SHOWN else "")
    return (
        f"花名册里混进了沙箱的 {len(names)} 个示例人物（{some}），陌生人可能顶用他们的身份，所以没有启动。"
        "请先运行 wennuan roster drop-samples：它做好备份，再把他们解除绑定、卸任、移出在册名单；真实会员不受影响。"
    )


def samples_dropped(count: int, groups: int) -> str:
    if not count and not groups:
        return "花名册里没有沙箱的示例人物，什么也没有改。"
    paired = f"，{groups} 个沙箱的群解除了配对" if groups else ""
    return f"清出了 {count} 个示例人物：解除绑定、卸任、按“调离”处理{paired}。现在可以启动了：make run"


def no_folder(folder: object) -> str:
    return (
        f"没有数据文件夹 {folder}，没有新建。请核对 .env 里的 DATA_DIR 写对了没有、是不是在程序所在的文件夹里运行；"
        "第一次使用请先运行 wennuan init（或 make run）。"
    )


def no_database(folder: object) -> str:
    return (
        f"数据文件夹 {folder} 里还没有温暖的数据库。请核对 .env 里的 DATA_DIR；"
        "第一次使用请先运行 wennuan init（或 make run）。"
    )


def no_tables(place: str) -> str:
    return (
        f"这个数据库（{place}）是空的，没有动它。请核对 .env 里的 DATABASE_URL 和 DATA_DIR；"
        "第一次使用请先运行 wennuan init（或 make run）。"
    )


def not_a_folder(folder: object) -> str:
    return f"DATA_DIR={folder} 是一个文件，不是文件夹。请在 .env 里改成文件夹的名字。"


def cannot_make(folder: object) -> str:
    return (
        f"数据文件夹 {folder} 建不了，或者不能读写。"
        "请检查它（和上一级文件夹）的属主和权限，或在 .env 里换一个 DATA_DIR。"
    )


def no_keys(file: object) -> str:
    return (
        f"数据库里已经有资料，却找不到密钥文件 {file}，没有另造一把：新的打不开旧的内容。"
        "请把当初抄存的密钥文件放回去，或者写进 .env 的 DATA_KEYS。"
    )


def no_keys_yet(file: object) -> str:
    return (
        f"找不到密钥文件 {file}。请把当初抄存的密钥文件放回去（或写进 .env 的 DATA_KEYS）；"
        "第一次使用请先运行 wennuan init。"
    )


def unreadable_keys(file: object) -> str:
    return f"密钥文件 {file} 读不了。请检查它的属主和权限，它应当只归运行温暖的账号所有。"


def broken_keys(file: object) -> str:
    return f"密钥文件 {file} 的内容不是密钥（每行一把，每把 44 个字符）。请把当初抄存的密钥文件放回去。"


def made(folder: object) -> str:
    return (
        f"准备好了：数据文件夹 {folder}，密钥和空的数据库都在里面。"
        f"请把 {folder}/keys 另外抄存一份，没有它，备份打不开。\n"
        "接下来：在 .env 里填 BOT_TOKEN，导入花名册（wennuan roster import 花名册.xlsx），再 make run。"
    )


def there_already(folder: object) -> str:
    return f"数据文件夹 {folder} 早已建好，数据库已是这个版本的，资料没有动。"


def taken(place: str) -> str:
    return f"数据库正被另一个程序占用（{place}）。请先停掉它，再启动。"


def read_only(place: str) -> str:
    return f"数据库不可写（{place}）。请检查数据文件夹的属主和权限。"


def disk_trouble(place: str) -> str:
    return f"磁盘已满或出错（{place}）。请腾出空间、检查磁盘后再启动。"


def unreachable(place: str) -> str:
    return f"连不上数据库（{place}）。请检查 DATABASE_URL、数据库是否在运行、账号密码是否正确。"


def runs_already(folder: Path) -> str:
    return f"另一个温暖程序正在使用这个数据库（{folder}）。请先停掉它，再启动。"


def runs_elsewhere(place: str) -> str:
    return f"还有温暖程序正在使用这个数据库（{place}）。请把每台机器上的都停掉，再来一次。"


def unreadable_notice(error: Exception) -> str:
    return f"通知读不懂，机器人没有启动：{error}"


# --- parts that can be left out ---------------------------------------------------------------------------------------

_EXTRAS = {
    "sandbox": "沙箱",
    "pictures": "画图（生日名单、全年汇总的图）",
    "learning": "重练分类模型",
    "postgres": "PostgreSQL 数据库",
    "documents": "读 PDF 文件",
    "ocr": "读扫描件和照片",
}


def extra_missing(extra: str) -> str:
    return f"这台机器没有装{_EXTRAS[extra]}要用的部件。{adding_extra(extra)}"


def adding_extra(extra: str) -> str:
    return f"请在程序文件夹里运行 .venv/bin/pip install -r requirements/{extra}.lock，再试一次。"


NO_FONT = (
    "这台机器没有中文字体，名单和汇总只给文字和表格。"
    "要图的话，请装一个中文字体（Debian、Ubuntu：apt install fonts-noto-cjk）。"
)
DRAWS = "能画图（生日名单、全年汇总）"


def no_pictures() -> str:
    return f"没有装画图的部件，名单和汇总只给文字和表格。要图的话，{adding_extra('pictures')}"
