"""Where something is put before a branch's officers."""

from bot.domain.people import Role
from bot.services.base import Unit
from bot.store import members

HEADS = (Role.CHAIR, Role.OFFICER)


async def chats_of_heads(u: Unit, branch_id: int, *, but: int | None = None) -> list[int]:
    """The branch's group; without one its chair and officers in private; without them the committee's, likewise.

    `but`: a member who is not told in private, for it is about him.
    """
    for branch in (await members.branch(u.tx, branch_id), await members.committee(u.tx)):
        if branch.group_chat_id:
            return [branch.group_chat_id]
        found = await members.officers(u.tx, branch.id, u.today, *HEADS)
        if private := [one.telegram_id for one in found if one.telegram_id and not one.blocked and one.id != but]:
            return private
    return []
