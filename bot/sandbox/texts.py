"""What `wennuan sandbox` tells whoever started it, and what its page says; short labels stand with their widgets."""

STOPPING = "正在停止……"
STOPPED = "已停止。"


def port_taken(port: int) -> str:
    return (
        f"端口 {port} 用不了：已被别的程序占用，或没有权限。请先停掉占用它的程序，或换一个：wennuan sandbox --port 8643"
    )


def folder_of_production(folder: object) -> str:
    return (
        f"{folder} 是正式使用的数据文件夹（.env 里的 DATA_DIR），沙箱不能用它，没有动它。"
        "请另写一个：wennuan sandbox --data sandbox-data"
    )


NOT_FROM_OUTSIDE = "沙箱只接受本机程序和它自己的网页。请在浏览器里直接打开 http://127.0.0.1:{port}/。"

# --- the page ---------------------------------------------------------------------------------------------------------

QUESTION = "生病住院能领多少慰问金"
REPORT, REPORTS = "我要申报", "我昨天住院了"  # the key of the menu, and what may be said instead
STEPS: tuple[tuple[str, str, str], ...] = (
    ("ask", "问一句", f"以会员身份问“{QUESTION}”，看答案和出处。"),
    ("report", "报一件事", f"点“{REPORT}”报生病住院（直接说“{REPORTS}”也行），按提示填完，提交。"),
    ("approve", "去审批", "换成工会主席，到干部群的卡片上看“详情”，点“同意”。"),
    ("outcome", "看结果", "换回会员，看温暖怎么告诉本人。"),
    ("greet", "过个生日", "把时钟拨到下一个生日，看温暖怎么祝贺。"),
)
_NUMERALS = "零一二三四五六七八九"
WELCOME = "不用 Telegram，在这里就能把机器人从头到尾用一遍：您可以换成任何一个人，替他问、替他报、替他批。"
INVENTED = "也可以从会话列表里选一个。这里的人和单位都是虚构的。"
TRY = "试着说一句："
OFFICERS_GROUP = "申报的卡片会出现在干部群里。也可以点名温暖问一句。"
MEMBERS_GROUP = "在群里点名温暖，它就会回答。"
BOT_NOT_HERE = "温暖不在这个群里，它看不到这里的消息。"
NO_COMMANDS = "机器人还没有设置指令"
CLOCK_NOTE = "这是机器人的时间，只影响这个沙箱。往前拨，到点的事（祝贺、提醒、催办）会马上办。"
NOT_NOW = "这个现在做不了：消息或按钮可能已经变了。"
UNSHOWN = "[这类消息沙箱不显示]"
NOT_SHOWN_HERE = "这种按钮沙箱里不演示。"
SILENT_CHAT, SILENT_GROUP = "还没有消息", "群里还没有人说话"
GROUP_UPGRADED = "本群已升级为超级群"


def guide(*, done: bool) -> str:
    many = _NUMERALS[len(STEPS)]
    return f"{many}步都走过了" if done else f"{many}步走一遍"


def you_are(name: str) -> str:
    return f"现在您是{name}。"


def about(members: int, *, private: bool, bot: bool) -> str:
    """Under the title of a chat. `bot`: whether it is in the group."""
    return "工会会员服务机器人" if private else f"{members} 位成员" + ("，温暖也在" if bot else "")


def nobody(number: str, instead: str) -> str:
    return f"没有编号为 {number} 的人，先以{instead}的身份看看。"


def no_chat(name: str) -> str:
    return f"{name}没有这个会话，请从列表里选一个。"


def joined(names: str) -> str:
    return f"{names} 加入了群"


def left(by: str, name: str) -> str:
    return f"{name} 退出了群" if by == name else f"{by} 把 {name} 移出了群"


def renamed(by: str, title: str) -> str:
    return f"{by} 把群名改成了“{title}”"


def pinned(by: str) -> str:
    return f"{by} 置顶了一条消息"
