"""A branch by its name or a part of it, as commands and officers write it; a wrong one is told which there are."""

from collections.abc import Sequence
from difflib import get_close_matches

from bot.core.errors import NotFound
from bot.core.people import Branch
from bot.core.queries import members
from bot.core.texts import branches as texts
from bot.store.engine import Tx

COMMITTEE = "工委"
SHOWN = 10  # names in one sentence


async def named(tx: Tx, name: str) -> Branch:
    """The branch of that name, or the only one whose name holds it; “工委” is the committee. Raises NotFound."""
    found = await matching(tx, name)
    if len(found) != 1:
        raise NotFound(texts.several(name, [branch.name for branch in found][:SHOWN]))
    return found[0]


async def matching(tx: Tx, part: str | None) -> list[Branch]:
    """Every branch whose name holds `part` (None: all), or the one of that very name. Raises NotFound for none."""
    known = await members.all_branches(tx)
    if part is None:
        return known
    if part == COMMITTEE:
        return [branch for branch in known if branch.committee]
    exact = [branch for branch in known if branch.name == part]
    if found := exact or [branch for branch in known if part and part in branch.name]:
        return found
    raise NotFound(texts.unknown(part, _near(part, [branch.name for branch in known]), len(known)))


def _near(part: str, names: Sequence[str]) -> list[str]:
    """All of a few; of many those that look like it, if any do."""
    return list(names) if len(names) <= SHOWN else get_close_matches(part, names, SHOWN, 0.4) or list(names[:SHOWN])
