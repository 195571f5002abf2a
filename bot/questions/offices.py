"""Who holds an office that a member asks about, and what it looks after: 经审 is not answered with the whole board."""

from collections.abc import Sequence
from datetime import date

from bot.core.people import Member, Role
from bot.core.queries import members
from bot.questions.texts import offices as texts
from bot.store.engine import Tx

TURN_TO = texts.TURN_TO
MOST = 2  # posts answered in one message


def named(text: str) -> list[texts.Post]:
    """The posts that a text names, each part of it counted once."""
    found = []
    for post in texts.POSTS:
        if post.called.search(text):
            found.append(post)
            text = post.called.sub("，", text)
    return found[:MOST]


async def lines(tx: Tx, member: Member, asked: Sequence[texts.Post], today: date, *, duty: bool) -> list[str]:
    """A sentence or two for each: who holds it in the member's branch, and (`duty`) what it looks after."""
    branch = await members.branch(tx, member.branch_id)
    said = []
    for post in asked:
        if duty:
            said.append(texts.looks_after(post))
        held = await members.officers(tx, member.branch_id, today, post.role) if post.role else []
        said.append(texts.holds(branch.name, post.title, "、".join(one.name for one in held)))
    return ["".join(said), TURN_TO]


async def worries_go_to(tx: Tx, asker: Member, today: date) -> Member | None:
    """The branch's mediator, else its chair, else any officer who can be reached."""
    for role in (Role.MEDIATOR, Role.CHAIR, Role.OFFICER):
        for officer in await members.officers(tx, asker.branch_id, today, role):
            if officer.telegram_id and officer.id != asker.id:
                return officer
    return None
