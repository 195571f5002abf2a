"""The buttons under a card: what may come next. Pressing is checked again; a button is an offer, never a right."""

from collections.abc import Sequence

from bot.core.kinds import CONFLICTS
from bot.core.messages import Act, Button, Keyboard, rows
from bot.reports.allowance import Allowance
from bot.reports.case import Case
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Status
from bot.reports.texts import card_words


def of_card(case: Case, *, details: bool = True, untold: Sequence[str] = ()) -> Keyboard:
    """By state. The amount that a button names travels with it, so that nobody grants a figure he did not read.

    `untold`: the parties whom the news did not reach.
    """
    report = case.report
    keyboard = list(_STATES.get(report.status, _none)(report, case.allowance))
    if case.parties.two_sign and case.signed:
        keyboard.append((_button(report, card_words.UNSIGN, "desk.unsign"),))
    if untold:
        keyboard.append((_button(report, card_words.INFORMED, "desk.informed"),))
    if details:
        keyboard.append((_button(report, card_words.DETAILS, "desk.details"),))
    return tuple(keyboard)


def _button(report: Report, label: str, name: str, **args: str) -> Button:
    return Button(label, Act(name, {"report": report.id, **args}))


def _to_decide(report: Report, allowance: Allowance) -> Keyboard:
    words = card_words.of(report.kind)
    refusing = (_button(report, words.reject, "desk.reject"), _button(report, card_words.RETURN, "desk.return"))
    if report.decided_by is not None:
        granted = {"amount": str(report.approved)} if report.approved is not None else {}
        label = card_words.countersign(report.approved)
        return ((_button(report, label, "desk.approve", **granted),), refusing)
    if allowance.ceiling is None:
        return ((_button(report, words.approve, "desk.approve"),), refusing)
    whole = _button(report, card_words.grant(allowance.ceiling), "desk.approve", amount=str(allowance.ceiling))
    return ((whole, _button(report, card_words.OTHER_AMOUNT, "desk.other")), refusing)


def _to_deliver(report: Report, _allowance: Allowance) -> Keyboard:
    words = card_words.of(report.kind)
    arranging = () if report.kind in CONFLICTS else (_button(report, card_words.ARRANGE, "desk.assign"),)
    return rows(
        _button(report, words.deliver, "desk.deliver"),
        *arranging,
        _button(report, words.revoke, "desk.revoke"),
        _button(report, card_words.NOTE, "desk.note"),
    )


def _to_settle(report: Report, _allowance: Allowance) -> Keyboard:
    label = card_words.SETTLE if report.approved is not None else card_words.CLOSE
    return rows(_button(report, label, "desk.settle"), _button(report, card_words.NOTE, "desk.note"))


def _to_correct(report: Report, _allowance: Allowance) -> Keyboard:
    return ((_button(report, card_words.CORRECT, "desk.correct"),),) if report.paid is not None else ()


def _none(_report: Report, _allowance: Allowance) -> Keyboard:
    return ()


_STATES = {
    Status.SUBMITTED: _to_decide,
    Status.APPROVED: _to_deliver,
    Status.DELIVERED: _to_settle,
    Status.SETTLED: _to_correct,
}
