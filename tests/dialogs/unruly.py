"""Plays transcripts with every update doubled and shuffled, and compares the database with that of a plain play.

    python -m tests.dialogs.unruly [--seed N] [剧本.txt …]

What comes while the bot is not looking arrives in one batch in any order, each update twice, with some that were
handled long ago among them, though none older than a day: Telegram keeps no update longer, and the bot forgets settled
ones after three. Telegram numbers updates in the order in which things happened, so within a batch the order of each
chat can be restored; what comes after a later one has been handled cannot, and is handled when it comes. Between chats
there is no order: in a transcript whoever acts on what somebody did elsewhere has to see it first (`hasty` names the
lines where he does not).
"""

import argparse
import asyncio
import random
import re
import tempfile
from collections import Counter, deque
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import RowMapping, func, select

from bot.app import App
from bot.core.clock import Clock
from bot.sandbox.updates import UpdateQueue
from bot.store.tables import inbox
from bot.store.types import Instant, metadata
from bot.store.vault import Vault
from tests.dialogs.play import acts, play
from tests.dialogs.script import Script, load
from tests.dialogs.stage import PATIENCE, Stage

SCRIPTS = Path(__file__).parent / "scripts"
HELD_SECONDS = 0.03  # so long news waits for more, that there be something to shuffle
LATE = 10  # updates that may come again long after
KEPT = timedelta(
    hours=24
)  # by Telegram, at most ("they will not be kept longer than 24 hours", Bot API, Getting updates)
#: Acts that wait until the bot is at rest (see `tests.dialogs.play`), and those that nobody does in a chat.
_PATIENT = frozenset({"press", "reply", "edit", "forge"})
_OF_NO_CHAT = frozenset({"clock", "restart", "down", "up", "settings", "appoint"})
#: Made anew in every play, or counted by the machine's time.
_CHANCE = frozenset({"token", "token_hash", "digest", "previous", "claimed_by", "raw", "owner"})
_NUMBERS = frozenset({"outbox", "questions"})  # tables numbered in the order of writing, across chats
_OF_THE_MACHINE = frozenset({"ticks", "lanes"})
#: The tail of a card's name, drawn by lot, and a moment among sealed facts.
_LOT = re.compile(r":[0-9a-f]{8,}\b|\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.:+]+")
Rows = Counter[str]


class UnrulyQueue:
    """Telegram's queue of updates on a bad day. Takes the place of `poll`."""

    def __init__(self, queue: UpdateQueue, clock: Clock, seed: int) -> None:
        self._poll, self._clock, self._chance = queue.poll, clock, random.Random(seed)
        self._late: deque[tuple[datetime, str]] = deque(maxlen=LATE)  # with when they came first

    async def poll(self, offset: int, limit: int, seconds: float) -> list[str]:
        if not await self._poll(offset, limit, seconds):
            return []
        await asyncio.sleep(HELD_SECONDS)
        news = await self._poll(offset, limit, 0.0)
        now = self._clock.now()
        kept = [text for came, text in self._late if now - came < KEPT]
        old = self._chance.sample(kept, min(len(kept), 2))
        self._late.extend((now, text) for text in news)
        batch = [*news, *news, *old]
        self._chance.shuffle(batch)
        return batch


def hasty(script: Script) -> list[int]:
    """Lines whose doer acts in one chat before anybody can have seen what the line above did in another."""
    lines, above = list[int](), ""
    for step in script.steps:
        chat = (step.where or step.who) if acts(step) and step.verb not in _OF_NO_CHAT else ""
        if above and chat not in ("", above) and step.verb not in _PATIENT:
            lines.append(step.line)
        above = chat
    return lines


async def database(path: Path, *, unruly: int | None = None) -> dict[str, Rows]:
    """Plays a transcript and reads what the bot has in the end; `unruly`: the seed of the disorder."""
    script = load(path)
    with tempfile.TemporaryDirectory() as folder:
        async with Stage(Path(folder), script.start) as stage:
            if unruly is not None:
                queue = UnrulyQueue(stage.world.updates, stage.world.clock, unruly)
                stage.world.updates.poll = queue.poll  # type: ignore[method-assign]
            await play(script, stage)
            await _written(stage.bot)
            return await _rows(stage.bot)


async def _written(app: App) -> None:
    """What asks for no write of its own is noted a moment later."""
    pending = select(func.count()).where(inbox.c.state == "pending")
    async with asyncio.timeout(PATIENCE):
        while True:
            async with app.store.read() as tx:
                if not await tx.value(pending):
                    return
            await asyncio.sleep(0.05)


async def _rows(app: App) -> dict[str, Rows]:
    """Every table as a bag of rows, what is sealed opened, without what no two plays have in common."""
    found: dict[str, Rows] = {}
    async with app.store.read() as tx:
        for table in metadata.sorted_tables:
            if table.name in _OF_THE_MACHINE:
                continue
            kept = [
                column
                for column in table.c
                if column.name not in _CHANCE
                and not isinstance(column.type, Instant)
                and not (table.name in _NUMBERS and column.name == "id")
            ]
            rows = await tx.all(select(*kept))
            found[table.name] = Counter(_plain(row, app.store.vault) for row in rows)
    return found


def _plain(row: RowMapping, vault: Vault) -> str:
    return _LOT.sub(":…", str(_opened(dict(row), vault)))


def _opened(value: object, vault: Vault) -> object:
    """What is sealed, at any depth: a button carries sealed words among its arguments."""
    if isinstance(value, dict):
        return {name: _opened(part, vault) for name, part in value.items()}
    return vault.open(value) if isinstance(value, str) and value.startswith("gAAAA") else value


async def differences(path: Path, seed: int) -> list[str]:
    """What the plain play has and the unruly one has not (-), and the other way round (+)."""
    plain, unruly = await database(path), await database(path, unruly=seed)
    return [
        f"{sign} {name}: {row}"
        for name in plain
        for sign, rows in (("-", plain[name] - unruly[name]), ("+", unruly[name] - plain[name]))
        for row in rows
    ]


async def main(paths: list[Path], seed: int) -> int:
    """Returns how many transcripts ended differently."""
    wrong = 0
    for path in paths:
        try:
            found = await differences(path, seed)
        except (AssertionError, TimeoutError) as error:
            found = [f"没演完：{error!r}"]
        wrong += bool(found)
        print("不同" if found else "相同", path.stem, *found, sep="\n  " if found else " ", flush=True)
    print(f"{len(paths)} 段，{wrong} 段不同")
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("scripts", nargs="*", type=Path, default=sorted(SCRIPTS.glob("*.txt")))
    chosen = parser.parse_args()
    raise SystemExit(asyncio.run(main(chosen.scripts, chosen.seed)) > 0)
