"""A payment written down, or put right when it was noted wrongly: row, history, card, and who hears of it."""

from bot.core.people import Role
from bot.core.work.unit import Unit
from bot.desk.asking import close
from bot.desk.notifying import tell
from bot.desk.texts import paying as texts
from bot.reports import card, contacts
from bot.reports.access import Case, Here
from bot.reports.allowance import of_report
from bot.reports.queries import desk, payments, reports
from bot.reports.rules.payments import Payment
from bot.reports.rules.transitions import Action
from bot.reports.texts import card as desk_texts
from bot.reports.texts import outcomes


async def settle(u: Unit, here: Here, case: Case, payment: Payment | None, asker: int | None) -> str:
    """Closes the case; `payment` is None where nothing was granted that could be paid."""
    columns = {"settled_at": u.now, **(payments.columns(u.tx, payment) if payment else {})}
    amount, note = (payment.amount, str(payment.signature)) if payment else (None, None)
    report = await reports.move(
        u.tx, Action.SETTLE, case.report, case.who.id, u.now, amount=amount, note=note, columns=columns
    )
    allowance = await of_report(u, report)
    whom = await contacts.turn_to(u, report, Role.TREASURER)
    await card.refresh(u, report)
    await tell(u, report, allowance, lambda ear: outcomes.settled(ear, payment, allowance.form, whom), vital=False)
    line = desk_texts.settled(case.number, payment)
    await close(u, here, asker, line)
    return line


async def correct(u: Unit, here: Here, case: Case, payment: Payment, reason: str, asker: int | None) -> str:
    """What was noted before stays in the history; the amount in force is the corrected one."""
    was = await payments.of_report(u.tx, case.report.id) or payment
    report = await desk.change(
        u.tx,
        Action.CORRECT,
        case.report,
        case.who.id,
        u.now,
        amount=payment.amount,
        note=texts.note(was, reason),
        columns=payments.columns(u.tx, payment),
    )
    allowance = await of_report(u, report)
    whom = await contacts.turn_to(u, report, Role.TREASURER)
    await card.refresh(u, report)
    await tell(u, report, allowance, lambda ear: outcomes.corrected(ear, was, payment, reason, whom), vital=False)
    line = texts.corrected(case.number, payment)
    await close(u, here, asker, line)
    return line
