"""Hanging the page into an application by means of NiceGUI."""

from hashlib import sha256
from pathlib import Path

from fastapi import FastAPI
from nicegui import Client, ui
from nicegui import app as nicegui_app
from nicegui.events import GenericEventArguments

from bot.sandbox.page.acts import act
from bot.sandbox.page.live import Watcher
from bot.sandbox.page.place import find_place
from bot.sandbox.page.tab import Site, Tab
from bot.sandbox.page.unread import ReadMarks
from bot.sandbox.world import World

STATIC = Path(__file__).parent / "static"
ASSETS = "/sandbox-page"
TITLE = "温暖 · 沙箱"
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="32" fill="#b4532f"/>'
    '<path d="M32 49C19 40 14 33 14 26a9 9 0 0 1 18-3 9 9 0 0 1 18 3c0 7-5 14-18 23z" fill="#fff"/></svg>'
)
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
