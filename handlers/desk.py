"""The buttons under a report's card, and what officers type when the desk asks. Each is one service call."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from bot.desk import use_cases as desk
from bot.reports.evidence import File
from handlers import desk_groups, desk_ledger, desk_payments, desk_queue, desk_rules, desk_settings, desk_visits
from handlers.call import Call, Handler
from handlers.desk_typing import report_of, typed

VISIT_PHOTO = "慰问照片"


async def approve(call: Call) -> str | None:
    """同意: at the amount that the button names, or without one."""
    amount = Decimal(call.args["amount"]) if "amount" in call.args else None
    return await desk.approve(call.deps, call.update_id, call.here, report_of(call), amount)


async def other_amount(call: Call) -> None:
    await desk.ask_amount(call.deps, call.update_id, call.here, report_of(call))


async def amount(call: Call) -> None:
    """A typed amount."""
    await desk.approve(call.deps, call.update_id, call.here, report_of(call), call.text, asker=call.user_id)


async def over_budget(call: Call) -> None:
    """The reason for going past the year's budget."""
    await desk.approve(
        call.deps,
        call.update_id,
        call.here,
        report_of(call),
        Decimal(call.args["amount"]),
        reason=call.text,
        asker=call.user_id,
    )


async def ask_reason(call: Call) -> None:
    await desk.ask_reason(call.deps, call.update_id, call.here, report_of(call))


async def reason(call: Call) -> str:
    """驳回: by a ready reason, or in the officer's words."""
    return await desk.reject(call.deps, call.update_id, call.here, report_of(call), _said(call), _asker(call))


async def ask_question(call: Call) -> None:
    await desk.ask_question(call.deps, call.update_id, call.here, report_of(call))


async def question(call: Call) -> str:
    """退回补充: with a ready question, or in the officer's words."""
    return await desk.give_back(call.deps, call.update_id, call.here, report_of(call), _said(call), _asker(call))


async def ask_revoke(call: Call) -> None:
    await desk.ask_revoke(call.deps, call.update_id, call.here, report_of(call))


async def revoke(call: Call) -> str:
    return await desk.revoke(call.deps, call.update_id, call.here, report_of(call), call.text, _asker(call))


async def ask_unsign(call: Call) -> None:
    await desk.ask_unsign(call.deps, call.update_id, call.here, report_of(call))


async def unsign(call: Call) -> str:
    """重议金额: the first signature is taken back."""
    return await desk.unsign(call.deps, call.update_id, call.here, report_of(call), call.text, _asker(call))


async def informed(call: Call) -> str:
    """已当面告知: what our message did not reach them with."""
    return await desk.informed(call.deps, call.update_id, call.here, report_of(call))


async def spare(call: Call) -> str:
    """先不告诉本人, 可以告诉本人了: of a report that a colleague made."""
    quiet = bool(call.args["quiet"])
    return await desk.spare(call.deps, call.update_id, call.here, report_of(call), quiet=quiet)


async def ask_note(call: Call) -> None:
    await desk.ask_note(call.deps, call.update_id, call.here, report_of(call))


async def note(call: Call) -> str:
    return await desk.note(call.deps, call.update_id, call.here, report_of(call), call.text, _asker(call))


async def details(call: Call) -> str:
    """详情: facts, evidence and history, in private."""
    return await desk.details(call.deps, call.update_id, call.here, report_of(call))


async def ask_delivery(call: Call) -> None:
    await desk.ask_delivery(call.deps, call.update_id, call.here, report_of(call))


async def deliver(call: Call) -> str:
    """登记已慰问: by a press, with a photo, or with a few words."""
    photo = None
    if file := call.attachment:
        photo = File(file.kind, file.file_id, file.unique_id, file.name, file.mime, file.size, VISIT_PHOTO)
    said = "" if "asker" in call.args and "choice" not in call.args else _said(call)
    return await desk.deliver(
        call.deps, call.update_id, call.here, report_of(call), photo=photo, words_said=said, asker=_asker(call)
    )


async def cancel(call: Call) -> str:
    return await desk.drop(call.deps, call.update_id, call.here, int(call.args["asker"]))


def _asker(call: Call) -> int:
    """Whose question this answers: the officer whom it named, else the one who types."""
    return int(call.args.get("asker", call.user_id))


def _said(call: Call) -> str | int:
    """What was typed, or which of the ready answers was pressed."""
    choice = call.args.get("choice")
    return call.text if choice is None else int(choice)


COMMANDS: Mapping[str, Handler] = {
    **desk_queue.COMMANDS,
    **desk_groups.COMMANDS,
    **desk_rules.COMMANDS,
    **desk_ledger.COMMANDS,
    **desk_payments.COMMANDS,
    **desk_settings.COMMANDS,
}

PRESSES: Mapping[str, Handler] = {
    "desk.approve": approve,
    "desk.other": other_amount,
    "desk.reject": ask_reason,
    "desk.reason": reason,
    "desk.return": ask_question,
    "desk.question": question,
    "desk.revoke": ask_revoke,
    "desk.note": ask_note,
    "desk.unsign": ask_unsign,
    "desk.informed": informed,
    "desk.spare": spare,
    "desk.details": details,
    "desk.deliver": ask_delivery,
    "desk.delivered": deliver,
    "desk.cancel": cancel,
    **desk_visits.PRESSES,
    **desk_payments.PRESSES,
    **desk_queue.PRESSES,
    **desk_groups.PRESSES,
    **desk_rules.PRESSES,
    **desk_settings.PRESSES,
}

PROMPTS: Mapping[str, Handler] = {
    name: partial(typed, handler)
    for name, handler in {
        "desk.amount": amount,
        "desk.over_budget": over_budget,
        "desk.reason": reason,
        "desk.question": question,
        "desk.revoked": revoke,
        "desk.noted": note,
        "desk.unsigned": unsign,
        "desk.delivery": deliver,
        **desk_visits.PROMPTS,
        **desk_payments.PROMPTS,
    }.items()
}
