"""Whom a member can turn to, by name: the officers of his branch, who holds an office, who is above them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.core.people import TITLES, Member, Role
from bot.core.queries import members
from bot.core.texts import own_affairs as texts
from bot.questions import offices
from bot.questions.texts import officers as officer_texts
from bot.store.engine import Tx

if TYPE_CHECKING:
    from knowledge import Answer

_RANKS = (Role.CHAIR, Role.OFFICER, Role.MEDIATOR)
_ELSE = frozenset({"other", "date", "place", "response", "phone", "urgent"})  # how somebody is reached
_OF_DUTY = frozenset({"duty", "comparison"})
_BESIDE = frozenset({"proxy", "amount"})  # asked of whoever it may be: nobody is named
_AWAY = "away"  # whoever he names is not there


async def whom_to_ask(tx: Tx, member: Member, found: "Answer", today: date) -> list[str]:
    """Who holds the office that he asks about and what it looks after; else all officers of his branch."""
    posts = offices.named(found.reading.text) if found.reading else []
    if found.facets and _BESIDE.issuperset(found.facets):
        return []
    if "count" in found.facets:
        branch = await members.branch(tx, member.branch_id)
        held = await offices.lines(tx, member, posts, today, duty=False) if posts else []
        return [officer_texts.headcount(branch.name, await members.count(tx, branch.id)), *held[:-1]]
    away = {post.role for post in posts} if _AWAY in found.facets else set()
    if not posts or away or "split" in found.facets:
        return [await _officers(tx, member, today, [role for role in _RANKS if role not in away])]
    lines = await offices.lines(tx, member, posts, today, duty=bool(_OF_DUTY & set(found.facets)))
    return lines if _ELSE.isdisjoint(found.facets) else lines[:-1]  # what else he asks has words of its own


async def _officers(tx: Tx, member: Member, today: date, ranks: Sequence[Role]) -> str:
    """The officers of his branch of these ranks, himself left out, the chair first."""
    branch = await members.branch(tx, member.branch_id)
    holders = [one for one in await members.officers(tx, member.branch_id, today, *ranks) if one.id != member.id]
    offices = [(office.role, one.name) for one in holders if (office := one.office_in(member.branch_id, *ranks))]
    offices.sort(key=lambda pair: _RANKS.index(pair[0]))
    return texts.place(branch.name, [(TITLES[role], name) for role, name in offices])


async def handlers(tx: Tx, member: Member, today: date) -> str:
    """Who deals with reports in his branch."""
    held = await members.officers(tx, member.branch_id, today, Role.CHAIR, Role.OFFICER)
    return texts.handlers([(TITLES[_role(one, member.branch_id)], one.name) for one in held if one.id != member.id])


def _role(who: Member, branch_id: int) -> Role:
    """The first of his ranks there."""
    return next(role for role in _RANKS if who.office_in(branch_id, role))


async def committee(tx: Tx, today: date) -> list[str]:
    """By name, who is above all branches."""
    above = await members.committee(tx)
    names = [one.name for one in await members.officers(tx, above.id, today, *_RANKS)]
    return [texts.above(above.name, names)] if names else []
