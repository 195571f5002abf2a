"""Agreeing to a report: within the clause's ceiling and “how often”, by one signature or two, and the year's budget."""

from decimal import Decimal
from typing import Any

from bot.birthdays.birthday import learn
from bot.core.errors import BadInput, Stale
from bot.core.messages import Act, Button, Outgoing
from bot.core.people import Member, Role
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.asking import ask, close, reason_of
from bot.desk.notifying import announce
from bot.desk.rules.steps import check_second, read_grant
from bot.reports import card
from bot.reports.case import Here, Opened, missing_signature, open_case, signer_name, step_of, take
from bot.reports.queries import desk
from bot.reports.rules.transitions import Action
from bot.reports.texts import card as card_texts
from bot.reports.texts import members as members_texts
from bot.reports.texts import signing
from bot.store.types import RULE_LENGTH


async def sign(u: Unit, here: Here, case: Opened, granted: Decimal | None, asker: int | None, note: str | None) -> str:
    """The first of two signatures; those who can give the other are told in private."""
    columns = _granted_columns(u, case, granted)
    case = await take(u, case, Action.SIGN, amount=granted, note=note, columns=columns)
    await card.refresh(u, case)
    wanted, signers = await _others(u, case)
    text = signing.waits_for_signature(case.number, case.allowance.title, case.who.name, granted)
    button = Button("看卡片", Act("queue.open", {"report": case.report.id}))
    await u.say(*(Outgoing(each.telegram_id or 0, text, buttons=((button,),)) for each in signers))
    line = signing.signed(wanted)
    await close(u, here, asker, line)
    return line


def _granted_columns(u: Unit, case: Opened, granted: Decimal | None) -> dict[str, Any]:
    """What a report keeps of who agrees to how much, and by which rule."""
    rule = case.allowance.basis[:RULE_LENGTH]
    return {"approved": granted, "rule": rule, "decided_at": u.now, "decided_by": case.who.id}


async def check_other(u: Unit, case: Opened, granted: Decimal | None) -> None:
    """Raises unless this is the right second signature under the same amount."""
    first = await members.by_id(u.tx, case.report.decided_by or 0, u.today)
    if first is None:
        raise Stale(card_texts.too_late(await step_of(u, case), case.report.kind))
    check_second(first, case.who, case.parties)
    if granted != case.report.approved:
        raise BadInput(signing.other_signature(case.report.approved))


async def ask_unsign(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    async with unit(deps, update_id) as u:
        case = await _signed_case(u, here, report_id)
        act = Act("desk.unsigned", {"report": report_id})
        await ask(u, here, act, signing.ask_unsign(case.who.name, case.number))


async def unsign(deps: Deps, update_id: int, here: Here, report_id: int, reason: str, asker: int | None = None) -> str:
    """Takes the first signature back, with a reason for whoever gave it; the member hears nothing of it."""
    said = reason_of(reason)
    async with unit(deps, update_id) as u:
        case = await _signed_case(u, here, report_id)
        first = await members.by_id(u.tx, case.report.decided_by or 0, u.today)
        columns = {**desk.UNDECIDED, "nudged_at": None}
        case = await take(u, case, Action.UNSIGN, note=said, columns=columns)
        await card.refresh(u, case)
        if first and first.telegram_id and first.id != case.who.id:
            await u.say(Outgoing(first.telegram_id, signing.unsigned(case.number, case.who.name, said)))
        line = signing.taken_back(case.number)
        await close(u, here, asker, line)
        return line


async def _signed_case(u: Unit, here: Here, report_id: int) -> Opened:
    case = await open_case(u, here, report_id, Action.UNSIGN)
    if case.report.decided_by is None:
        raise Stale(card_texts.too_late(await step_of(u, case), case.report.kind))
    return case


async def _others(u: Unit, case: Opened) -> tuple[str, list[Member]]:
    """Whose signature is missing now, in words, and who of them can be called in private."""
    by_chair = case.who.office_in(case.parties.place, Role.CHAIR) is not None
    role = missing_signature(case.parties, by_chair=by_chair)
    held = await members.officers(u.tx, case.parties.place, u.today, role) if role else []
    apart = case.party_ids | {case.who.id}
    return signer_name(role), [each for each in held if each.telegram_id and each.id not in apart]


async def approve(
    deps: Deps,
    update_id: int,
    here: Here,
    report_id: int,
    amount: Decimal | str | None = None,
    *,
    reason: str | None = None,
    asker: int | None = None,
) -> str:
    """Agrees to `amount` (a str: as typed; all of the ceiling when none is named); returns the line for the button.

    Where the branch asks for two signatures the first one is noted. Past the budget, and where the clause gives it less
    often than this, a `reason` is asked for.
    """
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.APPROVE)
        amount, beside = read_grant(amount) if isinstance(amount, str) else (amount, "")
        granted, reason = case.allowance.check(amount), beside or reason
        if case.parties.two_sign:
            if case.report.decided_by is None:
                return await sign(u, here, case, granted, asker, _because(beside or None, over=False))
            await check_other(u, case, granted)
        over = await _over_budget(u, case, granted)
        often, total = await _too_often(u, case), await _over_total(u, case, granted)
        if reason is None and (often or total or over):
            return await _ask_reason(u, here, case, granted, (often, total, _past(case, over)))
        return await _agree(u, here, case, granted, _because(reason, over=over is not None), asker)


