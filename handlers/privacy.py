"""/privacy, /export, and deletion at one's own wish."""

from telegram.error import Forbidden, TelegramError

from bot.domain.errors import NotAllowed, WennuanError
from bot.domain.texts import privacy as texts
from bot.services import dialogue, privacy
from handlers.call import Call, Handler
from handlers.guards import personal


class Undeliverable(WennuanError):
    """文件没有发出去。请稍后再发一次 /export。"""


async def tell(call: Call) -> None:
    """/privacy: what is kept, why, how long, who sees it."""
    await privacy.tell(call.deps, call.update_id, call.user_id)


async def export(call: Call) -> None:
    """/export: two files with everything that is kept of the asker."""
    if call.bot is None:
        raise Undeliverable(Undeliverable.__doc__)
    made = await privacy.export(call.deps, call.user_id)
    try:
        await call.bot.send_document(call.user_id, made.text, filename="我的资料.txt", caption=texts.EXPORTED)
        await call.bot.send_document(call.user_id, made.json, filename="我的资料.json")
    except Forbidden as error:
        raise NotAllowed("我给您的私聊消息送不到。请先点我的头像，发一次 /start，再发 /export。") from error
    except TelegramError as error:
        raise Undeliverable(Undeliverable.__doc__) from error
    await dialogue.settle(call.deps, call.update_id)


async def erase(call: Call) -> None:
    """申请删除我的资料: asks once more."""
    await privacy.ask_erase(call.deps, call.update_id, call.user_id)


async def confirm(call: Call) -> None:
    await privacy.request_erase(call.deps, call.update_id, call.user_id)


async def stay(call: Call) -> None:
    """不删了."""
    await privacy.cancel_erase(call.deps, call.update_id, call.user_id)


COMMANDS: dict[str, Handler] = {"privacy": personal(tell), "export": personal(export)}
WORDS: dict[str, Handler] = {}
PRESSES: dict[str, Handler] = {
    "privacy.export": export,
    "privacy.erase": erase,
    "privacy.confirm": confirm,
    "privacy.stay": stay,
}
PROMPTS: dict[str, Handler] = {}
