"""登记支付签收, 更正支付: the amount, who signed, and a last look before it counts; /correct for an older one."""

from collections.abc import Mapping

from bot.core.errors import BadInput
from bot.desk import use_cases as desk
from bot.desk.texts import steps as texts
from handlers.call import Call, Handler
from handlers.desk_typing import awaited, report_of
from handlers.guards import personal


async def ask_settlement(call: Call) -> str | None:
    return await desk.ask_settlement(call.deps, call.update_id, call.here, report_of(call))


async def ask_correction(call: Call) -> None:
    """更正支付, under a settled card."""
    await desk.ask_correction(call.deps, call.update_id, call.here, report_of(call))


async def correct(call: Call) -> None:
    """/correct 2026-0007: the same, where the card is far up in the chat."""
    words = [str(word) for word in call.args.get("words", [])]
    if len(words) != 1:
        raise BadInput(texts.WHICH_PAYMENT)
    await desk.ask_correction(call.deps, call.update_id, call.here, words[0])


async def signed(call: Call) -> None:
    """Who signed, by a button."""
    await desk.signed_by(call.deps, call.update_id, call.here, call.args)


async def said(call: Call) -> str | None:
    """“600”, “六百 代签 李明，配偶”, or whatever else the slip asks for."""
    return await desk.said(call.deps, call.update_id, call.here, call.args, call.text)


async def sure(call: Call) -> str:
    """确认记账, 确认更正."""
    asker = int(call.args["asker"])
    return await desk.confirm(call.deps, call.update_id, call.here, call.args, asker)


COMMANDS: Mapping[str, Handler] = {"correct": personal(correct)}
PRESSES: Mapping[str, Handler] = {
    "desk.settle": ask_settlement,
    "desk.settled": signed,
    "desk.sure": sure,
    "desk.correct": ask_correction,
}
PROMPTS: Mapping[str, Handler] = awaited({"desk.paid": said})
