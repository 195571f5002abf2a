"""What tests stand on: the real parts, a clock that they move, and a small roster with every role in it."""

import os
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import URL, Dialect, RowMapping, insert, make_url, select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.core.config import Settings
from bot.core.installation import Purpose
from bot.core.messages import JsonObject, Outgoing
from bot.core.people import Member, Role
from bot.core.queries import members
from bot.core.work.unit import AskedQuestion, Deps
from bot.ops import opening
from bot.store import migrate
from bot.store import tables as t
from bot.store.engine import Store
from bot.store.vault import Vault
from knowledge.library import Library

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # a Monday, 12:00 in Wenzhou
_templates = TemporaryDirectory(prefix="wennuan-tests-")
KEY = Fernet.generate_key().decode()
_compiled: dict[Any, Any] = {}
_dialects: dict[str, Dialect] = {}
sample: dict[str, Member] = {}  # PEOPLE by staff number, as the template with them has them

#: staff_no, name, branch, telegram_id, role
PEOPLE: Sequence[tuple[str, str, str, int | None, Role | None]] = (
    ("A001", "林静", "春风", 101, None),
    ("A002", "王建国", "春风", 102, None),
    ("A003", "陈主席", "春风", 103, Role.CHAIR),
    ("A004", "吴委员", "春风", 104, Role.OFFICER),
    ("A005", "周财务", "春风", 105, Role.TREASURER),
    ("A006", "郑调解", "春风", 106, Role.MEDIATOR),
    ("A007", "未绑定", "春风", None, None),
    ("B001", "王建国", "秋实", 201, None),
    ("B003", "黄主席", "秋实", 203, Role.CHAIR),
    ("B004", "徐委员", "秋实", 204, Role.OFFICER),
    ("C001", "叶工委", "工委", 301, Role.CHAIR),
    ("C002", "金工委", "工委", 302, Role.TREASURER),
)
GROUPS = {"春风": -1001, "秋实": -1002, "工委": -1003}


class TestClock:
    """Stands still until it is told to move."""

    __test__ = False

    def __init__(self, now: datetime = NOON) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def forward(self, **delta: float) -> None:
        self.moment += timedelta(**delta)


@dataclass
class Replies:
    """Direct answers, as the delivery would send them."""

    sent: list[tuple[Outgoing, AskedQuestion | None]] = field(default_factory=list)

    async def __call__(
        self, message: Outgoing, *, update_id: int | None = None, question: AskedQuestion | None = None
    ) -> int | None:
        self.sent.append((message, question))
        return len(self.sent)


def wanted(part: object, name: str) -> pytest.MarkDecorator:
    """Skips a test whose part is missing here; under CI, where tests/setup.sh installs all, it fails instead."""
    return pytest.mark.skipif(not part and not os.environ.get("CI"), reason=f"{name} is not installed")


def vault() -> Vault:
    return Vault([KEY])


@lru_cache
def library(help_line: str = "", numbers: tuple[tuple[str, str], ...] = ()) -> Library:
    """The packaged notice and lexicon, read once a process: nothing in it changes."""
    made = Library.load(help_line=help_line, numbers=dict(numbers))
    made.normal("")  # a reader, for all that are made of it
    return made


def own_library(settings: Settings | None = None) -> Library:
    """For a test, or an app, that teaches or publishes: what is read is shared, what it is told stays in it."""
    if settings is None:
        return library().trial(())
    return library(settings.helpline or "", tuple(sorted(settings.care_numbers.items()))).trial(())


async def template(*, peopled: bool = False) -> Path:
    """A SQLite file with the tables in it, and with the sample people when asked for: made once a process."""
    path = Path(_templates.name) / f"{'peopled' if peopled else 'empty'}.db"
    if not path.exists():
        made = path.with_suffix(".making")
        store = Store(f"sqlite+aiosqlite:///{made}", vault())
        await migrate.upgrade(store)
        if peopled:
            sample.update(await fill_roster(store))
        await store.close()
        made.rename(path)
    return path


