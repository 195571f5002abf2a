"""Two signatures: the first is noted and the other called for; whoever disagrees takes the matter back to the start."""

from decimal import Decimal

from bot.core.errors import BadInput, Stale
from bot.core.messages import Act, Button, Outgoing
from bot.core.people import Member, Role
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.asking import ask, close, reason_of
from bot.desk.rules.second_signature import check_second
from bot.reports import card, signatures
from bot.reports.access import Here, Opened, open_case, take
from bot.reports.case import step_of
from bot.reports.queries import desk
from bot.reports.rules.transitions import Action
from bot.reports.texts import card as desk_texts
from bot.reports.texts import signing as texts


async def sign(u: Unit, here: Here, case: Opened, granted: Decimal | None, asker: int | None, note: str | None) -> str:
    """The first of two signatures; those who can give the other are told in private."""
    columns = {"approved": granted, "decided_by": case.who.id, "decided_at": u.now, "rule": case.allowance.basis[:120]}
    case = await take(u, case, Action.SIGN, amount=granted, note=note, columns=columns)
    await card.refresh(u, case)
    wanted, signers = await _others(u, case)
    text = texts.waits_for_signature(case.number, case.allowance.title, case.who.name, granted)
    button = Button("看卡片", Act("queue.open", {"report": case.report.id}))
    await u.say(*(Outgoing(each.telegram_id or 0, text, buttons=((button,),)) for each in signers))
    line = texts.signed(wanted)
    await close(u, here, asker, line)
    return line


async def check_other(u: Unit, case: Opened, granted: Decimal | None) -> None:
    """Raises unless this is the right second signature under the same amount."""
    first = await members.by_id(u.tx, case.report.decided_by or 0, u.today)
    if first is None:
        raise Stale(desk_texts.too_late(await step_of(u, case), case.report.kind))
    check_second(first, case.who, case.parties)
    if granted != case.report.approved:
        raise BadInput(texts.other_signature(case.report.approved))


async def ask_unsign(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    async with unit(deps, update_id) as u:
        case = await _signed_case(u, here, report_id)
        act = Act("desk.unsigned", {"report": report_id})
        await ask(u, here, act, texts.ask_unsign(case.who.name, case.number))


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
            await u.say(Outgoing(first.telegram_id, texts.unsigned(case.number, case.who.name, said)))
        line = texts.taken_back(case.number)
        await close(u, here, asker, line)
        return line


async def _signed_case(u: Unit, here: Here, report_id: int) -> Opened:
    case = await open_case(u, here, report_id, Action.UNSIGN)
    if case.report.decided_by is None:
        raise Stale(desk_texts.too_late(await step_of(u, case), case.report.kind))
    return case


async def _others(u: Unit, case: Opened) -> tuple[str, list[Member]]:
    """Whose signature is missing now, in words, and who of them can be called in private."""
    by_chair = case.who.office_in(case.parties.place, Role.CHAIR) is not None
    role = signatures.missing(case.parties, by_chair=by_chair)
    held = await members.officers(u.tx, case.parties.place, u.today, role) if role else []
    apart = case.party_ids | {case.who.id}
    return signatures.name_of(role), [each for each in held if each.telegram_id and each.id not in apart]
