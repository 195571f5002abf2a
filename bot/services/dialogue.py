"""Finding out what a pressed button or a typed line belongs to, and refusing civilly."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.domain.errors import Stale, WennuanError
from bot.domain.messages import Act, Outgoing, Priority
from bot.domain.reports import Status
from bot.services.base import Deps, unit
from bot.store import dialogue as store
from bot.store import members
from bot.store import tables as t


_WAITING = (Status.DRAFT, Status.RETURNED)  # reports to which the reporter's next words may belong


@dataclass(frozen=True)
class Standing:
    """What a private line may belong to, before it is taken for a question."""

    prompt: Act | None
    filling: bool  # a form is open, or a returned report waits for an answer


async def standing(deps: Deps, chat_id: int, telegram_id: int) -> Standing:
    async with deps.store.read() as tx:
        prompt = await store.expected(tx, chat_id, telegram_id)
        draft = (
            select(t.reports.c.id)
            .join(t.members, t.members.c.id == t.reports.c.reporter_id)
            .where(t.members.c.telegram_id == telegram_id, t.reports.c.status.in_(_WAITING))
        )
        return Standing(prompt, await tx.value(draft) is not None)


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


async def group_of_branch(deps: Deps, chat_id: int) -> bool:
    """Whether this chat is a branch's officers' group."""
    async with deps.store.read() as tx:
        return await members.branch_of_group(tx, chat_id) is not None
