"""The chat page of the sandbox: be anybody, write to the bot, press its buttons, move its clock."""

import os
from pathlib import Path
from tempfile import gettempdir

from fastapi import FastAPI

from bot.core.people import Branch
from bot.sandbox.api import bot_api_routes
from bot.sandbox.control import control_routes
from bot.sandbox.world import World


def page_app(world: World, *, greeting_hour: int = Branch.greeting_hour) -> FastAPI:
    """The Bot API, the control API and, at ``/``, the page: for ``server.serve``."""
    app = FastAPI(routes=[*bot_api_routes(world), *control_routes(world)], openapi_url=None)
    attach(app, world, greeting_hour=greeting_hour)
    return app


def attach(app: FastAPI, world: World, *, greeting_hour: int = Branch.greeting_hour) -> None:
    """Serve the page at ``/`` of an application whose other routes are there already.

    NiceGUI is imported here and not before. It knows one application a process, so this can be called once only;
    a second call raises ``RuntimeError``.
    """
    # NiceGUI's storage is not used, but without this it would look for a folder of its own in the working directory.
    os.environ.setdefault("NICEGUI_STORAGE_PATH", str(Path(gettempdir()) / "wennuan-page"))
    from bot.sandbox.page.site import open_site

    open_site(app, world, greeting_hour)
