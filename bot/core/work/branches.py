"""A branch by its name or a part of it, the chats where its officers hear, and who may act for the committee."""

from collections.abc import Sequence
from difflib import get_close_matches

from bot.core.errors import NotAllowed, NotFound
from bot.core.people import Branch, Member, Role
from bot.core.queries import members
from bot.core.texts import inputs as texts
from bot.core.work.unit import Unit
from bot.store.engine import Tx

COMMITTEE = "工委"
SHOWN = 10  # names in one sentence
HEADS = (Role.CHAIR, Role.OFFICER)


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


def leads_committee(who: Member) -> bool:
    """Whether he is the committee's chair or one of its officers."""
    return any(office.committee and office.role in HEADS for office in who.offices)


async def head_of_committee(u: Unit, telegram_id: int, refusal: str) -> Member:
    """Who is behind this account. Raises NotAllowed with `refusal` for all but the committee's chair and officers."""
    who = await u.member(telegram_id)
    if not leads_committee(who):
        raise NotAllowed(refusal)
    return who


async def chats_of_officers(
    u: Unit, branch_id: int, *, but: int | None = None, refused: int | None = None
) -> list[int]:
    """The branch's group; without one its chair and officers in private; without them the committee's, likewise.

    `but`: a member who is not told in private, for it is about him. `refused`: a chat that does not take it.
    """
    for branch in (await members.branch(u.tx, branch_id), await members.committee(u.tx)):
        if branch.group_chat_id and branch.group_chat_id != refused:
            return [branch.group_chat_id]
        found = await members.officers(u.tx, branch.id, u.today, *HEADS)
        chats = [one.telegram_id for one in found if one.telegram_id and not one.blocked and one.id != but]
        if private := [chat for chat in chats if chat != refused]:
            return private
    return []
