"""Looks up what a pressed button means, answers with a refusal, and settles updates that ask for nothing."""

from bot.core.errors import Stale, WennuanError
from bot.core.messages import Act, Outgoing, Priority
from bot.core.queries import dialogue as store
from bot.core.work.unit import Deps, unit


async def act_of(deps: Deps, token: str, chat_id: int) -> Act:
    """Raises Stale when the button is unknown here: forged, foreign, or swept away by age."""
    async with deps.store.read() as tx:
        found = await store.act_of(tx, token, chat_id)
    if found is None:
        raise Stale("这个按钮已经失效了。请发 /start 重新打开菜单。")
    return found


async def refuse(deps: Deps, chat_id: int, error: WennuanError, update_id: int, reply_to: int | None = None) -> None:
    """Tells a person why something was not done; the update is settled with it."""
    async with unit(deps, update_id) as u:
        await u.say(Outgoing(chat_id, str(error), reply_to=reply_to, priority=Priority.INTERACTIVE))


async def settle(deps: Deps, update_id: int) -> None:
    """Marks an update done that asks for nothing."""
    async with unit(deps, update_id):
        pass
