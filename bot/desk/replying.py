"""Words that answer a card (or a question of the desk) belong to it: they are told which button does what they want."""

from decimal import Decimal

from bot.core.messages import Outgoing, Priority
from bot.core.money import is_amount, parse_yuan
from bot.core.queries import dialogue, members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.asking import asker_of
from bot.desk.texts import replying as texts
from bot.reports import asides, card, card_buttons
from bot.reports.access import Here
from bot.reports.case import Case, case_of
from bot.reports.queries import reports
from bot.reports.rules.transitions import OPEN, Status


async def take_reply(deps: Deps, update_id: int, here: Here, card_id: int, said: str, reply_to: int | None) -> bool:
    """Answers words that were said in answer to the message `card_id`; False where they have nothing to do with a desk.

    Nothing is decided by them: who presses a button is read again, what somebody writes under a card is not.
    """
    async with deps.store.read() as tx:
        name = await dialogue.card_at(tx, here.chat_id, card_id) or ""
        at_desk = not here.private and await members.branch_of_group(tx, here.chat_id) is not None
    kind, _, number = name.partition(":")
    decides = is_amount(said) or said.strip(" 。！!") in texts.DECISIONS
    if asides.needs_care(deps, said) or (kind not in ("report", "ask") and not (at_desk and decides)):
        return False
    async with unit(deps, update_id) as u:
        text = texts.ON_THE_CARD
        if kind == "report":
            text = await _on_card(u, here, await case_of(u, await reports.get(u.tx, int(number))), said)
        elif kind == "ask":
            text = await _on_question(u, here, asker_of(name))
        await u.say(Outgoing(here.chat_id, text, reply_to=reply_to, priority=Priority.INTERACTIVE))
        return True


async def _on_question(u: Unit, here: Here, asker: int) -> str:
    waits = await dialogue.expected(u.tx, here.chat_id, asker)
    who = await members.by_telegram(u.tx, asker, u.today)
    open_yet = waits is not None and waits.name.startswith("desk.") and who is not None and asker != here.telegram_id
    return texts.asked_another(who.name) if open_yet and who else texts.ASKED_BEFORE


async def _on_card(u: Unit, here: Here, case: Case, said: str) -> str:
    number = case.report.number or ""
    if here.chat_id not in await card.home(u, case) and not here.private:
        return texts.ELSEWHERE
    if is_amount(said):
        return _on_amount(case, number, parse_yuan(said))
    if case.report.status not in OPEN:
        return texts.closed(number)
    return texts.use_buttons(number, [button.label for row in card_buttons.of_card(case) for button in row])


def _on_amount(case: Case, number: str, amount: Decimal) -> str:
    report, allowance = case.report, case.allowance
    match report.status:
        case Status.SUBMITTED if allowance.ceiling is None:
            return texts.no_amount(number, allowance.no_amount)
        case Status.SUBMITTED if report.decided_by is not None and report.approved is not None:
            return texts.amount_to_second(number, report.approved)
        case Status.SUBMITTED if allowance.ceiling is not None:
            return texts.amount_to_grant(number, amount, allowance.ceiling)
        case Status.APPROVED:
            return texts.amount_granted(number, report.approved)
        case Status.DELIVERED if report.approved is not None:
            return texts.amount_to_pay(number)
        case Status.SETTLED if report.paid is not None:
            return texts.amount_paid(number, report.paid)
        case _:
            return texts.closed(number)
