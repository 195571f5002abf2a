"""Welcome, help and the menu, for strangers, members and officers."""

Menu = tuple[tuple[str, ...], ...]

REPORT, MINE, ASK, ACTIVITIES, HELP = "我要申报", "我的申报", "问福利", "工会活动", "帮助"
MENU_MEMBER: Menu = ((REPORT, MINE), (ASK, ACTIVITIES, HELP))
MENU_STRANGER: Menu = ((ASK, ACTIVITIES, HELP),)

_WHAT_TO_ASK = "“生病住院有多少慰问金”“结婚了工会有什么表示”“今年疗休养怎么安排”"

WELCOME_STRANGER = (
    "您好，我是温暖，市直机关工会的服务机器人。\n"
    f"想知道工会有哪些关心和活动，直接问我，比如{_WHAT_TO_ASK}。\n"
    "要申报，先绑定会员身份：点开单位工会给您的绑定链接，或发 /bind 申请。"
)
ASK_HOW = f"想知道什么，直接写出来就好，比如{_WHAT_TO_ASK}。我会说清楚依据是通知的哪一条。"

HELP_STRANGER = (
    "我能做的：\n"
    f"· 答疑：直接问，比如{_WHAT_TO_ASK}。\n"
    "· 活动：点“工会活动”，看定了什么、还没定什么。\n"
    "· 绑定：点开单位工会给您的绑定链接；没有链接就发 /bind，由工会干部确认。\n"
    "绑定以后，就能申报、收到生日祝贺。"
)
HELP_MEMBER = (
    "我能做的：\n"
    f"· 答疑：直接问，比如{_WHAT_TO_ASK}。\n"
    "· 申报：点“我要申报”，或者直接说，比如“我昨天住院了”。也可以替同事报。\n"
    "· 活动：点“工会活动”，看日子、报名、排候补、取消。\n"
    "· 进度：点“我的申报”，能看进度、补材料、撤回。\n"
    "· 生日：祝福想怎么收，发 /greeting。\n"
    "· 隐私：存了您什么、谁能看到，发 /privacy。\n"
    "填到一半想停，发 /cancel，再选“先存着”，以后接着填。"
)
HELP_OFFICER = (
    "\n\n您是工会干部，还可以：\n"
    "· 在工作群的卡片上办理申报；详情会私下发给您。\n"
    "· /queue 待办的申报，/birthdays 近期生日和慰问品，/misses 没答好的问题，/member 查绑定、发链接、解绑。\n"
    "· 主席和委员：/broadcast 给会员群发通知，先看样子再发，随时能停；办活动发 /activities。\n"
    "· 财务：支付登记错了，按卡片上的“更正支付”；卡片找不到了，发 /correct 编号（工委的主席、财务也可以）。\n"
    "· 主席、财务和经审：/ledger 2026-03 出慰问台账，/summary 看全年汇总。\n"
    "· 主席和财务：/budget 看、定本单位一年的预算。\n"
    "· /settings 本单位的设置：几个人会签、哪些事项要材料、卡片置不置顶、多久提醒（主席能改）。\n"
    "· 工委：/rule 定标准，/roster 导名册，/wordings 改生日祝福的文案，/holidays 录放假调休。\n"
    "· 教我回答：工委在没答好的问题里点编号；/taught 看教过的，能撤销。\n"
    "· 本人的申报由工委办理，您不能自己批。"
)
HELP_GROUP = "我在群里只送申报卡片、答被点到名的问题。申报、查进度请私聊我：点我的头像，发 /start。"
UNKNOWN = "没有这个指令。发 /help 看看我能做什么，或者直接把问题写给我。"
NOTHING_TO_CANCEL = "现在没有在填的东西，不用取消。"
CANCELLED = "好的，取消了。"
BIND_FIRST = "您还没有绑定会员身份。请点开单位工会给您的绑定链接，没有就发 /bind 申请。提问不用绑定，随时可以问我。"
DEAD_BUTTON = "这个按钮已经失效了。请发 /start 重新打开菜单。"


def welcome_member(name: str, branch: str) -> str:
    return (
        f"{name}，您好。我是温暖，您在{branch}。\n"
        "想问福利，直接写出来；家里有事要告诉工会，点“我要申报”，或者直接说，比如“我昨天住院了”。"
    )


#: /name → what Telegram shows beside it; by audience.
PRIVATE_COMMANDS = (
    ("start", "打开菜单"),
    ("report", "我要申报"),
    ("mine", "我的申报"),
    ("activities", "工会活动和报名"),
    ("help", "能做什么"),
    ("cancel", "停下正在填的"),
    ("greeting", "生日祝福怎么收"),
    ("privacy", "我的资料和隐私"),
    ("export", "导出我的资料"),
    ("bind", "绑定会员身份"),
)
OFFICER_COMMANDS = (
    ("queue", "待办的申报"),
    ("ledger", "慰问台账"),
    ("correct", "更正支付登记"),
    ("summary", "全年五访五贺汇总"),
    ("budget", "本单位的慰问预算"),
    ("birthdays", "近期生日"),
    ("broadcast", "给会员群发通知"),
    ("settings", "本单位的设置"),
)
GROUP_COMMANDS = (("queue", "待办的申报"), ("ledger", "慰问台账"), ("help", "怎么用"))

BUTTON_EXPIRED = "这个按钮已过期。请看最下面的新消息，从那里接着办。"
PROMPT_EXPIRED = (
    "对不起，我先前问您的那一步已经过期了，您的回答没有记下来。要接着办，请发 /start 打开菜单，或从最新的卡片上重新点。"
)
