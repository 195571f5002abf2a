"""Finds the chats where a branch's officers are told something, and checks who may act for the committee."""

from bot.core.errors import NotAllowed
from bot.core.people import Member, Role
from bot.core.queries import members
from bot.core.work.unit import Unit

HEADS = (Role.CHAIR, Role.OFFICER)


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
