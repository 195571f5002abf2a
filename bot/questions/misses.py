"""What the bot could not answer, a month at a time and grouped by likeness, so that officers can teach it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rapidfuzz import fuzz

from bot.core.clock import SHANGHAI, Clock, local, local_date
from bot.core.errors import BadInput, NotAllowed
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority, rows
from bot.core.queries import members
from bot.core.work.branches import leads_committee
from bot.core.work.unit import Deps
from bot.questions.teaching import cases
from bot.questions.texts import answering as texts
from bot.questions.texts import teaching as teaching_texts
from bot.store import asked
from bot.store.asked import Missed
from bot.store.engine import Store

ALIKE = 60.0  # rapidfuzz token ratio of two questions' characters, 0–100
SHOWN = 10  # groups in a chat message
MOST_IDS = 60  # of a group's questions that a button carries; the different ones among them can be taught


@dataclass
class Group:
    """Questions that are alike. The first is shown; the others are counted."""

    missed: list[Missed] = field(default_factory=list)

    @property
    def questions(self) -> list[str]:
        return [one.text for one in self.missed]

    @property
    def example(self) -> str:
        return min(self.questions, key=len)


def grouped(missed: Iterable[Missed]) -> list[Group]:
    """Each question joins the first group whose first question is like it; the largest groups come first."""
    groups: list[Group] = []
    for one in missed:
        home = next((group for group in groups if _alike(group.missed[0].text, one.text)), None)
        if home is None:
            groups.append(home := Group())
        home.missed.append(one)
    return sorted(groups, key=lambda group: -len(group.missed))


async def of_month(store: Store, clock: Clock, month: str | None) -> tuple[str, list[Group]]:
    """The month (`2026-03`; the present one when None) and its groups. Raises BadInput for no month."""
    first, following = _span(clock, month)
    async with store.read() as tx:
        missed = await asked.unanswered(tx, first, following)
    return f"{first:%Y-%m}", grouped(missed)


async def open_groups(deps: Deps, month: str | None) -> tuple[str, list[Group]]:
    """The same without what the committee has taught or put aside since."""
    first, following = _span(deps.clock, month)
    async with deps.store.read() as tx:
        missed = await asked.unanswered(tx, first, following)
    return f"{first:%Y-%m}", grouped(await cases.open_ones(deps, missed))


async def tell(deps: Deps, chat_id: int, telegram_id: int, month: str | None, *, update_id: int) -> None:
    """`/misses`: for officers, in their group or in private. The askers are not known to anyone. In private the
    committee's chair and officers are offered to teach."""
    async with deps.store.read() as tx:
        who = await members.by_telegram(tx, telegram_id, local_date(deps.clock.now()))
    if who is None or not who.offices:
        raise NotAllowed(texts.MISSES_FOR_OFFICERS)
    named, groups = await open_groups(deps, month)
    shown = page(named, groups, 0, teaching=chat_id == telegram_id and leads_committee(who))
    await deps.reply(Outgoing(chat_id, *shown, priority=Priority.INTERACTIVE), update_id=update_id)


def page(month: str, groups: Sequence[Group], number: int, *, teaching: bool) -> tuple[str, Keyboard]:
    """A page of the list. `teaching`: for whoever may teach, with a button for each group, and for turning pages."""
    pages = max(1, -(-len(groups) // SHOWN))
    number = min(number, pages - 1)  # the list may have become shorter since the button was made
    first = number * SHOWN
    on_page = groups[first : first + SHOWN]
    if not teaching or not on_page:
        lines = [f"{len(group.missed)} 次　{group.example}" for group in on_page]
        return texts.misses(month, lines, more=len(groups) - SHOWN, hint=teaching_texts.ASK_COMMITTEE), ()
    lines = [f"{at}. {len(group.missed)} 次　{group.example}" for at, group in enumerate(on_page, first + 1)]
    where = {"month": month, "page": number}
    buttons = (
        Button(str(at), Act("teach.group", where | {"ids": [one.id for one in group.missed[:MOST_IDS]], "out": []}))
        for at, group in enumerate(on_page, first + 1)
    )
    turns = (
        Button(label, Act("teach.list", {"month": month, "page": number + step}))
        for label, step in ((teaching_texts.EARLIER, -1), (teaching_texts.LATER, 1))
        if 0 <= number + step < pages
    )
    text = texts.misses(month, lines, more=0, hint=teaching_texts.MAY_TEACH)
    return text, (*rows(*buttons, width=5), *rows(*turns))


def _span(clock: Clock, month: str | None) -> tuple[datetime, datetime]:
    """Where the month begins and where the next one does. Raises BadInput for no month."""
    first = _first_day(month) if month else local(clock.now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return first, first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


def _alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(_spaced(one), _spaced(other)) >= ALIKE


def _spaced(question: str) -> str:
    """Every character a token of its own: order and length then matter little."""
    return " ".join(re.sub(r"\W", "", question))


def _first_day(month: str) -> datetime:
    try:
        return datetime.strptime(month, "%Y-%m").replace(tzinfo=SHANGHAI)
    except ValueError as error:
        raise BadInput(teaching_texts.WHICH_MONTH) from error
