"""What is said of the officers' own work to who asks about it in words: to those whose office it is, and to others."""

from collections.abc import Mapping

QUEUE = "看待办"

#: Of the desk's work, by what is asked; the first of them that is asked about leads.
DESK: Mapping[str, str] = {
    "batch": "不能一次全部同意：每一份都要看过详情再定，金额也各是各的，所以一份一份来。",
    "undo": (
        "同意错了、金额批错了：还没有登记已慰问的，在那张卡片上点“撤销同意”，写明理由，就能重新定。"
        "驳回了的改不回来，请会员重新报一份。"
    ),
    "procedure": (
        "在卡片上办：“详情”私下发给您看，再点“同意”“驳回”或者“退回补充”；同意以后，也在这张卡片上安排和登记慰问。"
        "自己报的、和自己有关的，归工委办。"
    ),
    "birthdays": "发 /birthdays，这一周谁过生日就列出来，下面的按钮给您一个月的名单。",
    "visited": "在那张卡片上点“登记已慰问”就行，可以附一张慰问的照片；不用另外交记录表。",
    "oneself": "自己报的、和自己有关的，自己不能批，归工委办，按钮按了也不会生效。",
    "hosting": (
        "办活动、登报名：发 /activities，点“办活动”，一步一步填，发布以前别人看不到。给会员群发通知，发 /broadcast。"
    ),
}
NOTHING_WAITS = "现在没有等您办的申报。"
WHERE = "点“看待办”（或者发 /queue）就列出来，最早的在前；点编号，那张卡片就到最下面。"
NO_OFFICE = "名册里您现在没有登记职务；当选了、接任了的，点下面的按钮，我转告工会干部登记上。"
NOT_AN_OFFICER = (
    "这是工会干部办的事：名册里您现在没有登记职务，所以这里看不到待办。您要是当选了、接任了，"
    "点下面的按钮，我转告工会干部，请他们登记上。"
)

#: Of the accounts, likewise.
LEDGER: Mapping[str, str] = {
    "undo": (
        "已经结清的，在卡片上点“更正支付”；卡片找不到了，私聊发 /correct 加编号。"
        "写正确的数和原因，原来的登记不会消失。财务和工委能更正。"
    ),
    "payout": (
        "登记支付签收：慰问办完以后，卡片上会出现“登记支付签收”，由财务来点；选谁签收、核对金额，点“确认记账”才算数。"
    ),
}
NOT_A_KEEPER = "台账由主席、财务和经审来看；您自己报过的事，点“我的申报”就能看到。"


def waiting(undecided: int, besides: int) -> str:
    """How much waits for this officer: to be decided, and to be carried on with."""
    if not undecided and not besides:
        return NOTHING_WAITS
    first = f"等您审批的有 {undecided} 份" if undecided else "没有等您审批的"
    return f"{first}，另有 {besides} 份等着往下办（慰问、登记、告知本人）。" if besides else f"{first}。"


def books(month: str, year: int) -> str:
    """How the book is had: `month` is 2026-03."""
    return (
        f"台账发 /ledger {month} 就有，整年写 /ledger {year}，Excel 文件私下发给您，能直接打印；要 CSV，在后面加 CSV。"
        f"全年的汇总图发 /summary {year}。"
    )


def this_month(month: str) -> str:
    return f"{month} 的台账"
