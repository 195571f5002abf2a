"""/queue, the buttons under a report's card, and what officers type when the desk asks. Each is one service call.

Typed answers have in common: a way out, no forwarded words, and nothing asked in vain.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from bot.core.errors import BadInput, Stale, WennuanError
from bot.core.work.unit import AlreadyDone
from bot.desk import queueing as service
from bot.desk import use_cases as desk
from bot.desk.asking import leaves, overdue
from bot.desk.queueing import View
from bot.desk.rules.steps import VisitPlan
from bot.desk.texts import steps as steps_texts
from bot.reports.evidence import File
from bot.reports.texts import card as card_texts
from handlers.call import Call, Handler, unforwarded


def report_of(call: Call) -> int:
    return int(call.args["report"])


async def replied(call: Call) -> bool:
    """Words in answer to a card or to a question of the desk; False where they answer something else."""
    if call.replied_to is None or not call.text.strip() or call.text.startswith("/"):
        return False
    reply_to = None if call.private else call.message_id
    return await desk.take_reply(call.deps, call.update_id, call.here, call.replied_to, call.text, reply_to)


def awaited(handlers: Mapping[str, Handler]) -> dict[str, Handler]:
    """A table of `PROMPTS` of the desk's: each handler with what they have in common around it."""
    return {name: partial(_typed, handler) for name, handler in handlers.items()}


async def _typed(handler: Handler, call: Call) -> None:
    """Runs the handler of an awaited answer. Bad input is told and the question stays; a refusal takes it back."""
    unforwarded(call)
    if leaves(call.text):
        await desk.drop(call.deps, call.update_id, call.here, call.user_id)
        return
    if overdue(call.args, call.deps.clock.now()):
        await desk.drop(call.deps, call.update_id, call.here, call.user_id, Stale(card_texts.OVERDUE))
        return
    try:
        await handler(call)
    except (AlreadyDone, BadInput):
        raise
    except WennuanError as error:
        await desk.drop(call.deps, call.update_id, call.here, call.user_id, error)


async def queue(call: Call) -> None:
    """Lists what waits for the one who asks."""
    await service.queue(call.deps, call.update_id, call.here, View())


async def turn_queue(call: Call) -> None:
    """Another page, or another order, in the same message."""
    view = View(int(call.args["page"]), bool(call.args["by_kind"]))
    await service.queue(call.deps, call.update_id, call.here, view, call.message_id)


async def open_card(call: Call) -> str:
    return await service.open_card(call.deps, call.update_id, call.here, report_of(call))


async def queue_overview(call: Call) -> None:
    await service.overview(call.deps, call.update_id, call.here)


async def ask_visitor(call: Call) -> None:
    """安排慰问; or 再加一位同去, beside those who are chosen."""
    await desk.ask_visitor(call.deps, call.update_id, call.here, report_of(call), VisitPlan.read(call.args))


async def plan_visit(call: Call) -> str | None:
    """A name, a day, or 就这样安排, by a button; whoever asked, his question is closed."""
    asker = int(call.args.get("asker", call.user_id))
    return await desk.plan_visit(
        call.deps, call.update_id, call.here, report_of(call), VisitPlan.read(call.args), asker
    )


async def visit_said(call: Call) -> str | None:
    """Names, a day, or both, as they were typed."""
    return await desk.visit_said(
        call.deps, call.update_id, call.here, report_of(call), VisitPlan.read(call.args), call.text
    )


async def approve(call: Call) -> str | None:
    """同意: at the amount that the button names, or without one."""
    amount = Decimal(call.args["amount"]) if "amount" in call.args else None
    return await desk.approve(call.deps, call.update_id, call.here, report_of(call), amount)


async def other_amount(call: Call) -> None:
    await desk.ask_amount(call.deps, call.update_id, call.here, report_of(call))


async def amount(call: Call) -> None:
    """A typed amount."""
    await desk.approve(call.deps, call.update_id, call.here, report_of(call), call.text, asker=call.user_id)


async def approve_with_reason(call: Call) -> None:
    """The reason for going past the year's budget, past how often the clause gives it, or past its total of a year."""
    granted = call.args["amount"]
    await desk.approve(
        call.deps,
        call.update_id,
        call.here,
        report_of(call),
        None if granted is None else Decimal(granted),
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


async def told_in_person(call: Call) -> str:
    """已当面告知: what our message did not reach them with."""
    return await desk.told_in_person(call.deps, call.update_id, call.here, report_of(call))


async def spare_subject(call: Call) -> str:
    """先不告诉本人, 可以告诉本人了: of a report that a colleague made."""
    quiet = bool(call.args["quiet"])
    return await desk.spare_subject(call.deps, call.update_id, call.here, report_of(call), quiet=quiet)


async def ask_note(call: Call) -> None:
    await desk.ask_note(call.deps, call.update_id, call.here, report_of(call))


async def note(call: Call) -> str:
    return await desk.note(call.deps, call.update_id, call.here, report_of(call), call.text, _asker(call))


async def details(call: Call) -> str:
    """详情: facts, evidence and history, in private."""
    return await desk.details(call.deps, call.update_id, call.here, report_of(call))


async def ask_delivery(call: Call) -> None:
    await desk.ask_delivery(call.deps, call.update_id, call.here, report_of(call))


async def deliver_pressed(call: Call) -> str:
    """直接登记, or one of the ready words of a mediation."""
    said = int(call.args["choice"]) if "choice" in call.args else ""
    return await desk.deliver(
        call.deps, call.update_id, call.here, report_of(call), words_said=said, asker=_asker(call)
    )


async def deliver_typed(call: Call) -> str:
    """登记已慰问 with a photo, a few words, or both."""
    photo = None
    if file := call.attachment:
        photo = File(file.kind, file.file_id, file.unique_id, file.name, file.mime, file.size, steps_texts.VISIT_PHOTO)
    return await desk.deliver(
        call.deps, call.update_id, call.here, report_of(call), photo=photo, words_said=call.text, asker=_asker(call)
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
    "queue": queue,
}


PRESSES: Mapping[str, Handler] = {
    "queue": queue,
    "queue.page": turn_queue,
    "queue.open": open_card,
    "queue.overview": queue_overview,
    "desk.assign": ask_visitor,
    "desk.visitor": plan_visit,
    "desk.visit_on": plan_visit,
    "desk.approve": approve,
    "desk.other": other_amount,
    "desk.reject": ask_reason,
    "desk.reason": reason,
    "desk.return": ask_question,
    "desk.question": question,
    "desk.revoke": ask_revoke,
    "desk.note": ask_note,
    "desk.unsign": ask_unsign,
    "desk.informed": told_in_person,
    "desk.spare": spare_subject,
    "desk.details": details,
    "desk.deliver": ask_delivery,
    "desk.delivered": deliver_pressed,
    "desk.cancel": cancel,
}


PROMPTS: Mapping[str, Handler] = awaited(
    {
        "desk.visitor_named": visit_said,
        "desk.visit_day": visit_said,
        "desk.amount": amount,
        "desk.over_budget": approve_with_reason,
        "desk.reason": reason,
        "desk.question": question,
        "desk.revoked": revoke,
        "desk.noted": note,
        "desk.unsigned": unsign,
        "desk.delivery": deliver_typed,
    }
)
