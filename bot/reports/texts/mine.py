"""What the bot says of the reports that a member has made: where they stand, withdrawing, answering an officer."""

from collections.abc import Mapping

from bot.core.kinds import CONFLICTS, Kind
from bot.reports.rules.transitions import Status

WITHDRAW, WITHDRAW_SURE, NOT_NOW = "撤回", "确定撤回", "不撤回"
SUPPLEMENT, SEND_BACK, TAKE_BACK = "补充说明", "补好了，交回去", "去掉刚才那句"
OLDER, NEWER, TO_LIST = "更早的", "更近的", "返回列表"

STATUS: Mapping[Status, str] = {
    Status.DRAFT: "草稿",
    Status.SUBMITTED: "待审批",
    Status.RETURNED: "待补充",
    Status.APPROVED: "已同意",
    Status.REJECTED: "未同意",
    Status.DELIVERED: "已慰问",
    Status.SETTLED: "已办结",
    Status.WITHDRAWN: "已撤回",
}

#: The same of a conflict, which is taken on and talked over.
_MEDIATED: Mapping[Status, str] = {
    Status.SUBMITTED: "待受理",
    Status.APPROVED: "已受理",
    Status.REJECTED: "不宜调解",
    Status.DELIVERED: "已调解",
}


def status(kind: Kind, at: Status) -> str:
    return _MEDIATED.get(at, STATUS[at]) if kind in CONFLICTS else STATUS[at]


RETURNED_TO_YOU = "待您补充"
NONE_YET = "您还没有申报过。要报一件事，点“我要申报”。"
LIST = "您的申报（点一条看详情）："
WITHDRAW_ASK = "确定撤回吗？撤回后，这份申报就不再办理了；需要时可以重新申报。"


NOTHING_TO_WITHDRAW = "好的。您现在没有在办的申报，不用撤。往后要报什么，随时告诉我。"


def nothing_of_it(title: str) -> str:
    return f"您名下没有“{title}”的申报在办，不用撤，也不会有人为这件事联系您。"


def none_of_it(title: str) -> str:
    return f"您现在没有“{title}”的申报在办，不用撤。在办的有："


def withdrawn(number: str) -> str:
    return f"申报 {number} 已经撤回。"


def withdrawn_by_other(number: str, name: str) -> str:
    return f"申报 {number} 已由{name}撤回，不再办理。"


def officer_asks(question: str) -> str:
    return f"工会想请您补充：{question}"


SUPPLEMENT_ASK = "请直接写出来，也可以发照片或文件；都发完了，点“补好了，交回去”。"
SUPPLEMENT_FIRST = "还没有收到补充的内容。先写一句或发张照片，再交回去。"
TAKEN_BACK = "去掉了，那句不会交给工会。"
NOTHING_TO_TAKE_BACK = "没有可以去掉的了。"
NOT_RETURNED = "这份申报已经不在等您补充了。发 /mine 可以看到最新的进度。"


def still_waiting(number: str) -> str:
    return f"申报 {number} 还在等您补充。想好了直接发给我。"


def supplement_noted(number: str) -> str:
    return f"记下了，作为申报 {number} 的补充。还有就接着发；都补好了，点“{SEND_BACK}”。"


def too_long(length: int, limit: int) -> str:
    return f"写得有点长（{length} 个字），请分几次发，每次 {limit} 个字以内。"


def too_late_to_withdraw(status: str, whom: str) -> str:
    return f"这份申报现在是“{status}”，不能再撤回了。有变化请直接联系{whom}。"


def resubmitted(number: str) -> str:
    return f"申报 {number} 已经交回去了，有了结果我马上告诉您。"


def action(kind: Kind, taken: str) -> str | None:
    """A step of the history as the member reads it; None for what is the desk's own."""
    return _MEDIATIONS.get(taken, ACTIONS.get(taken)) if kind in CONFLICTS else ACTIONS.get(taken)


_MEDIATIONS = {
    "approve": "受理",
    "reject": "不宜调解",
    "revoke": "重新看怎么办",
    "deliver": "谈过了",
    "settle": "办结",
}
ACTIONS: Mapping[str, str] = {
    "consent": "看过填写说明，同意填写",
    "submit": "提交",
    "approve": "同意",
    "reject": "未同意",
    "return": "请您补充",
    "resubmit": "补充后交回",
    "withdraw": "撤回",
    "revoke": "撤销决定，重新办理",
    "deliver": "已慰问",
    "settle": "已签收结清",
    "corrected": "更正支付登记",
    "escalated": "转请工委办理",
}
