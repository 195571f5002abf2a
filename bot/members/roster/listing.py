"""The roster as lines for the operator."""

from bot.core.clock import local_date
from bot.core.people import TITLES
from bot.core.work import branches
from bot.core.work.unit import Deps
from bot.members.queries import roster

STATUSES = {"active": "在册", "retired": "已退休", "left": "已调离", "deceased": "已故"}


async def lines(deps: Deps, branch: str | None = None, *, everyone: bool = False) -> list[tuple[str, ...]]:
    """工号, 姓名, 基层工会, 生日, 状态, 绑定, 职务: by branch and number. `branch`: its name or a part of it."""
    today = local_date(deps.clock.now())
    async with deps.store.read() as tx:
        names = [one.name for one in await branches.matching(tx, branch)]
        known = await roster.known(tx, names, [], today)
    return [
        (
            member.staff_no,
            member.name,
            member.branch,
            str(member.birthday or ""),
            STATUSES[member.status],
            "已绑定" if member.telegram_id else "",
            "、".join(TITLES[role] for role in sorted(member.roles)),
        )
        for member in sorted(known, key=lambda one: (one.branch, one.staff_no))
        if everyone or member.status == "active"
    ]
