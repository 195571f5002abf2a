"""/privacy, /export, and deletion at one's own wish."""

from bot.core.work import unit
from bot.privacy import own_data as privacy
from bot.privacy.texts import members as texts
from handlers.call import Call, Handler, personal
from handlers.files import hand_over


async def tell(call: Call) -> None:
    """/privacy: what is kept, why, how long, who sees it."""
    await privacy.tell(call.deps, call.update_id, call.user_id)


async def export(call: Call) -> None:
    """/export: two files with everything that is kept of the asker."""
    made = await privacy.export(call.deps, call.user_id)
    await hand_over(call, made.text, texts.TEXT_FILE, texts.EXPORTED, again=texts.EXPORT_AGAIN)
    await hand_over(call, made.json, texts.DATA_FILE, again=texts.EXPORT_AGAIN)
    await unit.settle(call.deps, call.update_id)


async def erase(call: Call) -> None:
    """申请删除我的资料: asks once more."""
    await privacy.ask_erase(call.deps, call.update_id, call.user_id)


async def confirm(call: Call) -> None:
    await privacy.request_erase(call.deps, call.update_id, call.user_id)


async def stay(call: Call) -> None:
    """不删了."""
    await privacy.cancel_erase(call.deps, call.update_id, call.user_id)


COMMANDS: dict[str, Handler] = {"privacy": personal(tell), "export": personal(export)}
PRESSES: dict[str, Handler] = {
    "privacy": tell,
    "privacy.export": export,
    "privacy.erase": erase,
    "privacy.confirm": confirm,
    "privacy.stay": stay,
}
