"""Plays a transcript over the sandbox: real HTTP, the real bot, real SQLite."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.sandbox.client import SandboxClient
from bot.sandbox.jsons import Json
from bot.sandbox.run import Sandbox
from tests.dialogs.script import Script, Step

PATIENCE = 15.0  # seconds; only a failing step waits this long
PHOTO = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")


class Stage:
    """A sandbox with its own data folder, and where each chat has been read up to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read_up_to: dict[int, int] = defaultdict(int)
        self.mark = 0
        self.toasts_seen = 0

    async def __aenter__(self) -> Self:
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

    async def restart_bot(self) -> None:
        await self.sandbox.restart_bot()

    def chat(self, name: str) -> int:
        """A group by its short name, else the person's private chat."""
        return self.groups.get(name) or self.people[name]

    async def newest(self) -> int:
        pending = await self.client.call("GET", "updates/pending")
        return int(pending["seq"])


def _short(title: str) -> str:
    """市档案馆工会·干部群 → 市档案馆; its members' group → 市档案馆会员; the committee's → 工委."""
    branch, _, kind = title.partition("·")
    name = "工委" if branch.endswith("工委") else branch.removesuffix("工会")
    return f"{name}会员" if kind == "会员群" else name


async def play(script: Script, stage: Stage) -> None:
    """Raises AssertionError that names the line, what was wanted and what the chat shows."""
    for step in script.steps:
        try:
            await _VERBS[step.verb](step, stage)
        except Exception as error:
            raise AssertionError(f"《{script.title}》第 {step.line} 行 {step.who}：{step.words}\n{error}") from error
    violations = await stage.client.violations()
    assert not violations, violations


async def _say(step: Step, stage: Stage) -> None:
    stage.mark = await stage.newest()
    chat = stage.chat(step.where or step.who)
    await stage.client.say(stage.people[step.who], step.words.replace("\\n", "\n"), chat)


async def _photo(step: Step, stage: Stage) -> None:
    stage.mark = await stage.newest()
    await stage.client.send(stage.people[step.who], chat=stage.chat(step.where or step.who), photo=PHOTO)


async def _file(step: Step, stage: Stage) -> None:
    stage.mark = await stage.newest()
    chat = stage.chat(step.where or step.who)
    await stage.client.send(stage.people[step.who], chat=chat, document=b"%PDF-1.4 sample", name=step.words)


async def _press(step: Step, stage: Stage) -> None:
    """The newest message that carries the button; waits for it to appear."""
    chat = stage.chat(step.where or step.who)
    await stage.client.wait_for(chat, lambda message: step.words in message["buttons"], seconds=PATIENCE)
    shown = await stage.client.messages(chat)
    message = next(one for one in reversed(shown) if step.words in one["buttons"])
    stage.mark = await stage.newest()
    await stage.client.press(stage.people[step.who], step.words, message["id"], chat)


async def _expect(step: Step, stage: Stage) -> None:
    chat = stage.chat(step.who)
    floor = stage.read_up_to[chat]

    def wanted(message: Json) -> bool:
        return bool(message["by_bot"]) and message["seq"] > floor and _says(message["text"], step.words)

    found = await stage.client.wait_for(chat, wanted, seconds=PATIENCE)
    stage.read_up_to[chat] = found["seq"]
    missing = [label for label in step.buttons if label not in found["buttons"]]
    assert not missing, f"没有按钮 {missing}，只有 {found['buttons']}"
    said = [words for words in step.never if words in found["text"]]
    assert not said, f"不该说 {said}：{found['text']}"


async def _toast(step: Step, stage: Stage) -> None:
    await stage.client.settle(quiet=0.1)
    shown = [toast["text"] or "" for toast in await stage.client.toasts(stage.people[step.who])]
    assert shown and _says(shown[-1], step.words), f"弹窗是 {shown[-3:]}"


async def _silent(step: Step, stage: Stage) -> None:
    await stage.client.settle(quiet=0.2)
    posts = await stage.client.messages(stage.chat(step.who), since=stage.mark)
    said = [post["text"] for post in posts if post["by_bot"]]
    assert not said, f"却说了 {said}"


async def _clock(step: Step, stage: Stage) -> None:
    stage.mark = await stage.newest()
    await stage.client.clock(f"{step.words.replace(' ', 'T')}:00+08:00")


async def _restart(_step: Step, stage: Stage) -> None:
    await stage.client.settle(quiet=0.1)
    await stage.restart_bot()


def _says(text: str, wanted: str) -> bool:
    """Whether the fragments, separated by …, stand in the text in this order."""
    position = 0
    for fragment in (part.strip() for part in wanted.split("…")):
        found = text.find(fragment, position)
        if found < 0:
            return False
        position = found + len(fragment)
    return True


_VERBS: dict[str, Callable[[Step, Stage], Awaitable[None]]] = {
    "say": _say,
    "photo": _photo,
    "file": _file,
    "press": _press,
    "expect": _expect,
    "toast": _toast,
    "silent": _silent,
    "clock": _clock,
    "restart": _restart,
}
