"""What people's next words may belong to, for many of them in one query: it is asked before every question."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, BindParameter, bindparam, literal, null, select, type_coerce, union_all

from bot.core.messages import Act
from bot.core.queries.dialogue import Care
from bot.reports.rules.transitions import Status
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_traffic import care

_WAITING = (Status.DRAFT, Status.RETURNED)  # reports to which the reporter's next words may belong

_ACCOUNTS: BindParameter[Any] = bindparam("accounts", expanding=True)
#: First of the three, for it is the one whose columns all have types: the others' empty ones take theirs from it.
_IN_CARE = select(
    care.c.telegram_id,
    literal(0).label("chat_id"),
    null().label("name"),
    type_coerce(null(), JSON).label("args"),
    care.c.danger,
    care.c.turns,
    care.c.until,
).where(care.c.telegram_id.in_(_ACCOUNTS))
_PROMPTS = select(
    t.prompts.c.telegram_id,
    t.prompts.c.chat_id,
    t.prompts.c.name,
    type_coerce(t.prompts.c.args, JSON).label("args"),
    null(),
    null(),
    null(),
).where(t.prompts.c.telegram_id.in_(_ACCOUNTS))
_OPEN_REPORTS = (
    select(t.members.c.telegram_id, literal(0), null(), null(), null(), null(), null())
    .join(t.reports, t.members.c.id == t.reports.c.reporter_id)
    .where(t.members.c.telegram_id.in_(_ACCOUNTS), t.reports.c.status.in_(_WAITING))
)
_WHATEVER_WAITS = union_all(_IN_CARE, _PROMPTS, _OPEN_REPORTS)  # made once: it is asked before every question

Person = tuple[int, int]  # chat, account


@dataclass(frozen=True)
class Expectation:
    """What a private line may belong to, before it is taken for a question."""

    prompt: Act | None
    filling: bool  # a form is open, or a returned report waits for an answer
    care: Care | None = None  # the person's talk is about a danger to life


async def expectations_of(tx: Tx, people: Iterable[Person]) -> dict[Person, Expectation]:
    """What is expected of each of them, in one statement."""
    asked = list(people)
    accounts = sorted({account for _, account in asked})
    found: dict[Person, Act] = {}
    filling: set[int] = set()
    cared: dict[int, Care] = {}
    for row in await tx.all(_WHATEVER_WAITS, {"accounts": accounts}):
        if row["danger"] is not None:
            cared[row["telegram_id"]] = Care(row["danger"], row["turns"], row["until"])
        elif row["name"] is None:
            filling.add(row["telegram_id"])
        else:
            found[row["chat_id"], row["telegram_id"]] = Act(row["name"], row["args"])
    return {person: Expectation(found.get(person), person[1] in filling, cared.get(person[1])) for person in asked}
