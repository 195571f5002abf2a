"""Groups and their branches."""

from collections.abc import Sequence

A_CLAIM, A_PANEL = "一份绑定申请", "一张群发的面板"

HELLO = (
    "大家好，我是“温暖”。请本工会的工会干部点一下按钮，把这个群定为工作群：会员的申报会在这里出卡片。"
    "群里的人都看得到卡片（探访类只显示姓氏），详情和材料只发给有权办理的同志。"
)
OFFER = "定为本工会的工作群"
IN_THE_GROUP = "请先把我拉进本工会的工作群，再在群里发 /pair。"
OFFICERS_ONLY = "要由这个工会的工会干部来定。您如果是工会干部，请先私聊我绑定会员身份，再来点一次。"
WHICH = "您在几个工会任职，这个群是哪个工会的工作群？"
ANONYMOUS = "您现在是匿名管理员，我认不出是哪位同志。请直接点卡片上的按钮，或在管理员设置里关掉“匿名”再发命令。"


def already(branch: str) -> str:
    return f"这个群已经是{branch}的工作群了。"


def taken(branch: str) -> str:
    return f"这个群已经是{branch}的工作群，一个群只能归一个工会。"


def paired(branch: str, who: str) -> str:
    return f"好，这个群现在是{branch}的工作群（{who}设定）。发 /queue 看待办。"


def moved(branch: str) -> str:
    return f"{branch}的工作群已经换到别的群，这里不再出卡片。"


def removed(branch: str) -> str:
    return f"我被移出了{branch}的工作群。在办的申报已改发到主席的私聊。请把我重新拉进群，再在群里发 /pair。"


def refuses(branch: str) -> str:
    return (
        f"{branch}的工作群不让我发言了（可能是话题关闭了，或者收走了我发消息的权限）。在办的申报已改发到主席的私聊。"
        "请群主允许我发言，再由工会干部在群里发 /pair。"
    )


def cards_refused(names: Sequence[str]) -> str:
    """`names`: numbers of reports, and what else was on a card."""
    return (
        f"有卡片发不出去，对方不收：{'、'.join(names)}。能改发的已经改发给本单位或工委能办理的人。"
        "请运行 wennuan undelivered list 看原因，并提醒相关工会干部不要停用机器人。"
    )


def officer_left(branch: str, who: str) -> str:
    return f"{who}退出了{branch}的工作群，但名册里仍是该工会的工会干部。如果已经不再任职，请更新名册。"
