"""Settles whose a document is: the committee's own, unless somebody says that it came from above, or is a branch's."""

from bot.core.messages import Act, Button, Keyboard
from bot.core.queries import members
from bot.core.work.branches import head_of_committee
from bot.core.work.unit import Deps, unit
from bot.notices import putting, reviewing, texts
from knowledge.inforce import Level

OF, OWN = "notice.of", "notice.own"
PAGE = 8  # branches


async def above(deps: Deps, update_id: int, telegram_id: int, notice_id: int) -> str:
    """It is a document from above: the branches' and the committee's go before it, within its ceilings."""
    return await _settle(deps, update_id, telegram_id, notice_id, Level.ABOVE)


async def own(deps: Deps, update_id: int, telegram_id: int, notice_id: int) -> str:
    """It is the committee's after all."""
    return await _settle(deps, update_id, telegram_id, notice_id, Level.COMMITTEE)


async def of_branch(deps: Deps, update_id: int, telegram_id: int, notice_id: int, branch_id: int) -> str:
    """It binds this branch alone, and goes before the committee's within its ceilings."""
    return await _settle(deps, update_id, telegram_id, notice_id, Level.BRANCH, branch_id)


async def _settle(
    deps: Deps, update_id: int, telegram_id: int, notice_id: int, level: Level, branch_id: int | None = None
) -> str:
    async with unit(deps, update_id) as u:
        await head_of_committee(u, telegram_id, texts.NOT_COMMITTEE)
        branch = await members.branch(u.tx, branch_id) if branch_id else None
        await reviewing.settle_level(u, notice_id, level, branch_id)
        back = Button(texts.OWN, Act(OWN, {"notice": notice_id}))
        settled = texts.settled(level.value, branch.name if branch else "")
        await putting.say(u, telegram_id, settled, ((back,),) if level is not Level.COMMITTEE else ())
    return texts.NOTED


async def ask_branch(deps: Deps, update_id: int, telegram_id: int, notice_id: int, page: int) -> str:
    """这是基层工会自己的: which one."""
    async with unit(deps, update_id) as u:
        await head_of_committee(u, telegram_id, texts.NOT_COMMITTEE)
        await reviewing.get(u, notice_id)
        branches = [(one.id, one.name) for one in await members.all_branches(u.tx) if not one.committee]
        await putting.say(u, telegram_id, texts.WHICH_BRANCH, _choices(notice_id, branches, page))
    return ""


def _choices(notice_id: int, branches: list[tuple[int, str]], page: int) -> Keyboard:
    shown = branches[page * PAGE : (page + 1) * PAGE]
    rows = [(Button(name, Act(OF, {"notice": notice_id, "branch": branch})),) for branch, name in shown]
    turns = [(texts.BACK, page - 1)] if page else []
    turns += [(texts.ON, page + 1)] if (page + 1) * PAGE < len(branches) else []
    turn = tuple(Button(label, Act(putting.BRANCH, {"notice": notice_id, "page": number})) for label, number in turns)
    return (*rows, turn) if turn else tuple(rows)