async def ask_amount(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    """Asks for an amount below the ceiling, in the chat where the button was pressed."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.APPROVE)
        allowance = case.allowance
        if allowance.ceiling is None:
            raise BadInput(allowance.no_amount)
        if case.report.decided_by is not None and case.parties.two_sign:
            raise Stale(signing.other_signature(case.report.approved))
        text = card_texts.ask_amount(case.who.name, case.number, allowance.title, allowance.limit)
        await ask(u, here, Act("desk.amount", {"report": report_id}), text)


def _because(reason: str | None, *, over: bool) -> str | None:
    """The history's words. Raises BadInput where they give no reason."""
    return f"{'超预算' if over else '理由'}：{reason_of(reason)}" if reason is not None else None


async def _agree(
    u: Unit, here: Here, case: Opened, granted: Decimal | None, note: str | None, asker: int | None
) -> str:
    first = case.report.decided_by if case.parties.two_sign else None
    columns = _granted_columns(u, case, granted)
    columns |= {"decided_by": first or case.who.id, "seconded_by": case.who.id if first else None}
    case = await take(u, case, Action.APPROVE, amount=granted, note=note, columns=columns)
    kind, form = case.report.kind, case.allowance.form
    await learn(u, case.report, case.who.id)
    await announce(u, case, lambda addressee: members_texts.approved(addressee, kind, granted, form))
    line = card_texts.approved(case.number, kind, granted)
    await close(u, here, asker, line)
    return line


async def _over_budget(u: Unit, case: Opened, granted: Decimal | None) -> tuple[Decimal, Decimal] | None:
    """(budget, spending after this) where a budget is set and this goes past it.

    The budget is held until the transaction ends: of two approvals at once the second sees what the first has taken.
    """
    if granted is None:
        return None
    budget = await desk.budget(u.tx, case.report.branch_id, u.today.year, hold=True)
    if budget is None:
        return None
    after = await desk.granted_in(u.tx, case.report.branch_id, u.today.year) + granted
    return (budget, after) if after > budget else None


def _past(case: Opened, over: tuple[Decimal, Decimal] | None) -> str:
    return card_texts.ask_over_budget(case.who.name, case.number, *over) if over else ""


async def _too_often(u: Unit, case: Opened) -> str:
    """Where the clause gives it so many times in a year, or ever, and the person has had them; where it gives it for
    the same illness or child, whoever decides is asked whether it is the same.

    How often was read and never typed by anybody: unlike a ceiling it may be passed, for a reason.
    """
    lines: list[str] = []
    for limit in case.allowance.often:
        before = await desk.agreed_before(u.tx, case.report, yearly=limit.yearly)
        if len(before) >= limit.times:
            earlier = [card_texts.agreed_before(one.number, one.approved) for one in before]
            said = (case.who.name, case.number, case.allowance.source, limit.words, earlier)
            same = card_texts.ask_the_same(*said, limit.each, yearly=limit.yearly) if limit.each else ""
            lines.append(same or card_texts.ask_too_often(*said, yearly=limit.yearly))
    return "\n".join(lines)


async def _over_total(u: Unit, case: Opened, granted: Decimal | None) -> str:
    """Where the clause says how much a person is given in a year, and this goes past it. It may be passed, too."""
    total = case.allowance.total
    if total is None or granted is None:
        return ""
    before = await desk.agreed_before(u.tx, case.report, yearly=True)
    spent = sum((one.approved or Decimal(0) for one in before), Decimal(0))
    if not before or spent + granted <= total:
        return ""
    earlier = [card_texts.agreed_before(one.number, one.approved) for one in before]
    return card_texts.ask_over_total(case.who.name, case.number, case.allowance.source, total, spent + granted, earlier)


async def _ask_reason(u: Unit, here: Here, case: Opened, granted: Decimal | None, against: tuple[str, str, str]) -> str:
    """One reason for all that speaks against it: the times, the year's total, the budget."""
    args = {"report": case.report.id, "amount": None if granted is None else str(granted)}
    await ask(u, here, Act("desk.over_budget", args), "\n".join(filter(None, against)))
    often, total, past = map(bool, against)
    return card_texts.why(often=often, total=total, past=past)
