"""The parts that a command at the terminal needs: the same services as the running bot, without Telegram."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import typer

from bot.core.config import Settings, read_settings
from bot.core.errors import WennuanError
from bot.core.texts import commandline as texts

if TYPE_CHECKING:
    from rich.progress import Progress

    from bot.core.messages import Outgoing
    from bot.core.work.unit import AskedQuestion, Deps
    from bot.store.engine import Store


@asynccontextmanager
async def opened(settings: Settings, url: str | None = None) -> AsyncIterator["Store"]:
    """The database of the settings, or the one at `url`, upgraded; closed at the end."""
    from bot.core.logs import for_a_command
    from bot.ops.backup import backup_folder
    from bot.ops.opening import Making, open_store, prepare

    for_a_command()
    if url:
        store = open_store(settings.model_copy(update={"database_url": url}), making=Making.DATABASE)
        await prepare(store)
    else:
        store = open_store(settings)
        await prepare(store, backup_folder(settings.data_dir), new=False)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def still(settings: Settings, *, new: bool = False) -> AsyncIterator["Store"]:
    """The database of the settings, upgraded, for as long as no bot works on it. `new`: it may be made.

    Raises ConfigError when one does, before anything is touched: an older one could not go on after an upgrade.
    """
    from bot.core.logs import for_a_command
    from bot.ops.backup import backup_folder
    from bot.ops.opening import Making, alone, nobody_on, open_store, prepare

    for_a_command()
    store = open_store(settings, making=Making.DATABASE if new else Making.NOTHING)
    lock = alone(store)
    try:
        await nobody_on(store)
        await prepare(store, backup_folder(settings.data_dir), new=new)
        yield store
    finally:
        lock.release()
        await store.close()


@asynccontextmanager
async def open_deps(settings: Settings | None = None) -> AsyncIterator["Deps"]:
    """The services' parts. What is enqueued leaves with the running bot, within a second or so."""
    from bot.core.clock import SystemClock
    from bot.core.work.unit import Deps
    from bot.notices.published import informed
    from bot.ops.library import load_library

    settings = settings or read_settings()
    async with opened(settings) as store:
        library = load_library(settings)
        deps = Deps(store, SystemClock(), library, settings, wake=lambda _chats=(): None, reply=_no_reply)
        await informed(deps)
        yield deps


def agreed(question: str) -> bool:
    """Whether whoever sits at the terminal says yes. The end of the input, or Ctrl-C, is a no."""
    while True:
        try:
            answer = input(f"{question}{texts.YES_OR_NO}").strip().lower()
        except (EOFError, KeyboardInterrupt):
            typer.echo()
            return False
        if answer in ("是", "y", "yes", "是的", "好", "确认"):
            return True
        if answer in ("否", "n", "no", "不", "不是", "取消", ""):
            return False
        typer.echo(texts.SAY_YES_OR_NO)


def progress() -> "Progress":
    """A bar on the terminal. Of what has no known end it shows how much is done, not of how much."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Counted(ProgressColumn):
        def render(self, task: Task) -> Text:
            done = f"{task.completed:.0f}"
            return Text(done if task.total is None else f"{done}/{task.total:.0f}")

    console = Console(stderr=True)
    return Progress(TextColumn("{task.description}"), BarColumn(), Counted(), TimeElapsedColumn(), console=console)


async def _no_reply(
    message: "Outgoing", *, update_id: int | None = None, question: "AskedQuestion | None" = None
) -> int | None:
    raise WennuanError(texts.NO_CHAT)
