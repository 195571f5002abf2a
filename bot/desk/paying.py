"""What was paid and who signed: said, checked on a slip, and only then written down; and corrected with a reason."""

from dataclasses import replace
from decimal import Decimal

from bot.core.errors import BadInput, NotFound, Stale
from bot.core.messages import Act, Button, JsonObject
from bot.core.people import Role, masked
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.asking import agrees, ask, close
from bot.desk.notifying import tell
from bot.desk.slips import Slip, as_args, read, taken
from bot.desk.texts import steps as texts
from bot.reports import card
from bot.reports.case import Here, Opened, open_case, take, turn_to
from bot.reports.queries import parts, reports
from bot.reports.rules.payments import Payment, Signature
from bot.reports.rules.transitions import Action
from bot.reports.texts import card as card_texts
from bot.reports.texts import members as members_texts
from bot.reports.texts import signing

PROMPT = "desk.paid"


async def settle(u: Unit, here: Here, case: Opened, payment: Payment | None, asker: int | None) -> str:
    """Closes the case; `payment` is None where nothing was granted that could be paid."""
    columns = {"settled_at": u.now, **(parts.payment_columns(u.tx, payment) if payment else {})}
    amount, note = (payment.amount, str(payment.signature)) if payment else (None, None)
    case = await take(u, case, Action.SETTLE, amount=amount, note=note, columns=columns)
    form, whom = case.allowance.form, await turn_to(u, case, Role.TREASURER)
    await card.refresh(u, case)
    await tell(u, case, lambda addressee: members_texts.settled(addressee, payment, form, whom))
    line = card_texts.settled(case.number, payment)
    await close(u, here, asker, line)
    return line


async def correct(u: Unit, here: Here, case: Opened, payment: Payment, reason: str, asker: int | None) -> str:
    """What was noted before stays in the history; the amount in force is the corrected one."""
    was = await parts.payment_of(u.tx, case.report.id) or payment
    columns = parts.payment_columns(u.tx, payment)
    case = await take(
        u, case, Action.CORRECT, amount=payment.amount, note=texts.payment_note(was, reason), columns=columns
    )
    whom = await turn_to(u, case, Role.TREASURER)
    await card.refresh(u, case)
    await tell(u, case, lambda addressee: members_texts.corrected(addressee, was, payment, reason, whom))
    line = texts.corrected(case.number, payment)
    await close(u, here, asker, line)
    return line


async def ask_settlement(deps: Deps, update_id: int, here: Here, report_id: int) -> str | None:
    """Where nothing is to be paid, the case is closed at once; else who signed, and for how much, is asked."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.SETTLE)
        granted = case.report.approved
        if granted is None:
            return await settle(u, here, case, None, None)
        slip = Slip(report_id)
        answers = [
            _button(u, here, label, "desk.settled", replace(slip, amount=granted), signed=signed)
            for label, signed in ((texts.PAY_SELF, ""), (texts.PAY_OTHER, signing.OTHER))
        ]
        await ask(u, here, _prompt(u, slip), texts.ask_paid(case.who.name, case.number, granted), *answers)
        return None


async def ask_correction(deps: Deps, update_id: int, here: Here, report_id: int | str) -> None:
    """`report_id`: or the report's number, as it was typed. Raises NotFound, NotAllowed, Stale."""
    async with unit(deps, update_id) as u:
        known = await _numbered(u, report_id) if isinstance(report_id, str) else report_id
        case = await open_case(u, here, known, Action.CORRECT)
        was, granted = await _noted(u, case)
        slip = Slip(known, was=str(was))
        same = replace(slip, amount=was.amount)
        answers = [_button(u, here, texts.TO_OTHER, "desk.settled", same, signed=signing.OTHER)]
        if was.signature.name:
            answers.insert(0, _button(u, here, texts.TO_SELF, "desk.settled", same, signed=""))
        text = texts.ask_correction(case.who.name, case.number, _seen(here, was), granted)
        await ask(u, here, _prompt(u, slip), text, *answers)


async def signed_by(deps: Deps, update_id: int, here: Here, args: JsonObject) -> None:
    """Who signed, by a button."""
    async with unit(deps, update_id) as u:
        slip, other = read(u, args), args["signed"] == signing.OTHER
        await _go_on(u, here, replace(slip, other=other, signature=None if other else Signature()))


async def said(deps: Deps, update_id: int, here: Here, args: JsonObject, text: str) -> str | None:
    """What was typed belongs to what is asked: the amount, the one who signed, the reason, or a last change."""
    async with unit(deps, update_id) as u:
        slip = read(u, args)
        case = await open_case(u, here, slip.report_id, slip.action)
        if slip.amount is not None and not slip.lacks_words and agrees(text):
            return await _write(u, here, slip, here.telegram_id)
        await _go_on(u, here, taken(slip, text, _granted(case)))
        return None


