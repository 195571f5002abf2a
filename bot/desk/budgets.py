"""A branch's yearly budget: set and looked at by its own chair or treasurer. `approving` asks for a reason past it."""

from decimal import Decimal

from bot.core.errors import BadInput, NotAllowed
from bot.core.messages import Outgoing, Priority
from bot.core.people import Branch, Member, Role
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.texts import branch as texts
from bot.reports.case import Here
from bot.reports.queries import desk
from bot.store import history

_KEEPERS = (Role.CHAIR, Role.TREASURER)


async def set_budget(deps: Deps, update_id: int, here: Here, named: str, year: int, amount: Decimal) -> None:
    """`named`: words of the branch's name, which who keeps several has to give; else empty."""
    async with unit(deps, update_id) as u:
        who, kept = await _kept(u, here, named)
        if len(kept) > 1:
            raise BadInput(texts.which_budget([each.name for each in kept]))
        (branch,) = kept
        await write_budget(u, branch, year, amount, who.id)
        await u.say(Outgoing(here.chat_id, texts.budget_set(branch.name, year, amount), priority=Priority.INTERACTIVE))


async def write_budget(u: Unit, branch: Branch, year: int, amount: Decimal, actor_id: int | None) -> None:
    await desk.set_budget(u.tx, branch.id, year, amount)
    entry = history.Entry("branch", branch.id, "budget", actor_id, after=str(year), amount=amount)
    await history.append(u.tx, entry, u.now)


async def show_budget(deps: Deps, update_id: int, here: Here, named: str = "") -> None:
    """This year's budget and what is granted of it, a line for each branch that he keeps."""
    async with unit(deps, update_id) as u:
        _who, kept = await _kept(u, here, named)
        lines = [await _stand(u, branch) for branch in kept]
        text = "\n".join([*lines, texts.BUDGET_USAGE, *([texts.BUDGET_OF_SEVERAL] if len(kept) > 1 else [])])
        await u.say(Outgoing(here.chat_id, text, priority=Priority.INTERACTIVE))


async def _stand(u: Unit, branch: Branch) -> str:
    year = u.today.year
    budget = await desk.budget(u.tx, branch.id, year)
    return texts.budget(branch.name, year, budget, await desk.granted_in(u.tx, branch.id, year))


async def _kept(u: Unit, here: Here, named: str) -> tuple[Member, list[Branch]]:
    """Whoever asks, and the branches whose budget he keeps: in a group the one whose group it is, else those that he
    names, or all. Raises NotAllowed where there is none, BadInput for a name of no such branch."""
    who = await u.member(here.telegram_id)
    ids = dict.fromkeys(office.branch_id for office in who.offices if office.role in _KEEPERS)
    if not ids:
        raise NotAllowed(texts.PURSE_ONLY)
    all_kept = [await members.branch(u.tx, each) for each in ids]
    kept = [branch for branch in all_kept if here.private or branch.group_chat_id == here.chat_id]
    if not kept:
        raise NotAllowed(texts.PURSE_PLACE)
    found = [branch for branch in kept if named in branch.name]
    if not found:
        raise BadInput(texts.which_budget([branch.name for branch in kept]))
    return who, found
