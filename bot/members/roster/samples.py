"""Sample people of the sandbox that an older version let into a union's roster: taken out of it again."""

from dataclasses import replace

from bot.core.people import MemberStatus
from bot.core.work.unit import Unit
from bot.members.queries import roster
from bot.members.roster.applying import write
from bot.members.rules.roster import Row
from bot.members.rules.roster_plan import Change, Known, Plan, What
from bot.store import installation


async def drop(u: Unit) -> tuple[int, int]:
    """They leave as any member does: account unbound, offices ended, buttons dead; the history stays.

    Returns how many people, and how many branches gave back a chat of the sandbox.
    """
    numbers = await installation.active_samples(u.tx)
    found = await roster.known(u.tx, (), numbers, u.today)
    await write(u, Plan(tuple(_leaving(one) for one in found), (), (), 0))
    return len(found), await installation.unpair_sample_groups(u.tx)


def _leaving(known: Known) -> Change:
    row = Row(0, known.staff_no, known.name, known.branch, known.birthday, MemberStatus.LEFT, frozenset(), None, None)
    return Change(What.LEAVING, replace(row, phone_tail=known.phone_tail), known, frozenset({"status"}))
