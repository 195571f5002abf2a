"""A plain wish about a report is fulfilled, not explained: the form opens, or “确定撤回吗” is asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.core.kinds import Kind
from bot.core.work.unit import Deps
from bot.reports import use_cases as reports

if TYPE_CHECKING:
    from knowledge.reading.model import Reading


async def met(deps: Deps, update_id: int, telegram_id: int, reading: "Reading | None", said: Sequence[str]) -> bool:
    """Whether the message was such a wish, and something was done about it. `said`: the talk, this message last; it
    fills the form in. Raises NotAllowed for strangers."""
    wish = reading.wish if reading else None
    kind = Kind(wish.kind) if wish and wish.kind else None
    match wish.wanted if wish else None:
        case "report" if kind:
            await reports.start(deps, update_id, telegram_id, kind, said)
        case "report":
            await reports.choose(deps, update_id, telegram_id)
        case "withdraw":
            await reports.wish_to_withdraw(deps, update_id, telegram_id, kind, latest=bool(wish and wish.latest))
        case _:
            return False
    return True
