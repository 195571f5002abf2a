"""A union at work while the bot is killed: members report, officers decide at the same moment, others send rosters.

`python -m tests.faults.office --kills 60 --mode polling|webhook --database sqlite|postgresql [--weather]`. Every report
is decided by one press or by two at once; rosters of hostile shapes keep child processes in play; with `--weather`
Telegram refuses, breaks off, or answers nothing now and then (`tests.faults.weather`).
"""

import argparse
import asyncio
import random
import signal
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, insert, select

from bot.core.people import Role
from bot.core.queries import members
from bot.reports.rules.transitions import Action
from bot.store import tables as t
from bot.store.engine import Store
from bot.store.migrate import upgrade
from bot.traffic.texts import DIED
from tests.faults.children import Children
from tests.faults.feeding import Telegram
from tests.faults.files import Crowd
from tests.faults.hostile import write_rosters
from tests.faults.kill import Plan, kill
from tests.faults.process import Bot, settled, watched
from tests.faults.reports import FIRST, MEMBERS, PATIENCE, crowd, patiently
from tests.faults.weather import Weather
from tests.traffic.routes import said
from tests.traffic.standin import StandIn, standing_in

BRANCHES = 20  # Telegram takes twenty messages a minute to a group
SENDERS = (4901, 4902)  # of the committee; they send rosters
AGREE = "同意 500 元"
AGREED = "已经同意"


@dataclass(frozen=True)
class Outcome:
    """What became of reports, decisions and files. `children`: that read files; `orphans`: those left over."""

    begun: int
    aside: int  # a step was in hand at five deaths in a row, and its sender was told that it was set aside
    stuck: int  # a step was swallowed, or the number never told
    submitted: int
    doubled: int  # members with more than one report
    undecided: int
    twice: int  # decided more than once
    untold: int  # reporters who never heard of the decision, those set aside apart
    files: int
    answers: Counter[str]
    unanswered: list[str]  # files, and what has become of their updates
    deaths: Counter[str] = field(default_factory=Counter)
    children: int = 0
    orphans: int = 0
    stopped: float = 0.0


@dataclass
class Office:
    """Officers' side of the stand-in."""

    telegram: Telegram
    standin: StandIn
    answers: Counter[str] = field(default_factory=Counter)
    unanswered: list[str] = field(default_factory=list)
    files: int = 0

    async def decide(self, branch: int) -> None:
        """Presses 同意 on every card of the group once: one officer, or (every second card) both at once."""
        pressed: set[int] = set()
        while True:
            await self.standin.until(lambda: bool(_open_cards(self.standin, -1001 - branch).keys() - pressed), 1e6)
            for message, data in _open_cards(self.standin, -1001 - branch).items():
                if message in pressed:
                    continue
                pressed.add(message)
                for officer in (4000 + branch, 4100 + branch)[: 1 + len(pressed) % 2]:
                    self.telegram.offer(_press(officer, -1001 - branch, message, data))

    async def send(self, account: int, paths: list[Path]) -> None:
        """Sends one roster after another, each once the last was answered, or nobody would wait any longer."""
        listener = Crowd(self.standin)  # for what it hears only
        while self.telegram.feeding:
            self.files += 1
            before = len(listener.words(account))
            path, number = paths[self.files % len(paths)], self.telegram.count + 1
            self.telegram.offer(self._document(account, path))
            try:
                await patiently(self.telegram, self.standin, lambda: len(listener.words(account)) > before)  # noqa: B023
            except TimeoutError:
                self.unanswered.append(f"{path.name}, update {number}")
                continue
            answer = listener.words(account)[before]
            self.answers["预览" if "预览（还没有写入）" in answer else "放在一边" if answer == DIED else "不收"] += 1
            await asyncio.sleep(0.3)

    def _document(self, account: int, path: Path) -> dict[str, object]:
        key = f"file{account}-{self.files}"
        self.standin.files[key] = path.read_bytes()
        update = said(0, "", account)
        del update["message"]["text"]
        document = {"file_id": key, "file_unique_id": key, "file_name": path.name, "file_size": path.stat().st_size}
        return update | {"message": update["message"] | {"document": document}}


def _open_cards(standin: StandIn, group: int) -> dict[int, str]:
    """Messages of the group that have shown the button, and its data."""
    return {
        payload["shown_as"]: button["callback_data"]
        for payload in standin.sent(group)
        for row in payload.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
        if button["text"] == AGREE
    }


def _press(officer: int, group: int, message: int, data: str) -> dict[str, object]:
    person = {"id": officer, "is_bot": False, "first_name": "林"}
    shown = {"message_id": message, "date": 1, "chat": {"id": group, "type": "group", "title": "群"}, "text": "x"}
    query = {"id": f"{officer}{message}", "from": person, "chat_instance": "1", "message": shown, "data": data}
    return {"callback_query": query}


