"""What all typed answers to the desk have in common: a way out, no forwarded words, and nothing asked in vain."""

from collections.abc import Mapping
from functools import partial

from bot.core.errors import BadInput, Stale, WennuanError
from bot.core.work.unit import AlreadyDone
from bot.desk import use_cases as desk
from bot.desk.asking import leaves, overdue
from bot.reports.texts import card as texts
from handlers.call import Call, Handler
from handlers.guards import unforwarded


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
        await desk.drop(call.deps, call.update_id, call.here, call.user_id, Stale(texts.OVERDUE))
        return
    try:
        await handler(call)
    except (AlreadyDone, BadInput):
        raise
    except WennuanError as error:
        await desk.drop(call.deps, call.update_id, call.here, call.user_id, error)
