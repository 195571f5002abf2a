"""The buttons under a card: what may come next. Pressing is checked again; a button is an offer, never a right."""

from bot.domain.messages import Act, Button, Keyboard, rows
from bot.domain.money import yuan
from bot.domain.reports import Status
from bot.services.deciding.allowance import Allowance
from bot.store.reports import Report


def of_card(report: Report, allowance: Allowance, *, details: bool = True) -> Keyboard:
    """By state. The amount that a button names travels with it, so that nobody grants a figure he did not read."""
    keyboard = _STATES.get(report.status, _none)(report, allowance)
    looking = (_button(report, "详情", "desk.details"),) if details else ()
    return (*keyboard, looking) if looking else keyboard


def _button(report: Report, label: str, name: str, **args: str) -> Button:
    return Button(label, Act(name, {"report": report.id, **args}))


def _to_decide(report: Report, allowance: Allowance) -> Keyboard:
    refusing = (_button(report, "驳回", "desk.reject"), _button(report, "退回补充", "desk.return"))
    if report.decided_by is not None:
        granted = {"amount": str(report.approved)} if report.approved is not None else {}
        label = f"会签同意 {yuan(report.approved)}" if report.approved is not None else "会签同意"
        return ((_button(report, label, "desk.approve", **granted),), refusing)
    if allowance.ceiling is None:
        return ((_button(report, "同意", "desk.approve"),), refusing)
    whole = _button(report, f"同意 {yuan(allowance.ceiling)}", "desk.approve", amount=str(allowance.ceiling))
    return ((whole, _button(report, "同意其他金额", "desk.other")), refusing)


def _to_deliver(report: Report, _allowance: Allowance) -> Keyboard:
    return rows(
        _button(report, "登记已慰问", "desk.deliver"),
        _button(report, "安排慰问", "desk.assign"),
        _button(report, "撤销同意", "desk.revoke"),
        _button(report, "加备注", "desk.note"),
    )


def _to_settle(report: Report, _allowance: Allowance) -> Keyboard:
    label = "登记支付签收" if report.approved is not None else "办结"
    return rows(_button(report, label, "desk.settle"), _button(report, "加备注", "desk.note"))


def _none(_report: Report, _allowance: Allowance) -> Keyboard:
    return ()


_STATES = {Status.SUBMITTED: _to_decide, Status.APPROVED: _to_deliver, Status.DELIVERED: _to_settle}
