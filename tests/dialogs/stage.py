"""Where a transcript is played: a sandbox of its own, over real HTTP, with the real bot on real SQLite."""

import asyncio
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Table, update

from bot.app import App
from bot.core.clock import SHANGHAI
from bot.core.installation import Purpose
from bot.core.work import branches
from bot.core.work.unit import unit
from bot.members import offices
from bot.members.binding import invite
from bot.members.rules.roster import ROLES
from bot.notices.reading import Readings
from bot.sandbox.actions import buttons_of
from bot.sandbox.client import SandboxClient
from bot.sandbox.jsons import Json
from bot.sandbox.model import Chat
from bot.sandbox.people import SAMPLE_ROSTER
from bot.sandbox.run import Sandbox
from bot.sandbox.world import World
from bot.store import tables as t
from tests import support

PATIENCE = 60.0  # seconds that the bot may take to come to rest; a transcript never waits longer than the bot works
START = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)  # a Monday in working hours, nobody's birthday
SETTINGS: dict[str, tuple[Table, dict[str, Any]]] = {
    "两人会签": (t.branches, {"settings": {"signatures": "two"}}),
    "不要生日祝福": (t.members, {"greeting": "none"}),
    "生日祝福发到群里": (t.members, {"greeting": "group"}),
    "调离": (t.members, {"status": "left"}),
}


class Stage:
    """The sandbox, where each chat has been read up to, and which buttons have been seen there."""

    def __init__(self, folder: Path, start: datetime | None = None) -> None:
        self.folder = folder
        self.start = start or START
        self.read_up_to: dict[int, int] = defaultdict(int)
        self.mark = 0  # what the world had seen when somebody last did something
        self.pressed: dict[tuple[int, str], tuple[str, int]] = {}  # (chat, label) → data and message

    async def __aenter__(self) -> Self:
        self._set_clock()
        await support.installed(self.folder, Purpose.SANDBOX)
        self.sandbox = await Sandbox.open(self.folder, port=0)
        self.client = await SandboxClient(self.sandbox.url).__aenter__()
        self.people = {person["name"]: person["id"] for person in reversed(await self.client.people())}
        self.groups = {_short(chat["title"]): chat["id"] for chat in await self.client.chats() if chat["id"] < 0}
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.client.__aexit__(kind, error, trace)
        await self.sandbox.close()

    def _set_clock(self) -> None:
        """The world wakes up at the script's time, whatever the machine's clock says."""
        world = World(self.folder / "sandbox")
        world.clock.set(self.start)
        world.save_clock()
        world.journal.close()

    @property
    def world(self) -> World:
        return self.sandbox.world

    @property
    def bot(self) -> App:
        assert self.sandbox.bot is not None, "机器人停着，先“开机”"
        return self.sandbox.bot

    def chat(self, name: str) -> int:
        """A group by its short name, else the person's private chat."""
        found: int | None = self.groups.get(name) or self.people.get(name)
        assert found is not None, f"沙箱里没有“{name}”这个人或群"
        return found

    def note(self) -> None:
        """Somebody is about to act: silence is counted from here."""
        self.mark = self.world.seq

    async def rest(self) -> None:
        """Returns once the bot has dealt with everything that it was told, and nothing waits to be sent."""
        until = monotonic() + PATIENCE
        while self.world.updates.pending or self.bot.lanes.size or self.bot.deps.parts.of(Readings).busy:
            assert monotonic() < until, "机器人停不下来"
            await self.world.changed.wait(0.005)
        async with asyncio.timeout(PATIENCE):
            await self.bot.relay.idle()
        if self.world.updates.pending or self.bot.lanes.size:
            await self.rest()

    async def written(self) -> None:
        """Returns once what the inbox has noted is written, too: a question is logged a moment after its answer."""
        await self.rest()
        until = monotonic() + PATIENCE
        while self.bot.writer._notes:
            assert monotonic() < until, "记下的写不进去"
            await self.world.changed.wait(0.01)

    async def said(self, chat: int, since: int) -> list[Json]:
        """What the bot has said (or rewritten) in a chat since then, once it has come to rest."""
        await self.rest()
        shown = await self.client.messages(chat, since=since)
        return [post for post in shown if post["by_bot"] and not post["deleted"]]

    async def toasts(self, who: int) -> list[Json]:
        """What the buttons pressed by somebody have shown, the newest last, once it is there."""
        await self.rest()
        async with asyncio.timeout(PATIENCE):
            while not (shown := await self.client.toasts(who)) or not shown[-1]["answered"]:
                await self.world.changed.wait(0.05)
        return shown

    def button(self, chat_id: int, label: str) -> tuple[str, str, int]:
        """The newest button of that label (`…` at its end stands for the rest): whole label, data, message."""
        chat = self._chat(chat_id)
        for post in reversed(chat.posts.values()):
            for row in buttons_of(post):
                for button in row:
                    if not post.deleted and matches(button["text"], label):
                        return button["text"], button.get("callback_data", ""), post.id
        shown = [button["text"] for post in chat.posts.values() for row in buttons_of(post) for button in row]
        raise AssertionError(f"没有这个按钮，现在能按的是 {shown}")

    def _chat(self, chat_id: int) -> Chat:
        return self.world.chats[chat_id]

    async def invitation(self, name: str) -> str:
        """The token of a fresh link for a member who has no account yet."""
        staff_no = next(row.staff_no for row in SAMPLE_ROSTER if row.name == name and row.telegram_id is None)
        return (await invite(self.bot.deps, staff_no)).token

    async def appoint(self, name: str, branch: str, role: str) -> None:
        """What the operator enters with `wennuan offices appoint`; 代理 before the role for one who stands in."""
        staff_no = next(row.staff_no for row in SAMPLE_ROSTER if row.name == name and row.telegram_id is not None)
        async with unit(self.bot.deps) as u:
            member, place = await offices.find_member(u, staff_no), await branches.named(u.tx, branch)
            term = offices.Term(u.today, acting=role.startswith("代理"))
            await offices.appoint(u, member, place, ROLES[role.removeprefix("代理")], term)

    async def set(self, name: str, setting: str) -> None:
        """What the operator enters for a branch or a member."""
        table, values = SETTINGS[setting]
        pattern = f"%{name}%"
        async with self.bot.store.begin() as tx:
            await tx.run(update(table).where(table.c.name.like(pattern)).values(values))


def matches(label: str, wanted: str) -> bool:
    return label.startswith(wanted[:-1]) if wanted.endswith("…") else label == wanted


def _short(title: str) -> str:
    """市档案馆工会·干部群 → 市档案馆; its members' group → 市档案馆会员; the committee's → 工委."""
    branch, _, kind = title.partition("·")
    name = "工委" if branch.endswith("工委") else branch.removesuffix("工会")
    return f"{name}会员" if kind == "会员群" else name
