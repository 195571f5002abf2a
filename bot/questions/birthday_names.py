"""Whose birthdays a month has, for an officer who asks in words: of the branches whose list `/birthdays` shows him."""

from datetime import date, timedelta

from bot.birthdays import week
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.questions.texts import officers as texts

MOST = 30


async def of(deps: Deps, officer: Member, month: date) -> str:
    """A line for each. `month`: its first day."""
    following = (month + timedelta(days=31)).replace(day=1)
    async with unit(deps) as u:
        seen = await week.view(u, officer, month, (following - month).days)
    several = len(seen.branch_ids) > 1
    lines = [texts.born(one.day, one.name, one.branch if several else "") for one in seen.found[:MOST]]
    return texts.birthdays(seen.title, month.month, lines, len(seen.found) - len(lines))