async def confirm(deps: Deps, update_id: int, here: Here, args: JsonObject, asker: int) -> str:
    """Writes the payment (or its correction) down."""
    async with unit(deps, update_id) as u:
        return await _write(u, here, read(u, args), asker)


async def _write(u: Unit, here: Here, slip: Slip, asker: int) -> str:
    case = await open_case(u, here, slip.report_id, slip.action)
    payment = await _payment(u, case, slip)
    if slip.was:
        return await correct(u, here, case, payment, slip.reason, asker)
    return await settle(u, here, case, payment, asker)


async def _go_on(u: Unit, here: Here, slip: Slip) -> None:
    """Asks for what is still missing, in the same message; at last the whole is shown to be checked."""
    case = await open_case(u, here, slip.report_id, slip.action)
    granted, who = _granted(case), case.who.name
    if slip.amount is None or not 0 < slip.amount <= granted:
        raise BadInput(texts.too_much(granted))
    if slip.other and slip.signature is None:
        name = slip.name if here.private or not slip.name else masked(slip.name)
        await ask(u, here, _prompt(u, slip), texts.ask_signer(who, case.number, slip.amount, name), follow=True)
        return
    payment = await _payment(u, case, slip)
    if slip.was and not slip.reason:
        was, _ = await _noted(u, case)
        await ask(
            u,
            here,
            _prompt(u, slip),
            texts.ask_reason(who, case.number, _seen(here, was), _seen(here, payment)),
            follow=True,
        )
        return
    await _show(u, here, case, slip, payment)


async def _show(u: Unit, here: Here, case: Opened, slip: Slip, payment: Payment) -> None:
    payee = await _payee(u, here, case)
    who, number, granted = case.who.name, case.number, _granted(case)
    if slip.was:
        was, _ = await _noted(u, case)
        text = texts.check_correction(who, number, payee, _seen(here, was), _seen(here, payment), slip.reason)
        answers = [_button(u, here, texts.SURE_CORRECTED, "desk.sure", slip)]
    else:
        form = case.allowance.form
        text = texts.check(who, number, payee, _seen(here, payment), granted, form)
        answers = [_button(u, here, texts.SURE, "desk.sure", slip)]
        if not payment.signature.name:
            answers.append(_button(u, here, texts.TO_OTHER, "desk.settled", slip, signed=signing.OTHER))
    await ask(u, here, _prompt(u, slip), text, *answers, follow=True)


async def _payment(u: Unit, case: Opened, slip: Slip) -> Payment:
    """What the slip says, held against the case as it stands. Raises BadInput, Stale."""
    if slip.amount is None or not 0 < slip.amount <= _granted(case):
        raise BadInput(texts.too_much(_granted(case)))
    signature = slip.signature or Signature()
    if slip.was:
        was, _ = await _noted(u, case)
        if str(was) != slip.was:
            raise Stale(texts.CHANGED_MEANWHILE)
        signature = slip.signature or was.signature
        if Payment(slip.amount, signature) == was:
            raise BadInput(texts.SAME)
    subject = await members.name_of(u.tx, case.subject_id)
    if signature.name == subject:
        raise BadInput(texts.signs_himself(subject))
    return Payment(slip.amount, signature)


async def _noted(u: Unit, case: Opened) -> tuple[Payment, Decimal]:
    """(what is noted as paid, what was granted). Raises Stale where nothing is."""
    was = await parts.payment_of(u.tx, case.report.id)
    if was is None:
        raise Stale(texts.NOT_PAID)
    return was, _granted(case)


def _granted(case: Opened) -> Decimal:
    if case.report.approved is None:
        raise BadInput(texts.NO_AMOUNT)
    return case.report.approved


async def _payee(u: Unit, here: Here, case: Opened) -> str:
    """Whom it is for, as this chat may read it: whoever is visited is masked in a group."""
    name = await members.name_of(u.tx, case.subject_id)
    return masked(name) if not here.private and case.allowance.visit else name


def _seen(here: Here, payment: Payment) -> Payment:
    """As this chat may read it: whoever signed is masked in a group, as those are for whom he did."""
    signed = payment.signature
    if here.private or not signed.name:
        return payment
    return replace(payment, signature=replace(signed, name=masked(signed.name)))


async def _numbered(u: Unit, number: str) -> int:
    found = await reports.numbered(u.tx, number)
    if found is None:
        raise NotFound(texts.unknown_number(number))
    return found


def _prompt(u: Unit, slip: Slip) -> Act:
    return Act(PROMPT, as_args(u, slip))


def _button(u: Unit, here: Here, label: str, name: str, slip: Slip, **more: str) -> Button:
    return Button(label, Act(name, {**as_args(u, slip), "asker": here.telegram_id, **more}))
