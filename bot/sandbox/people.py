"""The sample roster as accounts and groups of the stand-in."""

from dataclasses import replace
from datetime import date

from bot.birthdays import rules
from bot.birthdays.rules import Feb29, parse_birthday
from bot.core.installation import BRANCH_A as BRANCH_A
from bot.core.installation import BRANCH_B as BRANCH_B
from bot.core.installation import BRANCHES as BRANCHES
from bot.core.installation import COMMITTEE as COMMITTEE
from bot.core.installation import GROUP_CHATS as GROUP_CHATS
from bot.core.installation import MEMBER_GROUPS as MEMBER_GROUPS
from bot.core.installation import SAMPLE_ROSTER as SAMPLE_ROSTER
from bot.core.installation import RosterRow
from bot.sandbox.model import BOT_ID, Chat, Person

STRANGER = Person(1901, "路人小何", "stranger", username="passerby_he")
_OFFICERS = ("chair", "officer", "treasurer", "mediator", "committee")


def sample_people() -> list[Person]:
    """The accounts of the bound roster members, who have all started the bot, and one stranger, who has not."""
    bound = [
        Person(
            row.telegram_id,
            row.name,
            row.role,
            row.branch,
            row.birthday,
            f"member_{row.staff_no.lower()}",
            started=True,
        )
        for row in SAMPLE_ROSTER
        if row.telegram_id is not None
    ]
    return [*bound, replace(STRANGER)]


def sample_groups() -> list[Chat]:
    """The officers' group of each branch and of the committee, and a group for all the members of each branch."""
    groups = []
    for branch, chat_id in GROUP_CHATS.items():
        officers = [row for row in SAMPLE_ROSTER if row.branch == branch and row.role in _OFFICERS]
        groups.append(
            _group(chat_id, f"{branch}·干部群" if branch != COMMITTEE else f"{COMMITTEE}·工作群", branch, officers)
        )
    for branch, chat_id in MEMBER_GROUPS.items():
        groups.append(
            _group(chat_id, f"{branch}·会员群", branch, [row for row in SAMPLE_ROSTER if row.branch == branch])
        )
    return groups


def _group(chat_id: int, title: str, branch: str, rows: list[RosterRow]) -> Chat:
    members = {row.telegram_id: "member" for row in rows if row.telegram_id is not None}
    owner = next(iter(members))
    return Chat(chat_id, "supergroup", title, branch, {**members, owner: "creator", BOT_ID: "administrator"})


def next_birthday(written: str | None, today: date, feb29: Feb29 = "feb28") -> date | None:
    """The next day on which the bot keeps a birthday, today included; `written` as in the roster."""
    return rules.next_birthday(parse_birthday(written), today, feb29) if written else None
