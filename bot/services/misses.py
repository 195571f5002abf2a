"""What the bot could not answer, a month at a time and grouped by likeness, so that officers can teach it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from rapidfuzz import fuzz

from bot.domain.clock import SHANGHAI, Clock, local
from bot.domain.errors import BadInput, NotAllowed
from bot.domain.messages import Outgoing, Priority
from bot.domain.texts import answering as texts
from bot.services.base import Deps
from bot.store import asked, members
from bot.store.engine import Store

ALIKE = 60.0  # rapidfuzz token ratio of two questions' characters, 0–100
SHOWN = 10  # groups in a chat message


@dataclass
class Group:
    """Questions that are alike. The first is shown; the others are counted."""

    questions: list[str] = field(default_factory=list)

    @property
    def example(self) -> str:
        return min(self.questions, key=len)


def grouped(questions: Iterable[str]) -> list[Group]:
    """Each question joins the first group whose first question is like it; the largest groups come first."""
    groups: list[Group] = []
    for question in questions:
        home = next((group for group in groups if _alike(group.questions[0], question)), None)
        if home is None:
            groups.append(home := Group())
        home.questions.append(question)
    return sorted(groups, key=lambda group: -len(group.questions))


async def of_month(store: Store, clock: Clock, month: str | None) -> tuple[str, list[Group]]:
    """The month (`2026-03`; the present one when None) and its groups. Raises BadInput for no month."""
    first = _first_day(month) if month else local(clock.now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    following = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    async with store.read() as tx:
        questions = await asked.unanswered(tx, first, following)
    return f"{first:%Y-%m}", grouped(questions)


async def tell(deps: Deps, chat_id: int, telegram_id: int, month: str | None, *, update_id: int) -> None:
    """`/misses`: for officers, in their group or in private. The askers are not known to anyone."""
    async with deps.store.read() as tx:
        who = await members.by_telegram(tx, telegram_id, local(deps.clock.now()).date())
    if who is None or not who.offices:
        raise NotAllowed(texts.MISSES_FOR_OFFICERS)
    named, groups = await of_month(deps.store, deps.clock, month)
    lines = [f"{len(group.questions)} 次　{group.example}" for group in groups[:SHOWN]]
    await deps.reply(
        Outgoing(chat_id, texts.misses(named, lines, more=len(groups) - SHOWN), priority=Priority.INTERACTIVE),
        update_id=update_id,
    )


def _alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(_spaced(one), _spaced(other)) >= ALIKE


def _spaced(question: str) -> str:
    """Every character a token of its own: order and length then matter little."""
    return " ".join(re.sub(r"\W", "", question))


def _first_day(month: str) -> datetime:
    try:
        return datetime.strptime(month, "%Y-%m").replace(tzinfo=SHANGHAI)
    except ValueError as error:
        raise BadInput("月份请写成 2026-03 这样。") from error
