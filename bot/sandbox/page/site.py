"""Hanging the page into an application by means of NiceGUI, and pushing the world's changes to every tab."""

import asyncio
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from fastapi import FastAPI
from nicegui import Client, ui
from nicegui import app as nicegui_app
from nicegui.events import GenericEventArguments

from bot.sandbox.page.acts import act
from bot.sandbox.page.panes import ReadMarks
from bot.sandbox.page.place import find_place
from bot.sandbox.page.tab import Site, Tab
from bot.sandbox.view import is_typing
from bot.sandbox.world import World

GATHER = 0.04  # seconds: a burst of changes is shown as one
TYPING = 1.0
IDLE = 60.0  # the date in the headings changes at midnight
STATIC = Path(__file__).parent / "static"
ASSETS = "/sandbox-page"
TITLE = "温暖 · 沙箱"
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="32" fill="#b4532f"/>'
    '<path d="M32 49C19 40 14 33 14 26a9 9 0 0 1 18-3 9 9 0 0 1 18 3c0 7-5 14-18 23z" fill="#fff"/></svg>'
)


class Watcher:
    """Waits for the world to change and refreshes the tabs. Sleeps while there is no tab."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Called when a tab comes."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        world = self._site.world
        while self._site.tabs and not world.closing:
            typing = any(is_typing(chat) for chat in world.chats.values())
            if await world.changed.wait(TYPING if typing else IDLE):
                await asyncio.sleep(GATHER)
            self._site.refresh()

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task


_attached: list[Site] = []


def open_site(app: FastAPI, world: World, greeting_hour: int) -> None:
    """See ``attach``."""
    if _attached:
        raise RuntimeError("the page can be attached to one application a process")
    site = Site(world, ReadMarks(world), greeting_hour)
    _attached.append(site)
    watcher = Watcher(site)
    nicegui_app.add_static_files(ASSETS, STATIC)
    nicegui_app.on_shutdown(watcher.stop)

    @ui.page("/", title=TITLE)
    def page(client: Client) -> None:
        _build(site, watcher, client)

    ui.run_with(
        app, title=TITLE, favicon=ICON, language="zh-CN", tailwind=False, show_welcome_message=False,
        binding_refresh_interval=None, viewport="width=device-width, initial-scale=1, viewport-fit=cover",
    )  # fmt: skip


def _build(site: Site, watcher: Watcher, client: Client) -> None:
    ui.add_head_html(_head())
    query = client.request.query_params
    place, problem = find_place(site.world, query.get("as"), query.get("chat"))
    tab = Tab(site, client, place)

    def connected() -> None:
        site.tabs.add(tab)
        watcher.wake()
        tab.run("ready", tab.place.address)
        if problem:
            tab.run("toast", problem)
        site.refresh()

    async def acted(event: GenericEventArguments) -> None:
        if isinstance(event.args, dict):
            await act(tab, {str(key): str(value) for key, value in event.args.items()})

    client.on_connect(connected)
    client.on_delete(lambda: site.tabs.discard(tab))
    ui.on("act", acted)


def _head() -> str:
    css, script = (f"{ASSETS}/{name}?v={_version(name)}" for name in ("page.css", "page.js"))
    return f'<link rel="stylesheet" href="{css}"><script src="{script}" defer></script>'


def _version(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]
