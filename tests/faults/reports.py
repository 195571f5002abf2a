"""Members who report a marriage step by step to `wennuan run`, while it is killed under their hands.

Each says and presses every thing once: should a kill swallow one of them, that report never gets its number.
"""

import asyncio
import random
import signal
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, insert, select

from bot.store import tables as t
from bot.store.engine import Store
from bot.store.migrate import upgrade
from tests.faults.feeding import Telegram
from tests.faults.kill import Plan, kill
from tests.faults.process import Bot, settled, watched
from tests.traffic.routes import said
from tests.traffic.standin import StandIn, standing_in

FIRST = 5000  # Telegram ids of the members
MEMBERS = 5000
AT_WORK = 40  # members who report at the same time: a backlog would measure the pace of sending, not the kills
PATIENCE = 300.0  # seconds that a step may take once nobody kills any more
LOOK_SECONDS = 20.0  # after which it is asked again whether somebody does
QUESTION = "喜事是哪一天"
NUMBER = "编号：2026-"


@dataclass(frozen=True)
class Reports:
    """What became of the reports. `begun`: members who have started one."""

    deaths: Counter[str]  # how many where
    begun: int
    stuck: int  # a step was swallowed, or the number never told
    submitted: int
    doubled: int  # members with more than one report
    stopped: float  # seconds that nobody let this process run: whoever is stuck then may not be


async def reported(plan: Plan) -> Reports:
    """Members begin while the bot is killed; the last start is given time to let all of them finish."""
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as folder, settled(Path(folder), plan.database, plan.mode) as place:
        store = place.store()
        await _seed(store)
        async with standing_in() as standin:
            telegram = Telegram(standin, place.hook)
            async with Bot(place, standin.url, product=True) as bot, watched() as pauses:
                members = asyncio.create_task(crowd(telegram, standin, chance))
                deaths = await kill(bot, standin, plan, chance)
                telegram.feeding = False
                told = await members
                await telegram.close()
                await bot.end(signal.SIGTERM)
        counted = await _count(store, deaths, told, pauses.seconds)
        await store.close()
        return counted


async def crowd(telegram: Telegram, standin: StandIn, chance: random.Random) -> list[bool]:
    """One member after another begins; returns, for each, whether his number was told."""
    members: list[asyncio.Task[bool]] = []
    while telegram.feeding and len(members) < MEMBERS:
        if sum(not member.done() for member in members) < AT_WORK:
            members.append(asyncio.create_task(_report(telegram, standin, FIRST + len(members))))
        await asyncio.sleep(chance.uniform(0.05, 0.5))
    return await asyncio.gather(*members)


async def _report(telegram: Telegram, standin: StandIn, chat: int) -> bool:
    """Goes through the form, doing each step once; whether the number came."""
    with suppress(TimeoutError):
        telegram.offer(said(0, "我要申报", chat))
        await _press(telegram, standin, chat, "会员结婚")
        await _press(telegram, standin, chat, "我自己的事")
        await patiently(telegram, standin, lambda: any(QUESTION in text for text in standin.texts(chat)))
        telegram.offer(said(0, "2026年2月14日", chat))  # not before: a webhook's calls overtake each other
        await _press(telegram, standin, chat, "没有材料，下一步")
        await _press(telegram, standin, chat, "提交")
        await patiently(telegram, standin, lambda: any(NUMBER in text for text in standin.texts(chat)))
        return True
    return False


async def patiently(telegram: Telegram, standin: StandIn, condition: Callable[[], bool]) -> None:
    """Waits for as long as it is killed, and then `PATIENCE`: in lives of a second little gets done, and whoever waits
    for long then has not been forgotten. Raises TimeoutError.
    """
    while telegram.feeding:
        with suppress(TimeoutError):
            await standin.until(condition, LOOK_SECONDS)
            return
    await standin.until(condition, PATIENCE)


async def _press(telegram: Telegram, standin: StandIn, chat: int, label: str) -> None:
    """Waits for the button and presses it. Raises TimeoutError."""
    await patiently(telegram, standin, lambda: _button(standin, chat, label) is not None)
    message, data = _button(standin, chat, label) or (0, "")
    person = {"id": chat, "is_bot": False, "first_name": "静"}
    shown = {"message_id": message, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "x"}
    query = {"id": f"{chat}{label}", "from": person, "chat_instance": "1", "message": shown, "data": data}
    telegram.offer({"callback_query": query})


def _button(standin: StandIn, chat: int, label: str) -> tuple[int, str] | None:
    """The message and the data of the latest button of that name."""
    for payload in reversed(standin.sent(chat)):
        for row in payload.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if button["text"] == label:
                    return payload["shown_as"], button["callback_data"]
    return None


async def _seed(store: Store) -> None:
    """A branch with its group, and enough bound members."""
    await upgrade(store)
    async with store.begin() as tx:
        values = {"name": "春风机关工会", "group_chat_id": -1001}
        branch = await tx.value(insert(t.branches).values(values).returning(t.branches.c.id))
        now = datetime.now(UTC)
        rows = [
            {"staff_no": f"M{n}", "name": f"会员{n}", "branch_id": branch, "telegram_id": FIRST + n, "updated_at": now}
            for n in range(MEMBERS)
        ]
        await tx.connection.execute(insert(t.members), rows)


async def _count(store: Store, deaths: Counter[str], told: list[bool], stopped: float) -> Reports:
    async with store.read() as tx:
        query = select(t.reports.c.reporter_id, func.count().label("reports"))
        rows = await tx.all(query.where(t.reports.c.status == "submitted").group_by(t.reports.c.reporter_id))
    return Reports(
        deaths=deaths,
        begun=len(told),
        stuck=told.count(False),
        submitted=sum(row["reports"] for row in rows),
        doubled=sum(row["reports"] > 1 for row in rows),
        stopped=stopped,
    )
