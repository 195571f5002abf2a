"""What is said of a branch: its settings, its officers' group, its budget, and the committee's own rules."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.core.money import yuan
from bot.core.people import Branch, Signatures
from bot.reports.texts.card import day

OFFICERS_ONLY = "设置是给工会干部看的。"
OWN_PLACE = "请在本工会的工作群里，或私聊我来看设置。"
CHAIR_ONLY = "设置由本工会的主席来改，工委的主席和委员也可以改。"
WHICH_SETTING = "看哪个工会的设置？"
BACK = "返回"
NO_GROUP = "这个工会还没有配对工作群，没有地方置顶。请先在群里发 /pair。"
CANNOT_PIN = "我在工作群里没有“置顶消息”的权限，开了也置不上。请群主在管理员设置里给我这个权限，再来打开。"
PIN_LOST = (
    "我没有“置顶消息”的权限了，新的卡片置不了顶。请群主在管理员设置里给我这个权限，或请主席发 /settings 关掉置顶。"
)
TOO_FEW = "本工会能签字的主席、委员不到两位，设了两人会签就没有人能办了。请先在名册里补上干部。"
NO_AUDITOR = "本工会还没有经审，设了会签就没有人能审核了。请工委或管理员先在名册里登记经审，再来设定。"
SAME = "已经是这样了，没有改动。"

SIGNATURES = {
    Signatures.ONE: "一位同志同意就行",
    Signatures.TWO: "两位同志会签，其中一位是主席",
    Signatures.AUDITED: "主席同意、经审审核",
}
SIGN_BUTTONS = {
    Signatures.ONE: "改为一人同意",
    Signatures.TWO: "改为两人会签",
    Signatures.AUDITED: "改为主席和经审",
}
EVIDENCE, PIN, NO_PIN = "哪些事项要材料", "新卡片置顶", "不再置顶"
NUDGE, GREETING = "多久没人办就提醒", "几点发生日祝福"
OWN_DEFAULT = "和全市一样"


def hours(count: int) -> str:
    return f"{count} 个工作小时"


def oclock(hour: int) -> str:
    return f"{hour} 点"


def owed(title: str, *, wanted: bool) -> str:
    """A toggle: what pressing it does stands behind the kind."""
    return f"{title}：{'要' if wanted else '不要'}"


def now_owed(title: str, *, wanted: bool) -> str:
    return f"{title}{'要' if wanted else '不再要'}附材料"


def nudged(count: int | None) -> str:
    return f"满 {hours(count)}没人办就提醒" if count else f"提醒的时限{OWN_DEFAULT}"


def greeted(hour: int) -> str:
    return f"每天 {oclock(hour)}发生日祝福"


def overview(branch: Branch, kinds: Sequence[str], common_hours: int, *, may_set: bool) -> str:
    wishes = branch.preferences
    nudge = hours(wishes.nudge_hours) if wishes.nudge_hours else f"{hours(common_hours)}（{OWN_DEFAULT}）"
    lines = [
        f"{branch.name}的设置：",
        f"· 审批：{SIGNATURES[wishes.signatures]}",
        f"· 必须附材料的事项：{'、'.join(kinds) or '没有'}",
        f"· 新卡片置顶：{'置顶，办结后取下' if wishes.pin else '不置顶'}",
        f"· 没人办就提醒：满 {nudge}",
        f"· 生日祝福：每天 {oclock(branch.greeting_hour)}",
    ]
    return "\n".join(lines if may_set else [*lines, CHAIR_ONLY])


def choose_evidence(branch: str) -> str:
    return f"{branch}：哪些事项提交时必须附材料？点一下就换。不要求的，会员也可以自愿附。"


def choose_nudge(branch: str) -> str:
    return f"{branch}：申报放了多久没人办，就在工作时间提醒一次？"


def choose_greeting(branch: str) -> str:
    return f"{branch}：每天几点发生日祝福？"


def changed(what: str) -> str:
    return f"已改好：{what}。"


A_CLAIM, A_PANEL = "一份绑定申请", "一张群发的面板"

HELLO = (
    "大家好，我是“温暖”。请本工会的工会干部点一下按钮，把这个群定为工作群：会员的申报会在这里出卡片。"
    "群里的人都看得到卡片（探访类只显示姓氏），详情和材料只发给有权办理的同志。"
)
OFFER = "定为本工会的工作群"
IN_THE_GROUP = "请先把我拉进本工会的工作群，再在群里发 /pair。"
GROUP_OFFICERS_ONLY = "要由这个工会的工会干部来定。您如果是工会干部，请先私聊我绑定会员身份，再来点一次。"
WHICH_BRANCH = "您在几个工会任职，这个群是哪个工会的工作群？"
ANONYMOUS = "您现在是匿名管理员，我认不出是哪位同志。请直接点卡片上的按钮，或在管理员设置里关掉“匿名”再发命令。"


def already_paired(branch: str) -> str:
    return f"这个群已经是{branch}的工作群了。"


def group_taken(branch: str) -> str:
    return f"这个群已经是{branch}的工作群，一个群只能归一个工会。"


def paired(branch: str, who: str) -> str:
    return f"好，这个群现在是{branch}的工作群（{who}设定）。发 /queue 看待办。"


def group_moved(branch: str) -> str:
    return f"{branch}的工作群已经换到别的群，这里不再出卡片。"


def group_removed(branch: str) -> str:
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


COMMITTEE_ONLY = "标准由工委的主席或委员来定。"
COMMITTEE_PLACE = "请在工委的工作群里，或私聊我来定标准。"
PURSE_ONLY = "预算由主席或财务来定。"
PURSE_PLACE = "请在本工会的工作群里，或私聊我来办。"
NO_DOCUMENT = "请写明依据的文号，例如 温直工〔2026〕3号（120 字以内）。"
DROPPED = "好，没有设定。"
USAGE = (
    "通知没有写明金额的事项，审批时不填金额；工委发文另定了标准的，登记在这里，凭文号才算数。\n"
    "请写：/rule 事项 金额 文号\n例如：/rule 特殊困难 800 温直工〔2026〕3号"
)
BUDGET_USAGE = "设定本工会的年度慰问预算，请写：/budget 年份 金额\n例如：/budget 2026 50000"
BUDGET_OF_SEVERAL = "您管几个单位的预算，请在年份前写上是哪个单位，写其中几个字就行。"


def usage(rules: Sequence[str]) -> str:
    return "\n".join([USAGE, "", "已定的标准：", *(rules or ["还没有。"])])


def rule(title: str, ceiling: Decimal, document: str, since: date) -> str:
    return f"{title}：不超过 {yuan(ceiling)}，依据 {document}，{day(since)}起"


def ruled(title: str, ceiling: Decimal, document: str, since: date) -> tuple[str, str]:
    """What members are told besides the notice's words: the ceiling and its own source."""
    said = f"工委另定：{title}，不超过 {yuan(ceiling)}，{day(since)}起的事按它办。"
    return said, f"依据：{document}（工委规定，不在通知里）"


