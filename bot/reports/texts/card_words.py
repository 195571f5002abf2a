"""How a desk speaks of its steps: of granting and visiting, or, where people are at odds, of mediating.

A mediator takes a matter on, has talked it through, or finds it unfit for mediation; nothing is granted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.core.kinds import CONFLICTS, Kind
from bot.core.money import yuan
from bot.reports.rules.transitions import Action, Trace


@dataclass(frozen=True)
class Words:
    """Buttons are imperatives of the officer's; the others are states as a card, a list or a member reads them."""

    approve: str
    reject: str
    revoke: str
    deliver: str
    pending: str
    approved: str
    rejected: str
    delivered: str
    settled: str
    to_deliver: str
    to_settle: str
    reasons: tuple[str, ...]
    questions: tuple[str, ...]

    def done(self, action: str) -> str:
        """A step of the history in words; what is no step of ours passes as it is."""
        own = {
            Action.APPROVE: self.approve,
            Action.REJECT: self.reject,
            Action.REVOKE: self.revoke,
            Action.DELIVER: self.deliver,
        }
        return own[Action(action)] if action in own else COMMON.get(action, action)


COMMON: Mapping[str, str] = {
    Trace.CONSENT: "看过填写说明，同意填写",
    Action.SUBMIT: "提交",
    Action.RESUBMIT: "补充后重新提交",
    Action.SIGN: "同意（待会签）",
    Action.UNSIGN: "退回重议，收回第一道同意",
    Action.RETURN: "退回补充",
    Action.WITHDRAW: "撤回",
    Action.ASSIGN: "安排慰问",
    Action.SETTLE: "登记支付签收",
    Action.CORRECT: "更正支付登记",
    Action.NOTE: "备注",
    Action.SPARE: "先不告诉本人",
    Trace.UNSPARED: "可以告诉本人了",
    Action.INFORM: "当面或电话告知了本人",
    Trace.ESCALATED: "转到工委办理",
    Trace.SEATED: "转到应办的工会",
    "nudged": "提醒办理",
}

#: Buttons that are the same for every kind.
UNSIGN, RETURN, OTHER_AMOUNT, ARRANGE = "重议金额", "退回补充", "同意其他金额", "安排慰问"
SETTLE, CLOSE, CORRECT, NOTE = "登记支付签收", "办结", "更正支付", "加备注"
INFORMED, DETAILS = "已当面告知", "详情"


def grant(amount: Decimal) -> str:
    return f"同意 {yuan(amount)}"


def countersign(amount: Decimal | None) -> str:
    return f"会签同意 {yuan(amount)}" if amount is not None else "会签同意"


_GRANTING = Words(
    approve="同意",
    reject="驳回",
    revoke="撤销同意",
    deliver="登记已慰问",
    pending="待审批",
    approved="已同意",
    rejected="未同意",
    delivered="已慰问",
    settled="已结清",
    to_deliver="待慰问",
    to_settle="待支付签收",
    reasons=(
        "不在通知规定的慰问范围内",
        "与已经办理的申报重复",
        "申报的内容与实际不符",
        "当事人不是本单位工会会员",
    ),
    questions=(
        "请补充事情发生的日期。",
        "请补充去哪里看望方便。",
        "请补充能说明情况的照片或文件（没有也请说明）。",
        "请留一个方便联系的时间。",
    ),
)

_MEDIATING = Words(
    approve="受理",
    reject="不宜调解",
    revoke="撤销受理",
    deliver="登记已调解",
    pending="待受理",
    approved="已受理",
    rejected="不宜调解",
    delivered="已调解",
    settled="已办结",
    to_deliver="待调解",
    to_settle="待办结",
    reasons=(
        "有一方不愿意调解，工会不勉强",
        "这件事需要走法律途径，建议先咨询法律援助",
        "已经由别的部门在处理，工会不重复介入",
        "与已经受理的是同一件事",
    ),
    questions=(
        "方便在什么时间、用什么方式联系您？",
        "希望工会先和谁谈？",
        "还有哪些情况想先让我知道？不想写的可以不写。",
    ),
)


def of(kind: Kind) -> Words:
    return _MEDIATING if kind in CONFLICTS else _GRANTING
