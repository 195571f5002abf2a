"""The guide names every request and every fault, and no other."""

import re
from pathlib import Path

from starlette.routing import Route

from bot.sandbox.control import control_routes
from bot.sandbox.faults import KINDS
from bot.sandbox.world import World

GUIDE = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text(encoding="utf-8")


def served() -> set[str]:
    routes = [route for route in control_routes(World()) if isinstance(route, Route)]
    return {route.path.replace("{file_id}", "<file_id>") for route in routes}


def test_every_request_is_in_the_guide() -> None:
    written = set(re.findall(r"(?:GET|POST) (/sandbox/[\w/<>-]+)", GUIDE))
    assert written == served()


def test_every_fault_is_in_the_guide() -> None:
    section = GUIDE[GUIDE.index("故障的种类") : GUIDE.index("加 `--limits`")]
    assert set(re.findall(r"`([\w]+)`", section)) == KINDS
