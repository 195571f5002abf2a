"""A payment written down, or put right when it was noted wrongly: row, history, card, and who hears of it."""

from bot.domain.payments import Payment
from bot.domain.people import Role
from bot.domain.reports import Action
from bot.domain.texts import deciding as desk_texts
from bot.domain.texts import outcomes
from bot.domain.texts import paying as texts
from bot.services import cards, contacts
from bot.services.base import Unit
from bot.services.deciding.access import Case, Here
from bot.services.deciding.allowance import of_report
from bot.services.deciding.asking import close
from bot.services.deciding.telling import tell
from bot.store import desk, payments, reports


async def settle(u: Unit, here: Here, case: Case, payment: Payment | None, asker: int | None) -> str:
    """Closes the case; `payment` is None where nothing was granted that could be paid."""
    columns = {"settled_at": u.now, **(payments.columns(u.tx, payment) if payment else {})}
    amount, note = (payment.amount, str(payment.signature)) if payment else (None, None)
    report = await reports.move(
        u.tx, Action.SETTLE, case.report, case.who.id, u.now, amount=amount, note=note, columns=columns
    )
    allowance = await of_report(u, report)
    whom = await contacts.turn_to(u, report, Role.TREASURER)
    await cards.refresh(u, report)
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
    await cards.refresh(u, report)
    await tell(u, report, allowance, lambda ear: outcomes.corrected(ear, was, payment, reason, whom), vital=False)
    line = texts.corrected(case.number, payment)
    await close(u, here, asker, line)
    return line
