"""Becoming known: /bind and the buttons under a claim. The link itself comes in by /start (handlers.menu)."""

from bot.domain.texts import binding as texts
from bot.services import binding
from handlers import answering
from handlers.call import Call, Handler
from handlers.guards import personal


async def bind(call: Call) -> None:
    """`/bind` asks for name and staff number; `/bind 王建国 1024` has them already."""
    words = " ".join(call.args.get("words", []))
    if words:
        await binding.claim(call.deps, call.update_id, call.user_id, words, call.user_name)
    else:
        await binding.ask_claim(call.deps, call.update_id, call.user_id)


async def claim(call: Call) -> None:
    """The name and staff number that were asked for; a question meanwhile is a question."""
    if binding.is_question(call.text):
        await answering.ask(call)
        return
    await binding.claim(call.deps, call.update_id, call.user_id, call.text, call.user_name)


async def confirm(call: Call) -> str:
    return await _decide(call, confirmed=True)


async def refuse(call: Call) -> str:
    return await _decide(call, confirmed=False)


async def _decide(call: Call, *, confirmed: bool) -> str:
    claim_id, account = int(call.args["claim"]), str(call.args["account"])
    await binding.decide(call.deps, call.update_id, call.user_id, claim_id, account, confirmed=confirmed)
    return texts.CONFIRMED if confirmed else texts.REFUSED


async def disown(call: Call) -> None:
    """不是我: another's link was opened."""
    await binding.disown(call.deps, call.update_id, call.user_id)


COMMANDS: dict[str, Handler] = {"bind": personal(bind)}
WORDS: dict[str, Handler] = {}
PRESSES: dict[str, Handler] = {"bind.confirm": confirm, "bind.refuse": refuse, "bind.disown": disown}
PROMPTS: dict[str, Handler] = {binding.PROMPT: claim}