def rule_preview(line: str) -> str:
    return f"请核对：{line}。\n确认后，事发日期在这一天及以后的申报都按它办。"


def rule_entered(line: str) -> str:
    return f"已生效：{line}。"


def stated(title: str, notice: str, ceiling: Decimal) -> str:
    return f"{notice} 已写明“{title}”不超过 {yuan(ceiling)}，这一项不能另定标准。"


def no_amount(title: str) -> str:
    return f"“{title}”是调解，不涉及金额，不用定标准。"


def which_kind(titles: Sequence[str]) -> str:
    return f"没认出是哪一项。通知未写明金额的有：{'、'.join(titles)}。写其中几个字就行。"


def budget_set(branch: str, year: int, amount: Decimal) -> str:
    return f"{branch} {year} 年慰问预算设为 {yuan(amount)}。超过时我会提醒并请审批的同志写明理由。"


def which_budget(branches: Sequence[str]) -> str:
    return (
        f"是哪个单位的预算？您管的有：{'、'.join(branches)}。写其中几个字就行，例如：/budget {branches[0]} 2026 50000"
    )


def budget(branch: str, year: int, amount: Decimal | None, granted: Decimal) -> str:
    """One branch's year: what is set, what is granted of it, what is left."""
    return f"{branch} {year} 年：{_stand(amount, granted)}。"


def _stand(amount: Decimal | None, granted: Decimal) -> str:
    if amount is None:
        return f"没有设预算，已同意 {yuan(granted)}"
    left = f"还有 {yuan(amount - granted)}" if granted <= amount else f"已超出 {yuan(granted - amount)}"
    return f"预算 {yuan(amount)}，已同意 {yuan(granted)}，{left}"
