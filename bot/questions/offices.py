"""Who holds an office that a member asks about, and what it looks after: 经审 is not answered with the whole board."""

import re
from collections.abc import Sequence
from datetime import date

from bot.core.people import Member, Role
from bot.core.queries import members
from bot.questions.texts import offices as texts
from bot.store.engine import Tx

TURN_TO = texts.TURN_TO
MOST = 2  # posts answered in one message, and officers whom a word is passed on to


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


async def matters_go_to(tx: Tx, asker: Member, today: date, about: str = "") -> list[Member]:
    """Whom a word of the member's goes to: the officers of his branch, its chair with them. Whom the word itself is
    about never has it alone: then it goes to the others, and where there are none to the committee."""
    committee = (await members.committee(tx)).id
    for branch in (asker.branch_id, committee):
        held = await members.officers(tx, branch, today, Role.OFFICER, Role.CHAIR)
        reached = [one for one in held if one.telegram_id and one.id != asker.id]
        if free := [one for one in reached if not _is_about(about, one, branch)]:
            return sorted(free, key=lambda one: bool(one.office_in(branch, Role.CHAIR)))[:MOST]
    return []


async def matter_goes_to(tx: Tx, asker: Member, today: date, about: str = "") -> Member | None:
    """Who answers a question of the member's: the first of those."""
    return next(iter(await matters_go_to(tx, asker, today, about)), None)


def _is_about(said: str, officer: Member, branch: int) -> bool:
    """Whether words name an officer, by his name, his surname and post, or his post alone."""
    chairs = bool(officer.office_in(branch, Role.CHAIR))
    post = "主席" if chairs else "委员|干部"
    surname = officer.name[0]
    return (
        officer.name in said
        or bool(re.search(f"姓{surname}(?!名)|{surname}(?:{post})", said))
        or (chairs and bool(re.search(r"(?<!副)主席", said)))
    )
