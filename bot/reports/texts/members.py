"""What members read of their reports: where they stand, and each outcome, kindly, with the officer's reason."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.core.kinds import CONFLICTS, Kind
from bot.core.money import yuan
from bot.reports.rules.payments import Payment
from bot.reports.rules.transitions import Action, Status, Trace
from bot.reports.texts.card import short_day

WITHDRAW, WITHDRAW_SURE, NOT_NOW = "撤回", "确定撤回", "不撤回"
SUPPLEMENT, SEND_BACK, TAKE_BACK = "补充说明", "补好了，交回去", "去掉刚才那句"
OLDER, NEWER, TO_LIST = "更早的", "更近的", "返回列表"
ASKED_TO_ADD = "工会想请您补充"

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


_MEDIATIONS: Mapping[str, str] = {
    Action.APPROVE: "受理",
    Action.REJECT: "不宜调解",
    Action.REVOKE: "重新看怎么办",
    Action.DELIVER: "谈过了",
    Action.SETTLE: "办结",
}
ACTIONS: Mapping[str, str] = {
    Trace.CONSENT: "看过填写说明，同意填写",
    Action.SUBMIT: "提交",
    Action.APPROVE: "同意",
    Action.REJECT: "未同意",
    Action.RETURN: "请您补充",
    Action.RESUBMIT: "补充后交回",
    Action.WITHDRAW: "撤回",
    Action.REVOKE: "撤销决定，重新办理",
    Action.DELIVER: "已慰问",
    Action.SETTLE: "已签收结清",
    Action.CORRECT: "更正支付登记",
    Trace.ESCALATED: "转请工委办理",
}


class Addressee(StrEnum):
    """Who is told: one for himself, one who reported for another, or one for whom another reported."""

    SELF = "self"
    REPORTER = "reporter"
    SUBJECT = "subject"


#: After an agreement, to the person concerned.
_AGREED = {
    Kind.HOSPITALIZATION: "工会的同志会去看望您。请安心养病，早日康复。",
    Kind.HARDSHIP: "工会的同志会上门看望。有什么难处，尽管和我们说。",
    Kind.BEREAVEMENT: "工会的同志会去看望您。请节哀，多保重身体。",
    Kind.FAMILY_CONFLICT: "工会的调解联系人会和您联系。您说的话会保密。",
    Kind.MEMBER_CONFLICT: "工会的调解联系人会和您联系。您说的话会保密。",
    Kind.BIRTHDAY: "工会的同志会来向您祝贺。祝您生日快乐，平安顺遂。",
    Kind.MARRIAGE: "工会的同志会来向您祝贺。祝两位新婚快乐，白头偕老。",
    Kind.CHILDBIRTH: "工会的同志会来向您祝贺。祝宝宝健康成长，一家人平安喜乐。",
    Kind.CHILD_UNIVERSITY: "工会的同志会来向您祝贺。祝孩子学业有成，前程似锦。",
    Kind.RETIREMENT: "工会的同志会来向您祝贺。谢谢您这些年的付出，祝您退休生活舒心自在。",
}
_AFTER_MEDIATION = "情况有变化，或者还想谈谈，随时可以再找工会。您说的话会一直保密。"
_SORRY = frozenset({Kind.HOSPITALIZATION, Kind.HARDSHIP, Kind.BEREAVEMENT})


def heading(addressee: Addressee, title: str, number: str, other: str) -> str:
    """`other`: the subject's name for the reporter, the reporter's name for the subject."""
    return {
        Addressee.SELF: f"您的申报“{title}”（{number}）",
        Addressee.REPORTER: f"您替{other}申报的“{title}”（{number}）",
        Addressee.SUBJECT: f"{other}替您申报的“{title}”（{number}）",
    }[addressee]


def approved(addressee: Addressee, kind: Kind, amount: Decimal | None, form: str | None) -> str:
    what = {"慰问金": "慰问金", "慰问品": "慰问品金额"}.get(form or "", "金额")
    granted = f"，{what}为 {yuan(amount)}" if amount is not None else ""
    agreed = "已经受理" if kind in CONFLICTS else "已经同意"
    after = "接下来由工会的同志去办，有进展再告诉您。" if addressee is Addressee.REPORTER else _AGREED[kind]
    return f"，工会{agreed}{granted}。{after}"


def rejected(kind: Kind, reason: str, whom: str) -> str:
    if kind in CONFLICTS:
        opening = "，调解联系人看过了，觉得这件事不适合由工会调解。"
        return f"{opening}\n理由：{reason}\n想再说说，可以找{whom}。{_AFTER_MEDIATION}"
    opening = "，很抱歉，这次没有同意。" if kind in _SORRY else "，这次没有同意。"
    return f"{opening}\n理由：{reason}\n如有不同意见，或者情况有了变化，可以找{whom}说，也可以重新申报。"


def returned(addressee: Addressee, kind: Kind, question: str) -> str:
    if addressee is Addressee.SUBJECT:
        return "，还要补充一点情况，已经请申报人答复，您不用做什么。"
    asker = "调解联系人" if kind in CONFLICTS else "审批的同志"
    return f"，{asker}想再问一句：\n{question}\n请直接在这里回复，照片和文件也可以；都答完了，点“补好了，交回去”。"


def revoked(kind: Kind, reason: str, whom: str) -> str:
    mediated = kind in CONFLICTS
    opening = "，调解联系人要重新看一看怎么办。" if mediated else "，原来的同意撤销了，会重新审批。"
    after = f"给您添麻烦了，有{'进展' if mediated else '结果'}马上告诉您；想问情况，可以找{whom}。"
    return f"{opening}\n原因：{reason}\n{after}"


def assigned(addressee: Addressee, visitors: str, when: str, whom: str, *, visit: bool) -> str:
    """`when`: the day, and the time of it where that is known."""
    if addressee is Addressee.REPORTER:
        return f"，工会安排{visitors}{when}去{'看望' if visit else '祝贺'}。"
    errand = "来看望您" if visit else "来向您祝贺"
    return f"，工会安排{visitors}{when}{errand}。到时不方便的话，请告诉{whom}。"


def delivery(kind: Kind, went: str, whom: str) -> Callable[[Addressee], str]:
    """`went`: the names of those who came, so that whoever was visited can say if it is not so."""

    def sentence(addressee: Addressee) -> str:
        if kind in CONFLICTS:
            return f"，调解联系人已登记谈过了。{_AFTER_MEDIATION}"
        if addressee is Addressee.REPORTER:
            return "，工会已经慰问过了。"
        return f"，工会已登记慰问完成，去的是{went}。如果和实际不符，请告诉{whom}。"

    return sentence


def settled(addressee: Addressee, payment: Payment | None, form: str | None, whom: str) -> str:
    """Whoever it was for reads who signed in his place, so that he can say if it is not so."""
    if payment is None:
        return "，已经办结。"
    if addressee is Addressee.REPORTER:
        return "，已经支付签收，全部办结。"
    signed = f"已登记支付，由{payment.signature}" if payment.signature.name else "已登记支付签收"
    return f"，{form or '款项'} {yuan(payment.amount)}{signed}，全部办结。如有出入，请找{whom}核对。"


def corrected(addressee: Addressee, was: Payment, now: Payment, reason: str, whom: str) -> str:
    if addressee is Addressee.REPORTER:
        return "，支付的登记更正过一次，别的没有变。"
    return f"，支付的登记更正了。\n原来：{was}\n现在：{now}\n原因：{reason}\n如有出入，请找{whom}核对。"


ESCALATED = "，已转到工委，由工委的同志接着办，请放心。"


def visitor_note(number: str, title: str, name: str, when: str, others: str, *, silent: bool) -> str:
    """What an officer who is to visit reads in private. `others`: who go along; `silent`: the bot's messages don't
    reach the one visited."""
    call = "本人收不到我的消息，请先打电话约好。" if silent else ""
    along = f"和{others}一起" if others else ""
    return f"请您{when}{along}去慰问：{number} {title}，{name}。{call}前一天会再提醒您。"


def visit_tomorrow(number: str, title: str, name: str, when: str) -> str:
    return f"提醒：明天（{when}）请您去慰问，{number} {title}，{name}。去过之后请在卡片上登记。"


def visit_past(number: str, title: str, name: str, on: date) -> str:
    return (
        f"提醒：{short_day(on)}安排您去慰问的（{number} {title}，{name}），还没有登记。"
        "去过了，请在卡片上点“登记已慰问”；没去成，请点“安排慰问”改个日子。"
    )