async def installed(folder: Path, purpose: Purpose = Purpose.PRODUCTION) -> None:
    """Puts into the folder, unless it has them, the keys and the database that a first start makes there.

    Both are copies of what the bot itself has made, once a process, for migrating takes its time.
    """
    made = Path(_templates.name) / purpose
    if not made.exists():
        making = made.with_suffix(".making")
        alone = Settings(_env_file=None, data_dir=making, database_url=None, data_keys=None)
        store = opening.open_store(alone, purpose=purpose, making=opening.Making.ALL)
        await opening.prepare(store)
        await store.close()
        making.rename(made)
    if not (folder / "wennuan.db").exists():
        shutil.copytree(made, folder, dirs_exist_ok=True)


def engine_of(url: str | URL, **more: Any) -> AsyncEngine:  # noqa: ANN401 - whatever the library takes
    """As SQLAlchemy makes it, but each statement is compiled for SQLite once a process, not once an engine."""
    if make_url(url).get_backend_name() != "sqlite":  # another learns from its server what it can
        return create_async_engine(url, **more)
    engine = create_async_engine(url, execution_options={"compiled_cache": _compiled}, **more)
    engine.sync_engine.dialect = _dialects.setdefault("sqlite", engine.dialect)  # a part of the cache's keys
    return engine


@asynccontextmanager
async def open_store(url: str, *, peopled: bool = False) -> AsyncIterator[Store]:
    """A store with its tables; a new SQLite file is a copy of `template`, for migrating takes its time."""
    file = make_url(url).database if url.startswith("sqlite") else None
    new = file is not None and not Path(file).exists()
    if file and new:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(await template(peopled=peopled), file)
    store = Store(url, vault())
    try:
        if not new:
            await migrate.upgrade(store)
        yield store
    finally:
        await store.close()


def sqlite_url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'wennuan.db'}"


def make_deps(store: Store, clock: TestClock, replies: Replies, data_dir: Path, **settings: Any) -> Deps:  # noqa: ANN401
    return Deps(
        store=store,
        clock=clock,
        library=library(),
        settings=Settings(_env_file=None, data_dir=data_dir, **settings),
        wake=lambda _chats=(): None,
        reply=replies,
    )


async def fill_roster(store: Store) -> dict[str, Member]:
    """Writes PEOPLE; returns the members by staff number."""
    async with store.begin() as tx:
        committee = await members.committee(tx)
        branches = {"工委": committee.id}
        await tx.run(t.branches.update().where(t.branches.c.id == committee.id).values(group_chat_id=GROUPS["工委"]))
        for name in ("春风", "秋实"):
            values = {"name": f"{name}机关工会", "group_chat_id": GROUPS[name]}
            branches[name] = await tx.value(insert(t.branches).values(values).returning(t.branches.c.id))
        people = [
            {"staff_no": staff_no, "name": name, "branch_id": branches[branch], "telegram_id": account}
            for staff_no, name, branch, account, _ in PEOPLE
        ]
        await tx.run(insert(t.members), [person | {"updated_at": NOON} for person in people])
        ids = {row["staff_no"]: row["id"] for row in await tx.all(select(t.members.c.id, t.members.c.staff_no))}
        offices = [
            {"member_id": ids[staff_no], "branch_id": branches[branch], "role": role}
            for staff_no, _, branch, _, role in PEOPLE
            if role
        ]
        await tx.run(insert(t.offices), offices)
        found = [await members.by_staff_no(tx, person[0], NOON.date()) for person in PEOPLE]
    return {member.staff_no: member for member in found if member}


async def outbox(store: Store, chat_id: int | None = None) -> list[JsonObject]:
    """What waits to be sent (oldest first): payloads with their method, delivery class and card name."""
    async with store.read() as tx:
        query = select(t.outbox).order_by(t.outbox.c.id)
        rows: Sequence[RowMapping] = await tx.all(query if chat_id is None else query.where(t.outbox.c.lane == chat_id))
    return [
        vault().open(row["payload"]) | {"method": row["method"], "delivery": row["delivery"], "card": row["card"]}
        for row in rows
        if row["payload"]
    ]


def labels(payload: JsonObject) -> list[str]:
    """The buttons under a message, in reading order."""
    keyboard = payload.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in keyboard for button in row]


def token(payload: JsonObject, label: str) -> str:
    """The callback data behind the button of that label."""
    keyboard = payload["reply_markup"]["inline_keyboard"]
    return str(next(button["callback_data"] for row in keyboard for button in row if button["text"] == label))
