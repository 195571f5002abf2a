"""Whose accounts: a branch by a part of its name, for the command line."""

from bot.domain.errors import BadInput
from bot.domain.people import Branch
from bot.services.base import Deps
from bot.store import members


async def branch_named(deps: Deps, name: str) -> Branch:
    """Raises BadInput, with the names there are, unless exactly one branch fits."""
    async with deps.store.read() as tx:
        known = await members.all_branches(tx)
    found = [branch for branch in known if branch.name == name] or [branch for branch in known if name in branch.name]
    if len(found) != 1:
        raise BadInput(f"没认出是哪个工会。现有：{'、'.join(branch.name for branch in known)}。")
    return found[0]
