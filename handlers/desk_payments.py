"""登记支付签收, 更正支付 and /correct: a last look before it counts; /ledger and /summary: the accounts as files."""

from collections.abc import Mapping

from bot.accounts import exporting
from bot.accounts import texts as accounts_texts
from bot.accounts.exporting import Makings
from bot.core.errors import BadInput
from bot.core.work.exports import Export
from bot.desk import use_cases as desk
from bot.desk.texts import steps as steps_texts
from bot.desk.use_cases import Here
from handlers.call import Call, Handler, personal
from handlers.desk import awaited, report_of
from handlers.files import Words, give, telling

_PROGRESS = Words(accounts_texts.progress, accounts_texts.WRITTEN, accounts_texts.BROKEN_OFF)


async def ask_settlement(call: Call) -> str | None:
    return await desk.ask_settlement(call.deps, call.update_id, call.here, report_of(call))


async def ask_correction(call: Call) -> None:
    """更正支付, under a settled card."""
    await desk.ask_correction(call.deps, call.update_id, call.here, report_of(call))


async def correct(call: Call) -> None:
    """/correct 2026-0007: the same, where the card is far up in the chat."""
    words = [str(word) for word in call.args.get("words", [])]
    if len(words) != 1:
        raise BadInput(steps_texts.WHICH_PAYMENT)
    await desk.ask_correction(call.deps, call.update_id, call.here, words[0])


async def signed(call: Call) -> None:
    """Who signed, by a button."""
    await desk.signed_by(call.deps, call.update_id, call.here, call.args)


async def paid_said(call: Call) -> str | None:
    """“600”, “六百 代签 李明，配偶”, or whatever else the slip asks for."""
    return await desk.said(call.deps, call.update_id, call.here, call.args, call.text)


async def sure(call: Call) -> str:
    """确认记账, 确认更正."""
    asker = int(call.args["asker"])
    return await desk.confirm(call.deps, call.update_id, call.here, call.args, asker)


async def ledger(call: Call) -> None:
    """/ledger 2026-03: the month's book as Excel; with “csv”, as CSV."""
    words = [str(word) for word in call.args.get("words", [])]
    as_csv = any(word.lower() == "csv" for word in words)
    said = "".join(word for word in words if word.lower() != "csv")

    await _book(call, said, as_csv=as_csv)


async def ledger_of(call: Call) -> None:
    """The button for a month's book."""
    await _book(call, str(call.args["argument"]))


async def _book(call: Call, said: str, *, as_csv: bool = False) -> None:
    """One at a time each; what takes long says how far it has come."""

    async def make(here: Here) -> Export:
        async with telling(call, _PROGRESS) as progress:
            return await exporting.export(call.deps, here, said, as_csv=as_csv, progress=progress)

    with call.deps.parts.of(Makings).one(call.user_id, f"{said} {as_csv}"):
        await give(call, make)


async def summary(call: Call) -> None:
    """/summary 2026: the year's visits and congratulations, as a picture."""
    said = "".join(str(word) for word in call.args.get("words", []))
    await give(call, lambda here: exporting.year_summary(call.deps, here, said))


COMMANDS: Mapping[str, Handler] = {
    "correct": personal(correct),
    "ledger": ledger,
    "summary": summary,
}


PRESSES: Mapping[str, Handler] = {
    "desk.settle": ask_settlement,
    "desk.settled": signed,
    "desk.sure": sure,
    "desk.correct": ask_correction,
    "ledger": ledger_of,
}


PROMPTS: Mapping[str, Handler] = awaited(
    {
        "desk.paid": paid_said,
    }
)
