"""A payment written down, or put right when it was noted wrongly: row, history, card, and who hears of it."""

from bot.core.people import Role
from bot.core.work.unit import Unit
from bot.desk.asking import close
from bot.desk.notifying import tell
from bot.desk.texts import paying as texts
from bot.reports import card, contacts
from bot.reports.access import Here, Opened, take
from bot.reports.queries import payments
from bot.reports.rules.payments import Payment
from bot.reports.rules.transitions import Action
from bot.reports.texts import card as desk_texts
from bot.reports.texts import outcomes


async def settle(u: Unit, here: Here, case: Opened, payment: Payment | None, asker: int | None) -> str:
    """Closes the case; `payment` is None where nothing was granted that could be paid."""
    columns = {"settled_at": u.now, **(payments.columns(u.tx, payment) if payment else {})}
    amount, note = (payment.amount, str(payment.signature)) if payment else (None, None)
    case = await take(u, case, Action.SETTLE, amount=amount, note=note, columns=columns)
    form, whom = case.allowance.form, await contacts.turn_to(u, case, Role.TREASURER)
    await card.refresh(u, case)
    await tell(u, case, lambda ear: outcomes.settled(ear, payment, form, whom))
    line = desk_texts.settled(case.number, payment)
    await close(u, here, asker, line)
    return line


async def correct(u: Unit, here: Here, case: Opened, payment: Payment, reason: str, asker: int | None) -> str:
    """What was noted before stays in the history; the amount in force is the corrected one."""
    was = await payments.of_report(u.tx, case.report.id) or payment
    columns = payments.columns(u.tx, payment)
    case = await take(u, case, Action.CORRECT, amount=payment.amount, note=texts.note(was, reason), columns=columns)
    whom = await contacts.turn_to(u, case, Role.TREASURER)
    await card.refresh(u, case)
    await tell(u, case, lambda ear: outcomes.corrected(ear, was, payment, reason, whom))
    line = texts.corrected(case.number, payment)
    await close(u, here, asker, line)
    return line
