"""Becoming known: /bind, the buttons under a claim, and /member for officers. Links come in by /start."""

from bot.core.errors import BadInput
from bot.members import accounts, binding, claiming
from bot.members.texts import binding as texts
from handlers import questions
from handlers.call import Call, Handler, personal


async def bind(call: Call) -> None:
    """`/bind` asks for name and staff number; `/bind 王建国 1024` has them already."""
    words = " ".join(call.args.get("words", []))
    if words:
        await binding.claim(call.deps, call.update_id, call.user_id, words, call.account)
    else:
        await binding.ask_claim(call.deps, call.update_id, call.user_id)


async def claim(call: Call) -> None:
    """The name and staff number that were asked for; a question meanwhile is a question."""
    if binding.is_question(call.deps, call.text):
        await questions.ask(call)
        return
    await binding.claim(call.deps, call.update_id, call.user_id, call.text, call.account)


async def unasked(call: Call) -> None:
    """A stranger writes a name with a staff number, as the union's paper may have told him: he hears of /bind."""
    if not await binding.point_to_claim(call.deps, call.update_id, call.user_id, call.text):
        await questions.ask(call)


async def confirm(call: Call) -> str:
    return await _decide(call, confirmed=True)


async def refuse(call: Call) -> str:
    return await _decide(call, confirmed=False)


async def look(call: Call) -> str:
    """看是谁: whole name and number, to the officer alone."""
    return await claiming.look(call.deps, call.update_id, call.here, int(call.args["member"]))


async def _decide(call: Call, *, confirmed: bool) -> str:
    await binding.decide(call.deps, call.update_id, call.user_id, int(call.args["claim"]), confirmed=confirmed)
    return texts.CONFIRMED if confirmed else texts.REFUSED


async def disown(call: Call) -> None:
    """不是我: another's link was opened."""
    await binding.disown(call.deps, call.update_id, call.user_id)


async def member(call: Call) -> None:
    """`/member 1024`: an officer looks a member's account up."""
    words = "".join(call.args.get("words", []))
    if not words:
        raise BadInput(texts.MEMBER_USAGE)
    await accounts.look(call.deps, call.update_id, call.user_id, words)


async def invite(call: Call) -> None:
    """发一条绑定链接."""
    name = call.bot.username if call.bot else ""
    await accounts.invite(call.deps, call.update_id, call.user_id, int(call.args["member"]), name)


async def ask_unbind(call: Call) -> None:
    await accounts.ask_unbind(call.deps, call.update_id, call.user_id, int(call.args["member"]), call.message_id)


async def unbind(call: Call) -> str:
    """确定解除."""
    member_id, account = int(call.args["member"]), str(call.args["account"])
    return await accounts.unbind(call.deps, call.update_id, call.user_id, member_id, account, call.message_id)


COMMANDS: dict[str, Handler] = {"bind": personal(bind), "member": personal(member)}
PRESSES: dict[str, Handler] = {
    "bind.confirm": confirm,
    "bind.refuse": refuse,
    "bind.look": look,
    "bind.disown": disown,
    "account.invite": invite,
    "account.ask": ask_unbind,
    "account.unbind": unbind,
}
PROMPTS: dict[str, Handler] = {binding.PROMPT: claim}
