"""/settings: what a branch has set for itself, and what its chair may choose."""

from collections.abc import Sequence

from bot.core.people import Branch
from bot.core.preferences import Signatures

OFFICERS_ONLY = "设置是给工会干部看的。"
OWN_PLACE = "请在本工会的工作群里，或私聊我来看设置。"
CHAIR_ONLY = "设置由本工会的主席来改，工委的主席和委员也可以改。"
WHICH = "看哪个工会的设置？"
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