async def worked(plan: Plan, *, weather: float = 0.0) -> Outcome:
    """Kills as planned; the last life is left alone until everything that was begun is decided and told."""
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as folder, settled(Path(folder), plan.database, plan.mode) as place:
        store, paths = place.store(), write_rosters(Path(folder), 42, plan.seed, 0.03)
        await _seed(store)
        async with standing_in() as standin, watched() as pauses, Children(folder).watched() as children:
            office = Office(Telegram(standin, place.hook), standin)
            async with Bot(place, standin.url, product=True, more={"TMPDIR": folder}) as bot:
                with Weather(standin, chance, weather).bad():
                    deciding = [asyncio.create_task(office.decide(branch)) for branch in range(BRANCHES)]
                    sending = [asyncio.create_task(office.send(account, paths)) for account in SENDERS]
                    reporting = asyncio.create_task(crowd(office.telegram, standin, chance))
                    deaths = await kill(bot, standin, plan, chance)
                    office.telegram.feeding = False
                told = await reporting
                await asyncio.gather(*sending)
                await _until_told(store, standin, told)
                for task in deciding:
                    task.cancel()
                await office.telegram.close()
                await bot.end(signal.SIGTERM)
            orphans = await children.left()
        outcome = await _count(store, standin, office, told)
        await store.close()
    return replace(outcome, deaths=deaths, children=len(children.seen), orphans=orphans, stopped=pauses.seconds)


async def _until_told(store: Store, standin: StandIn, told: list[bool]) -> None:
    """Until every member who has a number has heard of the decision, or for as long as a person would wait."""
    with suppress(TimeoutError):
        await standin.until(lambda: all(_heard(standin, n) for n, number in enumerate(told) if number), PATIENCE)


def _heard(standin: StandIn, number: int) -> bool:
    return any(AGREED in text for text in standin.texts(FIRST + number))


async def _seed(store: Store) -> None:
    """Branches with a group and two officers each, members in all of them, two more officers of the committee."""
    await upgrade(store)
    now = datetime.now(UTC)
    async with store.begin() as tx:
        committee = (await members.committee(tx)).id
        values = [{"name": f"第{n}机关工会", "group_chat_id": -1001 - n} for n in range(BRANCHES)]
        ids = [await tx.value(insert(t.branches).values(one).returning(t.branches.c.id)) for one in values]
        officers = [(ids[n % BRANCHES], 4000 + 100 * (n // BRANCHES) + n % BRANCHES) for n in range(2 * BRANCHES)]
        officers += [(committee, account) for account in SENDERS]
        people = [(f"O{account}", branch, account) for branch, account in officers]
        people += [(f"M{n}", ids[n % BRANCHES], FIRST + n) for n in range(MEMBERS)]
        rows = [
            {"staff_no": staff_no, "name": staff_no, "branch_id": branch, "telegram_id": account, "updated_at": now}
            for staff_no, branch, account in people
        ]
        await tx.connection.execute(insert(t.members), rows)
        held = {row["telegram_id"]: row["id"] for row in await tx.all(select(t.members.c.id, t.members.c.telegram_id))}
        await tx.run(insert(t.offices), [
            {"member_id": held[account], "branch_id": branch, "role": Role.OFFICER, "since": now.date()}
            for branch, account in officers
        ])  # fmt: skip


async def _count(store: Store, standin: StandIn, office: Office, told: list[bool]) -> Outcome:
    is_report = (t.history.c.entity == "report") & (t.history.c.action == Action.APPROVE)
    query = select(t.history.c.entity_id, func.count().label("times")).where(is_report)
    aside = {number for number, heard in enumerate(told) if not heard and DIED in standin.texts(FIRST + number)}
    async with store.read() as tx:
        reports = await tx.all(select(t.reports.c.reporter_id).where(t.reports.c.status != "draft"))
        approvals = await tx.all(query.group_by(t.history.c.entity_id))
    return Outcome(
        begun=len(told),
        aside=len(aside),
        stuck=told.count(False) - len(aside),
        submitted=len(reports),
        doubled=sum(count > 1 for count in Counter(row["reporter_id"] for row in reports).values()),
        undecided=len(reports) - len(approvals),
        twice=sum(row["times"] > 1 for row in approvals),
        untold=sum(not _heard(standin, number) for number in range(len(told)) if number not in aside),
        files=office.files,
        answers=office.answers,
        unanswered=office.unanswered,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--mode", choices=("polling", "webhook"), default="polling")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--weather", action="store_true", help="Telegram fails now and then")
    parser.add_argument("--minutes", type=float, default=60.0, help="no more kills after so long")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    plan = Plan(chosen.kills, chosen.mode, chosen.database, chosen.seed, chosen.minutes, 2.5)
    print(asyncio.run(worked(plan, weather=0.15 if chosen.weather else 0.0)))


if __name__ == "__main__":
    main()
