"""After the agreement: that it was carried out, what was paid and who signed; and notes on the way."""

from decimal import Decimal

from bot.domain.errors import BadInput
from bot.domain.kinds import CONFLICTS
from bot.domain.messages import Act, Button
from bot.domain.money import yuan
from bot.domain.reports import Action
from bot.domain.texts import deciding as texts
from bot.domain.texts import outcomes
from bot.services import cards, evidence
from bot.services.base import Deps, Unit, unit
from bot.services.deciding.access import Case, Here, open_case
from bot.services.deciding.allowance import of_report
from bot.services.deciding.asking import ask, chosen, close, words
from bot.services.deciding.telling import tell
from bot.services.evidence import File
from bot.store import desk, reports, tidings


async def ask_delivery(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.DELIVER)
        args = {"report": report_id, "asker": here.telegram_id}
        direct = [Button("直接登记", Act("desk.delivered", args))]
        if case.report.kind in CONFLICTS:
            direct = [
                Button(label, Act("desk.delivered", {**args, "choice": index}))
                for index, label in enumerate(texts.MEDIATED)
            ]
        text = texts.ask_delivered(case.who.name, case.number, case.report.kind)
        await ask(u, here, Act("desk.delivery", {"report": report_id}), text, *direct)


async def deliver(
    deps: Deps,
    update_id: int,
    here: Here,
    report_id: int,
    *,
    photo: File | None = None,
    words_said: str | int = "",
    asker: int | None = None,
) -> str:
    """Marks the visit as made or the gift as handed over, with a photo or a few words when there are any.

    A mediation has no photo; `words_said` may be which of the ready words.
    """
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.DELIVER)
        if photo:
            await evidence.take_visit_photo(u, report_id, photo)
        said = chosen(words_said, texts.MEDIATED) if words_said != "" else texts.WITH_PHOTO if photo else None
        report = await reports.move(
            u.tx, Action.DELIVER, case.report, case.who.id, u.now, note=said, columns={"delivered_at": u.now}
        )
        await tidings.told(u.tx, report_id, u.now, case.who.id)  # whoever was visited knows
        await cards.refresh(u, report)
        await tell(u, report, await of_report(u, report), lambda ear: outcomes.delivered(ear, report.kind), vital=False)
        line = texts.delivered(case.number, report.kind)
        await close(u, here, asker, line)
        return line


async def ask_settlement(deps: Deps, update_id: int, here: Here, report_id: int) -> str | None:
    """Where nothing is to be paid, the case is closed at once; else who signed, and for how much, is asked."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.SETTLE)
        granted = case.report.approved
        if granted is None:
            return await _settle(u, here, case, None, None, None)
        args = {"report": report_id, "amount": str(granted), "asker": here.telegram_id}
        answers = [
            Button(label, Act("desk.settled", {**args, "signed": signed}))
            for label, signed in (("照付，本人签收", "本人签收"), ("照付，他人代签", "他人代签"))
        ]
        text = texts.ask_paid(case.who.name, case.number, granted)
        await ask(u, here, Act("desk.paid", {"report": report_id}), text, *answers)
        return None


async def settle(
    deps: Deps,
    update_id: int,
    here: Here,
    report_id: int,
    amount: Decimal,
    signed: str = "本人签收",
    asker: int | None = None,
) -> str:
    """Marks as paid and signed for; never more than was agreed to."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.SETTLE)
        granted = case.report.approved
        if granted is None:
            raise BadInput("这份申报没有同意的金额，不用登记支付。")
        if not 0 < amount <= granted:
            raise BadInput(f"实付不能超过同意的 {yuan(granted)}。请重新写一个数。")
        return await _settle(u, here, case, amount, signed, asker)


async def _settle(
    u: Unit, here: Here, case: Case, amount: Decimal | None, signed: str | None, asker: int | None
) -> str:
    columns = {"paid": amount, "settled_at": u.now}
    report = await reports.move(
        u.tx, Action.SETTLE, case.report, case.who.id, u.now, amount=amount, note=signed, columns=columns
    )
    allowance = await of_report(u, report)
    await cards.refresh(u, report)
    await tell(u, report, allowance, lambda ear: outcomes.settled(ear, amount, allowance.form), vital=False)
    line = texts.settled(case.number, amount, signed)
    await close(u, here, asker, line)
    return line


async def ask_note(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.NOTE)
        await ask(u, here, Act("desk.noted", {"report": report_id}), texts.ask_note(case.who.name, case.number))


async def note(deps: Deps, update_id: int, here: Here, report_id: int, text: str, asker: int | None = None) -> str:
    """A remark for those who work on the report; the member does not see it."""
    said = words(text)
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.NOTE)
        await desk.change(u.tx, Action.NOTE, case.report, case.who.id, u.now, note=said)
        line = f"{case.number} 的备注已记下，在“详情”里能看到。"
        await close(u, here, asker, line)
        return line
